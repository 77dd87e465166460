package io.muster.index.criterion;

import io.muster.index.column.LongColumn;
import io.muster.index.time.Bound;
import io.muster.index.time.DueHeap;
import io.muster.index.time.EngineTime;
import io.muster.index.time.LocalDays;
import io.muster.index.time.OrderedIndex;
import io.muster.index.time.Window;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * The moving windows over one date field. The field's values stand in an order; each distinct edge of a window sweeps
 * upwards through them as time passes, so that a window costs nothing for customers whom it does not move, and windows
 * with an equal edge share the sweep. One thread.
 */
public final class Windows {
    private final LongColumn column;
    private final EngineTime time;
    private final LocalDays days;
    private final DueHeap heap;
    private final Flips flips;
    private final OrderedIndex index = new OrderedIndex();
    private final Map<Bound, Edge> edges = new HashMap<>();
    private final Edges fixed = new Edges();
    private final Edges sliding = new Edges();
    private final Edges daily = new Edges();
    private final BitSet started = new BitSet();
    private final Sweeps sweeps = new Sweeps();

    /**
     * No windows yet.
     *
     * @param column the field's values
     */
    public Windows(LongColumn column, EngineTime time, LocalDays days, DueHeap heap, Flips flips) {
        this.column = column;
        this.time = time;
        this.days = days;
        this.heap = heap;
        this.flips = flips;
    }

    /**
     * Whether the values of this part of the ordinals have yet to be handed to {@link #enter}, which the caller does at
     * once. Values that change are taken by themselves.
     */
    public boolean start(int part) {
        boolean first = !started.get(part);
        started.set(part);
        return first;
    }

    /** A value that stood in the field before there were windows over it. */
    public void enter(int ordinal, long value) {
        if (index.add(value, ordinal)) {
            aimAtNewcomer(value);
        }
    }

    /**
     * All values of the field, for windows that were restored.
     *
     * @param values of which the first {@code count} are taken; overwritten
     * @param ordinals of those values, ascending; overwritten
     * @param parts so many parts of the ordinals need not be handed to {@link #enter} any more
     */
    public void restore(long[] values, int[] ordinals, int count, int parts) {
        index.load(values, ordinals, count);
        started.set(0, parts);
        daily.sort();
    }

    /** Whether there are no windows, so that nothing needs to be kept in order. */
    public boolean isEmpty() {
        return edges.isEmpty();
    }

    /** A new window, its members still empty. */
    public WindowCriterion add(Window window) {
        Edge lower = edge(window.lower());
        Edge upper = window.upper() instanceof Bound.None ? null : edge(window.upper());
        WindowCriterion criterion = new WindowCriterion(window, this, lower, upper);
        lower.criteria().add(criterion);
        if (upper != null && upper != lower) {
            upper.criteria().add(criterion);
        }
        return criterion;
    }

    public void remove(WindowCriterion criterion) {
        detach(criterion, criterion.lower());
        if (criterion.upper() != null && criterion.upper() != criterion.lower()) {
            detach(criterion, criterion.upper());
        }
    }

    /** The customer's value is another now; {@link Long#MIN_VALUE} stands for none. */
    public void change(int ordinal, long oldValue, long newValue) {
        if (oldValue != Long.MIN_VALUE) {
            index.remove(oldValue, ordinal);
            aimPastLeaver(oldValue);
        }
        if (newValue != Long.MIN_VALUE) {
            index.add(newValue, ordinal);
            aimAtNewcomer(newValue);
        }
        long low = Math.min(oldValue, newValue);
        long high = Math.max(oldValue, newValue);
        long now = time.nowMillis();
        fixed.cross(low, high, ordinal, newValue, flips);
        daily.cross(low, high, ordinal, newValue, flips);
        sliding.cross(low < Long.MIN_VALUE + now ? Long.MIN_VALUE : low - now, high - now, ordinal, newValue, flips);
        if (isPassing()) {
            sliding.askPassing(ordinal, newValue);
            daily.askPassing(ordinal, newValue);
        }
    }

    /** The customer's value; {@link Long#MIN_VALUE} stands for none. */
    long value(int ordinal) {
        return column.get(ordinal);
    }

    /**
     * Whether time has come to values that have not been moved yet, so that a window's members are not those for whose
     * values it holds now.
     */
    boolean isPassing() {
        return sweeps.any() || heap.nextMillis() <= time.nowMillis() || time.isBehind();
    }

    /**
     * A local midnight has come: every edge that is a day moves on. {@link LocalDays} has been told; {@link #sweep}
     * asks those whom the edges passed.
     */
    public void midnight() {
        for (int i = 0; i < daily.size(); i++) {
            daily.get(i).place(days.startMillis((Bound.Day) daily.get(i).bound()));
        }
        daily.sort();
    }

    /**
     * Asks some of those whom the midnight's edges passed; returns how many, fewer than {@code budget} for the last.
     */
    public int sweep(int budget) {
        int visited = 0;
        for (int i = 0; i < daily.size() && visited < budget; i++) {
            if (daily.get(i).isSweeping()) {
                visited += daily.get(i).sweep(daily.get(i).key(), budget - visited);
            }
        }
        return visited;
    }

    /** A value that has just gone may be the one that sliding edges wait for; those concerned stand together. */
    private void aimPastLeaver(long value) {
        long next = index.ceiling(value);
        for (int i = next == value ? -1 : lastBelow(value); i >= 0; i--) {
            Edge edge = sliding.get(i);
            if (edge.isOverdue()) {
                continue;
            }
            if (edge.nextValue() != value) {
                return;
            }
            edge.aimAt(next);
        }
    }

    /**
     * A value that has just come may be the next that sliding edges pass. Those concerned stand together: below the
     * value, and with nothing between; the farther back an edge stands, the earlier the value it waits for. An edge
     * that is due at this very instant and has not run yet aims by itself when it does, and says nothing of those
     * behind it.
     */
    private void aimAtNewcomer(long value) {
        for (int i = lastBelow(value); i >= 0; i--) {
            Edge edge = sliding.get(i);
            if (edge.isOverdue()) {
                continue;
            }
            if (edge.nextValue() <= value) {
                return;
            }
            edge.aimAt(value);
        }
    }

    /** The nearest sliding edge that stands at {@code value} or below. */
    private int lastBelow(long value) {
        return sliding.firstAbove(value - time.nowMillis()) - 1;
    }

    private Edge edge(Bound bound) {
        return edges.computeIfAbsent(bound, this::newEdge);
    }

    private Edge newEdge(Bound bound) {
        Edge edge = new Edge(bound, time, index, heap, flips, sweeps);
        switch (bound) {
            case Bound.Now now -> {
                sliding.add(edge);
                edge.aim();
            }
            case Bound.Day day -> {
                edge.putAt(days.startMillis(day));
                daily.add(edge);
            }
            case Bound.Fixed instant -> fixed.add(edge);
            case Bound.None none -> fixed.add(edge);
        }
        return edge;
    }

    private void detach(WindowCriterion criterion, Edge edge) {
        edge.criteria().remove(criterion);
        if (edge.criteria().isEmpty()) {
            edges.remove(edge.bound());
            fixed.remove(edge);
            sliding.remove(edge);
            daily.remove(edge);
            edge.withdraw();
        }
    }
}
