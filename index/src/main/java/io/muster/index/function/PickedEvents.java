package io.muster.index.function;

import java.util.List;

/**
 * The events of one customer that a function picks whatever their date, oldest first, with a tally of those that its
 * user says count: each can be put in and out by itself, without a look at the others. A picture of the moment at which
 * the {@link HistoryWalk} ended. One thread.
 */
public final class PickedEvents {
    private final EventFunction.Parts parts;
    private final EventShares shares;
    private final RunningTally tally;
    private final int[] rows;
    private final long[] times;
    private final long[] countsFrom;
    private final int[] inOrder;

    PickedEvents(
            EventFunction.Parts parts, EventShares shares, int[] rows, long[] times, long[] countsFrom, int[] inOrder) {
        this.parts = parts;
        this.shares = shares;
        this.rows = rows;
        this.times = times;
        this.countsFrom = countsFrom;
        this.inOrder = inOrder;
        tally = new RunningTally(shares);
    }

    /** The kind of row that they are. */
    public int kind() {
        return parts.picker().kind();
    }

    /** How many there are. */
    public int size() {
        return inOrder.length;
    }

    /** The row of the history. */
    public int row(int event) {
        return rows[inOrder[event]];
    }

    /** When it was. */
    public long timeMillis(int event) {
        return times[inOrder[event]];
    }

    /** Before this it does not count, whatever its date; {@link Long#MIN_VALUE} if it always may. */
    public long countsFromMillis(int event) {
        return countsFrom[inOrder[event]];
    }

    /** Which dates the function asks for. */
    public DateTest date() {
        return parts.date();
    }

    /** What must hold of those that count. */
    public List<Aggregate> aggregates() {
        return parts.aggregates();
    }

    /** Puts an event among those that count, or takes it out. */
    public void count(int event, boolean counts) {
        tally.count(inOrder[event], counts);
    }

    /** Whether it is among those that count. */
    public boolean counts(int event) {
        return tally.counts(inOrder[event]);
    }

    /** How many count. */
    public int counted() {
        return (int) tally.tally().counted();
    }

    /** What an event adds to the amount, in millionths. */
    public long amount(int event) {
        return shares.amount(inOrder[event]);
    }

    /** What an event adds to the quantity, in millionths. */
    public long quantity(int event) {
        return shares.quantity(inOrder[event]);
    }

    /** What those that count add up to, in millionths. */
    public long amount() {
        return tally.tally().amount();
    }

    /** Likewise. */
    public long quantity() {
        return tally.tally().quantity();
    }

    /** What an aggregate of the function comes to, in millionths; {@link Picker#NO_NUMBER} for nothing. */
    public long total(Aggregate.OfProperty aggregate) {
        return tally.total(aggregate);
    }

    /** Whether the function holds with those that count. */
    public boolean holds() {
        return tally.holds();
    }
}
