package io.muster.server.ingest;

import java.util.ArrayDeque;

/**
 * Whose turn it is, where each may take as many bytes as any other (deficit round robin): at its turn a line gets a
 * piece's length of credit, at most {@link #QUANTUM_BYTES}, and its first piece goes when the credit covers it. One
 * thread at a time.
 */
final class Turns<L extends Turns.Line> {
    /** The most that a line may take at a turn, unless its piece is longer. */
    static final int QUANTUM_BYTES = 64 * 1024;

    /** Those of one kind that wait behind each other. */
    abstract static class Line {
        private long creditBytes;

        /** Length of the piece that goes next, of about so many bytes; there is one. */
        abstract int nextBytes(int mostBytes);

        final long creditBytes() {
            return creditBytes;
        }

        final void creditBytes(long newCreditBytes) {
            creditBytes = newCreditBytes;
        }
    }

    private final ArrayDeque<L> lines = new ArrayDeque<>();
    private int quantumBytes = QUANTUM_BYTES;

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Takes up a line that was not in here; its turn comes when all others have had one. */
    void add(L line) {
        line.creditBytes(quantumBytes);
        lines.addLast(line);
    }

    /**
     * The line whose turn it is to have a piece of about so many bytes taken; null where there is none. Followed by
     * {@link #taken}.
     */
    L next(int mostBytes) {
        quantumBytes = Math.min(mostBytes, QUANTUM_BYTES);
        while (lines.size() > 1) {
            L line = lines.peekFirst();
            if (line.creditBytes() >= line.nextBytes(mostBytes)) {
                return line;
            }
            lines.addLast(lines.removeFirst());
            line.creditBytes(line.creditBytes() + quantumBytes);
        }
        return lines.peekFirst();
    }

    /** The line that {@link #next} gave has gone on by so many bytes, and leaves where it is at its end. */
    void taken(int lengthBytes, boolean finished) {
        L line = lines.peekFirst();
        if (finished) {
            lines.removeFirst();
        } else {
            line.creditBytes(Math.clamp(line.creditBytes() - lengthBytes, 0, quantumBytes));
        }
    }
}
