package io.muster.server.wire.flow;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Room that many share: each may hold as much as is left free. So one alone gets half of it, two a third each, and
 * there is always some for who comes next. Any thread, lock-free.
 */
public final class ByteShare {
    private final long limitBytes;
    private final AtomicLong usedBytes = new AtomicLong();

    /** Room for so many bytes. */
    public ByteShare(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /** Takes more for one who holds {@code ownBytes}, or returns false where that were more than is left free. */
    public boolean take(long ownBytes, long moreBytes) {
        long used = usedBytes.get();
        while (ownBytes + moreBytes <= limitBytes - used) {
            if (usedBytes.compareAndSet(used, used + moreBytes)) {
                return true;
            }
            used = usedBytes.get();
        }
        return false;
    }

    /** Counts what is there already, above the limit if it must be; negative to give back. */
    public void count(long bytes) {
        usedBytes.addAndGet(bytes);
    }

    /** Whether more is counted than there is room for. */
    public boolean isOver() {
        return usedBytes.get() > limitBytes;
    }

    /** What is held by all together. */
    public long usedBytes() {
        return usedBytes.get();
    }
}
