package io.muster.server.ingest;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much may be on its way through journal and engine: what the engine does in {@link #TARGET_NS}, by what the last
 * pieces took, and in the time for which they waited for the disk, so that a slow disk does not keep the engine idle.
 * Not more than the stated bytes, and not less than {@link #LEAST_BYTES} unless those are.
 *
 * <p>Assumes: {@link #left} is called by one thread at a time. Guarantees: a piece that finds the window open enters at
 * once; so no more is inside than the window and a piece. Any thread, lock-free.
 */
final class Window {
    /** How long what is inside may keep the engine busy: about what a single record waits beside a flood. */
    static final long TARGET_NS = MILLISECONDS.toNanos(20);

    static final long LEAST_BYTES = 16 * 1024;
    private static final long REMEMBERED_BYTES = 1L << 20;
    private static final int DISK_SMOOTHING = 8;
    private static final int PIECES = 4;
    private static final int LEAST_PIECE_BYTES = 4 * 1024;

    private final long mostBytes;
    private final AtomicLong insideBytes = new AtomicLong();
    private volatile long bytes;
    private long engineBytes;
    private long engineNs;
    private long diskNs;

    /** As wide as it may be until something is known. */
    Window(long mostBytes) {
        this.mostBytes = mostBytes;
        bytes = mostBytes;
    }

    /** Whether another piece may enter. */
    boolean isOpen() {
        return insideBytes.get() < bytes;
    }

    /** How long a piece had best be: there should be some inside, or the engine waits for the parser. */
    int pieceBytes() {
        return Math.clamp(bytes / PIECES, LEAST_PIECE_BYTES, Turns.QUANTUM_BYTES);
    }

    /** A piece comes in. */
    void entered(int lengthBytes) {
        insideBytes.addAndGet(lengthBytes);
    }

    /** A piece is out without having been done. */
    void leftUndone(int lengthBytes) {
        insideBytes.addAndGet(-lengthBytes);
    }

    /**
     * A piece is done.
     *
     * @param tookNs what the engine took for it
     * @param waitedNs how long it then waited for the disk
     */
    void left(int lengthBytes, long tookNs, long waitedNs) {
        if (lengthBytes > 0) {
            measured(lengthBytes, tookNs, waitedNs);
        }
        insideBytes.addAndGet(-lengthBytes);
    }

    private void measured(int lengthBytes, long tookNs, long waitedNs) {
        engineBytes += lengthBytes;
        engineNs += tookNs;
        if (engineBytes > REMEMBERED_BYTES) {
            engineBytes /= 2;
            engineNs /= 2;
        }
        diskNs += (waitedNs - diskNs) / DISK_SMOOTHING;
        double bytesPerNs = (double) engineBytes / Math.max(1, engineNs);
        bytes = Math.min(mostBytes, Math.max(LEAST_BYTES, (long) (bytesPerNs * (TARGET_NS + diskNs))));
    }
}
