package io.muster.tools.load;

import java.util.ArrayList;
import java.util.List;

/** What became of a load. One thread, where nothing else is said. */
public final class LoadSummary {
    /** How many refusals are kept to be told. */
    public static final int TOLD = 20;

    private final List<Refusal> refusals = new ArrayList<>();
    private long taken;
    private long refused;
    private volatile Position acknowledged = new Position("", 0);
    private long lastSequence;

    /** A line of a file. */
    public record Position(String source, long line) {}

    /** A refused line. */
    public record Refusal(String source, long line, int column, String field, String reason) {
        /** As editors understand it: {@code file:line:column: field: reason}. */
        @Override
        public String toString() {
            String place = source + ":" + line + (column > 0 ? ":" + column : "");
            return place + ": " + (field == null || field.isEmpty() ? "" : field + ": ") + reason;
        }
    }

    void add(LineBatch batch, int moreTaken, int moreRefused, long sequence) {
        taken += moreTaken;
        refused += moreRefused;
        acknowledged = new Position(batch.source(), batch.lastLine());
        lastSequence = Math.max(lastSequence, sequence);
    }

    void add(Refusal refusal) {
        if (refusals.size() < TOLD) {
            refusals.add(refusal);
        }
    }

    /** The first of them. */
    public List<Refusal> refusals() {
        return refusals;
    }

    public long taken() {
        return taken;
    }

    public long refused() {
        return refused;
    }

    public long records() {
        return taken + refused;
    }

    /** Up to this line everything is settled; of no file before the first is. Any thread. */
    public Position acknowledged() {
        return acknowledged;
    }

    /** Of the last record taken. */
    public long lastSequence() {
        return lastSequence;
    }
}
