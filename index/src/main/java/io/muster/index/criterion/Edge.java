package io.muster.index.criterion;

import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.Structure;
import io.muster.index.time.Bound;
import io.muster.index.time.Due;
import io.muster.index.time.DueHeap;
import io.muster.index.time.EngineTime;
import io.muster.index.time.OrderedIndex;
import java.util.ArrayList;
import java.util.List;

/**
 * One end of the windows over one date field: a point among the field's values which the passing of time moves upwards.
 * All windows with an equal bound share it. A value {@code v} is before the edge once the edge stands above {@code v}.
 * Where it passes many customers at once it sweeps over them in parts; {@link #isSweeping} until the last is done. One
 * thread.
 */
public final class Edge extends Due implements OrderedIndex.Visitor {
    private final Bound bound;
    private final EngineTime time;
    private final OrderedIndex index;
    private final DueHeap heap;
    private final Flips flips;
    private final List<WindowCriterion> criteria = new ArrayList<>();
    private long point;
    private long nextValue = Long.MAX_VALUE;
    private final Sweeps sweeps;
    private boolean sweeping;
    private long sweptValue;
    private int sweptOrdinal;

    Edge(Bound bound, EngineTime time, OrderedIndex index, DueHeap heap, Flips flips, Sweeps sweeps) {
        this.bound = bound;
        this.time = time;
        this.index = index;
        this.heap = heap;
        this.flips = flips;
        this.sweeps = sweeps;
        point = switch (bound) {
            case Bound.Fixed fixed -> fixed.atMillis();
            case Bound.Now now -> now.offsetMillis();
            case Bound.None none -> RangeSet.LOWEST;
            case Bound.Day day -> 0;
        };
    }

    Bound bound() {
        return bound;
    }

    List<WindowCriterion> criteria() {
        return criteria;
    }

    /** Where it sorts among the edges of its kind: the point itself, or for one that moves with now its distance. */
    long key() {
        return point;
    }

    /** The point now: values below it are before the edge. */
    long pointMillis() {
        return bound instanceof Bound.Now ? time.nowMillis() + point : point;
    }

    /** The smallest value not yet before the edge, as far as is known; {@link Long#MAX_VALUE} for none. */
    long nextValue() {
        return nextValue;
    }

    /** Whether the value it waits for has been passed, and {@link #run} is still to come at this instant. */
    boolean isOverdue() {
        return nextValue < pointMillis();
    }

    /** Whether customers whom it has passed are still to be asked. */
    boolean isSweeping() {
        return sweeping;
    }

    /** Puts a new edge of a day where it stands today; it has passed nobody. */
    void putAt(long newPoint) {
        point = newPoint;
    }

    /** Moves a day's edge to where it stands today; {@link #sweep} asks those whom it passed, now and before. */
    void place(long newPoint) {
        if (!sweeping) {
            begin(point);
        }
        point = newPoint;
    }

    private void begin(long value) {
        if (!sweeping) {
            sweeps.begin();
        }
        sweeping = true;
        sweptValue = value;
        sweptOrdinal = Integer.MIN_VALUE;
    }

    private void end() {
        if (sweeping) {
            sweeps.end();
        }
        sweeping = false;
    }

    /** Asks some of those whom it has passed, below {@code high}; returns how many. */
    int sweep(long high, int budget) {
        int visited = index.forEach(sweptValue, sweptOrdinal, high, budget, this);
        if (visited < budget) {
            end();
        }
        return visited;
    }

    /** Looks for the next value to be passed, and when that will be. Only for an edge that moves with now. */
    void aim() {
        aimAt(index.ceiling(pointMillis()));
    }

    void aimAt(long value) {
        nextValue = value;
        heap.schedule(this, value == Long.MAX_VALUE ? NEVER : value + 1 - point);
    }

    void withdraw() {
        end();
        heap.remove(this);
    }

    @Override
    public int run(int budget) {
        if (!sweeping) {
            begin(nextValue);
        }
        int visited = sweep(nextValue + 1, budget);
        if (!sweeping) {
            aimAt(index.ceiling(nextValue + 1));
        }
        return Math.max(1, visited);
    }

    @Override
    public void visit(int ordinal, long value) {
        sweptValue = value;
        sweptOrdinal = ordinal + 1;
        ask(ordinal, value);
    }

    /** Asks the windows for one customer. */
    void ask(int ordinal, long value) {
        for (WindowCriterion criterion : criteria) {
            criterion.set(ordinal, criterion.holds(value), flips);
        }
    }

    /** Adds where it stands. */
    void freeze(Frozen into) {
        long pointNow = point;
        long nextValueNow = nextValue;
        boolean sweepingNow = sweeping;
        long sweptValueNow = sweptValue;
        int sweptOrdinalNow = sweptOrdinal;
        int order = heap.order(this);
        into.add(Structure.EDGE, out -> {
            out.putLong(pointNow);
            out.putLong(nextValueNow);
            out.putBoolean(sweepingNow);
            out.putLong(sweptValueNow);
            out.putInt(sweptOrdinalNow);
            out.putInt(order);
        });
    }

    /** Takes where an edge with the same bound stood; twice is as good as once. */
    void restore(StateReader in) throws SnapshotException {
        in.begin(Structure.EDGE);
        end();
        point = in.getLong();
        nextValue = in.getLong();
        if (in.getBoolean()) {
            begin(point);
        }
        sweptValue = in.getLong();
        sweptOrdinal = in.getInt();
        int order = in.getInt("place among what is due", -1, Integer.MAX_VALUE - 1);
        heap.restore(this, order, nextValue == Long.MAX_VALUE ? NEVER : nextValue + 1 - point);
    }
}
