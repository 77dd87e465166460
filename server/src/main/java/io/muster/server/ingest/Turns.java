package io.muster.server.ingest;

import java.util.ArrayDeque;

/**
 * Whose turn it is, where each may take as many bytes as any other (deficit round robin): at its turn a line gets
 * {@link #QUANTUM_BYTES} of credit, and its first batch goes when the credit covers it. One thread at a time.
 */
final class Turns<L extends Turns.Line> {
    /** What a line may take at a turn. */
    static final int QUANTUM_BYTES = 64 * 1024;

    /** Those of one kind that wait behind each other. */
    abstract static class Line {
        private long creditBytes;

        /** Length of the batch that goes next; there is one. */
        abstract int nextBytes();

        final long creditBytes() {
            return creditBytes;
        }

        final void creditBytes(long newCreditBytes) {
            creditBytes = newCreditBytes;
        }
    }

    private final ArrayDeque<L> lines = new ArrayDeque<>();

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Takes up a line that was not in here; its turn comes when all others have had one. */
    void add(L line) {
        line.creditBytes(QUANTUM_BYTES);
        lines.addLast(line);
    }

    /** The line whose turn it is; null where there is none. Followed by {@link #taken}. */
    L next() {
        while (lines.size() > 1) {
            L line = lines.peekFirst();
            if (line.creditBytes() >= line.nextBytes()) {
                return line;
            }
            lines.addLast(lines.removeFirst());
            line.creditBytes(line.creditBytes() + QUANTUM_BYTES);
        }
        return lines.peekFirst();
    }

    /** The line that {@link #next} gave has gone on by so many bytes, and leaves where it is at its end. */
    void taken(int lengthBytes, boolean finished) {
        L line = lines.peekFirst();
        if (finished) {
            lines.removeFirst();
        } else {
            line.creditBytes(Math.max(0, line.creditBytes() - lengthBytes));
        }
    }
}
