package io.muster.index.workspace;

import io.muster.index.field.LongField;
import io.muster.index.history.Checkouts;
import io.muster.index.history.Events;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.Structure;
import io.muster.index.time.Due;
import io.muster.index.time.OrderedIndex;
import org.agrona.DirectBuffer;
import org.agrona.collections.IntArrayList;

/**
 * Which checkouts are abandoned: started, not completed, and the delay has passed. The field is the start of the
 * newest; each open checkout waits in the order of the instants at which it will count. One thread.
 */
final class AbandonedCheckouts extends Due implements OrderedIndex.Visitor {
    private final WorkspaceState state;
    private final Events events;
    private final Checkouts checkouts;
    private final OrderedIndex waiting = new OrderedIndex();
    private final IntArrayList due = new IntArrayList();
    private final LatestCounts latest = new LatestCounts();

    AbandonedCheckouts(WorkspaceState state) {
        this.state = state;
        events = state.events;
        checkouts = state.checkouts;
        state.heap.schedule(this, NEVER);
    }

    /** The number of the checkout with this id, given now if it is new. */
    int findOrAdd(DirectBuffer id) {
        int known = find(id);
        return known == Events.NONE ? checkouts.add(id, 0, id.capacity()) : known;
    }

    /** Its number, or {@link Events#NONE}; one whose customer is gone is forgotten. */
    int find(DirectBuffer id) {
        int checkout = checkouts.find(id, 0, id.capacity());
        int row = checkout == Events.NONE ? Events.NONE : checkouts.row(checkout);
        if (row == Events.NONE || state.living.contains(events.customer(row))) {
            return checkout;
        }
        state.functions.erasing(row);
        events.kill(row);
        forget(checkout);
        return Events.NONE;
    }

    /** Its customer is gone, and so is all that names it. */
    void forget(int checkout) {
        stop(checkout);
        checkouts.erase(checkout);
    }

    /** It has been started, and stands in the history. */
    void started(int checkout) {
        if (checkouts.isCompleted(checkout)) {
            return;
        }
        long at = events.timeMillis(checkouts.row(checkout)) + state.abandonedAfterMillis;
        if (at <= state.time.nowMillis()) {
            count(checkout);
        } else {
            waiting.add(at, checkout);
            state.heap.schedule(this, waiting.ceiling(Long.MIN_VALUE));
        }
    }

    /** It is completed, perhaps before it is known to have been started; {@code ordinal} says by whom, or is −1. */
    void complete(DirectBuffer id, int ordinal) {
        int checkout = findOrAdd(id);
        if (checkouts.isCompleted(checkout)) {
            return;
        }
        stop(checkout);
        checkouts.complete(checkout);
        if (checkouts.isStarted(checkout)) {
            int row = checkouts.row(checkout);
            takeBack(row);
            state.functions.touched(events.customer(row), Events.CHECKOUT, row);
        } else if (ordinal != Events.NONE) {
            int row = events.add(ordinal, state.time.nowMillis(), Events.CHECKOUT, checkout);
            checkouts.await(checkout, row);
            state.functions.readAgain(ordinal, Events.CHECKOUT, row);
        }
    }

    /** Only the checkout that the field stands for changes it by no longer counting. */
    private void takeBack(int row) {
        int ordinal = events.customer(row);
        if (state.schema.abandonedCheckoutDate.get(ordinal) != events.timeMillis(row)) {
            latest.forget(ordinal);
        } else if (latest.isOf(ordinal, events.reference(row)) && areAllCounted()) {
            state.schema.abandonedCheckoutDate.set(ordinal, latest.before(ordinal));
            latest.forget(ordinal);
        } else {
            recompute(ordinal);
        }
    }

    /** Whether none waits that is due: a date of before may be one of those. */
    private boolean areAllCounted() {
        return waiting.first() > state.time.nowMillis();
    }

    /** It no longer waits. */
    void stop(int checkout) {
        if (checkouts.isStarted(checkout)) {
            waiting.remove(events.timeMillis(checkouts.row(checkout)) + state.abandonedAfterMillis, checkout);
        }
    }

    /** Computes the field again from the customer's history. */
    void recompute(int ordinal) {
        latest.forget(ordinal);
        long newest = LongField.MISSING;
        for (int row = events.newest(ordinal); row != Events.NONE; row = events.previous(row)) {
            long time = events.timeMillis(row);
            if (time > newest && events.kind(row) == Events.CHECKOUT && isAbandoned(events.reference(row), row)) {
                newest = time;
            }
        }
        state.schema.abandonedCheckoutDate.set(ordinal, newest);
    }

    @Override
    public int run(int budget) {
        due.clear();
        waiting.forEach(Long.MIN_VALUE, Integer.MIN_VALUE, atMillis() + 1, budget, this);
        for (int i = 0; i < due.size(); i++) {
            stop(due.getInt(i));
            count(due.getInt(i));
        }
        state.heap.schedule(this, waiting.ceiling(Long.MIN_VALUE));
        return Math.max(1, due.size());
    }

    @Override
    public void visit(int checkout, long atMillis) {
        due.addInt(checkout);
    }

    /** Adds when it is due, which may be before the first of those who wait. */
    void freeze(Frozen into) {
        long at = atMillis();
        into.add(Structure.ABANDONED, out -> out.putLong(at));
    }

    /** The history has been restored: those wait again that waited, and only later instants are still to come. */
    void restore(StateReader in) throws SnapshotException {
        in.begin(Structure.ABANDONED);
        state.heap.schedule(this, in.getLong());
        int count = 0;
        long[] instants = new long[checkouts.size()];
        int[] waitingCheckouts = new int[checkouts.size()];
        for (int checkout = 0; checkout < checkouts.size(); checkout++) {
            int row = checkouts.row(checkout);
            if (checkouts.isStarted(checkout)
                    && !checkouts.isCompleted(checkout)
                    && events.kind(row) == Events.CHECKOUT
                    && events.timeMillis(row) + state.abandonedAfterMillis > state.time.nowMillis()) {
                instants[count] = events.timeMillis(row) + state.abandonedAfterMillis;
                waitingCheckouts[count++] = checkout;
            }
        }
        waiting.load(instants, waitingCheckouts, count);
    }

    private boolean isAbandoned(int checkout, int row) {
        return checkouts.isStarted(checkout)
                && !checkouts.isCompleted(checkout)
                && checkouts.row(checkout) == row
                && events.timeMillis(row) + state.abandonedAfterMillis <= state.time.nowMillis();
    }

    private void count(int checkout) {
        int row = checkouts.row(checkout);
        int ordinal = events.customer(row);
        if (!state.living.contains(ordinal)) {
            return;
        }
        long old = state.schema.abandonedCheckoutDate.get(ordinal);
        if (events.timeMillis(row) > old) {
            latest.counted(ordinal, checkout, old);
            state.schema.abandonedCheckoutDate.set(ordinal, events.timeMillis(row));
        } else {
            latest.forget(ordinal);
        }
    }
}
