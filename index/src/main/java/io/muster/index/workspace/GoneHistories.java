package io.muster.index.workspace;

import io.muster.index.function.Effort;
import io.muster.index.history.Events;
import io.muster.index.history.Refunds;
import io.muster.index.memory.Handles;
import org.agrona.collections.IntArrayList;

/**
 * The histories of customers who are gone: what names them is overwritten and their keys are removed, long ones part by
 * part. Until then a key that leads to such a row leads nowhere: whoever follows it asks here first. One thread.
 */
final class GoneHistories {
    /** To find a key among many millions takes some misses of every cache. */
    private static final int UNITS_A_KEY = 8;

    private final WorkspaceState state;
    private final Events events;
    private final AbandonedCheckouts abandoned;
    private final IntArrayList rest = new IntArrayList();

    GoneHistories(WorkspaceState state, AbandonedCheckouts abandoned) {
        this.state = state;
        this.abandoned = abandoned;
        events = state.events;
    }

    /** The customer's history is no longer there; what is left of it after the effort waits for {@link #step}. */
    void add(int ordinal, Effort effort) {
        int row = forget(events.newest(ordinal), effort);
        events.forget(ordinal);
        if (row != Events.NONE) {
            rest.addInt(row);
        }
    }

    /** Whether a history waits. */
    boolean hasWork() {
        return !rest.isEmpty();
    }

    /** Overwrites a part of what waits. */
    void step(Effort effort) {
        while (hasWork() && !effort.isSpent()) {
            int last = rest.size() - 1;
            int row = forget(rest.getInt(last), effort);
            if (row == Events.NONE) {
                rest.removeAt(last);
            } else {
                rest.setInt(last, row);
            }
        }
    }

    /** The order that a key led to; {@link Events#NONE} if its customer is gone, and then so is the order. */
    int order(int order) {
        return order != Events.NONE && isGone(state.orders.row(order)) ? Events.NONE : order;
    }

    /** The same for a refund. */
    int refund(int refund) {
        return refund != Events.NONE
                        && isGone(state.orders.row(state.orders.refunds().order(refund)))
                ? Events.NONE
                : refund;
    }

    /** The same for a row. */
    int row(int row) {
        return isGone(row) ? Events.NONE : row;
    }

    private boolean isGone(int row) {
        boolean gone = row != Events.NONE && !state.living.contains(events.customer(row));
        if (gone) {
            forget(row);
        }
        return gone;
    }

    /** Forgets the row and those before it; returns the first that is left, or {@link Events#NONE}. */
    private int forget(int newest, Effort effort) {
        int row = newest;
        for (; row != Events.NONE && !effort.isSpent(); row = events.previous(row)) {
            effort.spend(1);
            effort.spend(forget(row));
        }
        return row;
    }

    /** Forgets a row, unless that was done; returns what it cost. */
    int forget(int row) {
        int kind = events.kind(row);
        int reference = events.reference(row);
        if (kind != Events.DEAD) {
            state.functions.erasing(row);
        }
        events.kill(row);
        return switch (kind) {
            case Events.DEAD -> 0;
            case Events.ORDER -> forgetOrder(reference);
            case Events.CHECKOUT -> {
                abandoned.forget(reference);
                yield UNITS_A_KEY;
            }
            default -> reference == Events.NONE ? 0 : forgetEvent(row, kind, Handles.toHandle(reference));
        };
    }

    private int forgetOrder(int order) {
        int cost = UNITS_A_KEY;
        Refunds refunds = state.orders.refunds();
        for (int refund = refunds.newest(order); refund != Events.NONE; refund = refunds.previous(refund)) {
            cost += UNITS_A_KEY;
            refunds.erase(refund);
        }
        state.orders.erase(order);
        return cost;
    }

    private int forgetEvent(int row, int kind, long handle) {
        state.eventKeys.remove(row, kind);
        state.arena.erase(handle);
        return UNITS_A_KEY;
    }
}
