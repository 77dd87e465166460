package io.muster.index;

import io.muster.index.function.Effort;
import io.muster.index.outlook.CustomerOutlook;
import io.muster.index.outlook.Outlook;
import io.muster.index.segment.Segment;
import io.muster.index.workspace.WorkspaceState;

/**
 * An answer about one customer and one segment, found in parts of bounded length. The customer's history is read while
 * records come; with its last part all else is read, and the answer is of that moment. What comes later does not matter
 * to it. If the segment gets another definition before that, the reading begins again with that one. The engine's
 * thread.
 *
 * @param <T> what is answered
 */
abstract class CustomerAnswer<T> implements SlowAnswer<T> {
    private final WorkspaceState state;
    private final Outlook outlook;
    private final int segmentId;
    private final int ordinal;
    private final int units;
    private CustomerOutlook customer;
    private Segment segment;
    private boolean fixed;
    private boolean done;
    private T answer;

    /**
     * Not begun.
     *
     * @param ordinal of a living customer
     * @param units of {@link Effort} in each part
     */
    CustomerAnswer(WorkspaceState state, Outlook outlook, int segmentId, int ordinal, int units) {
        this.state = state;
        this.outlook = outlook;
        this.segmentId = segmentId;
        this.ordinal = ordinal;
        this.units = units;
    }

    @Override
    public final boolean step() {
        Effort effort = new Effort(units);
        while (!fixed && !effort.isSpent()) {
            read(effort);
        }
        if (!done && fixed && workOut(effort)) {
            finish(worked());
        }
        return done;
    }

    @Override
    public final boolean isFixed() {
        return fixed;
    }

    @Override
    public final T get() {
        return answer;
    }

    @Override
    public final void close() {
        if (customer != null) {
            customer.close();
        }
    }

    /** The customer has been read, and this is the moment. */
    abstract void begin(SegmentEntry entry, Segment read, CustomerOutlook whom);

    /** Does a part of what is left; true when {@link #worked} can be asked. */
    abstract boolean workOut(Effort effort);

    abstract T worked();

    /** The answer where the customer has gone. */
    abstract T gone();

    private void read(Effort effort) {
        SegmentEntry entry = state.segments.catalog().byId(segmentId);
        if (entry == null) {
            finish(null);
        } else if (customer == null) {
            segment = state.segments.live(entry);
            customer = outlook.of(segment.node(), ordinal);
        } else if (customer.read(effort)) {
            settle(entry);
        }
        effort.spend(1);
    }

    private void settle(SegmentEntry entry) {
        if (state.functions.isClosed()) {
            finish(null);
        } else if (!state.living.contains(ordinal)) {
            finish(gone());
        } else if (state.segments.live(entry) == segment) {
            fixed = true;
            begin(entry, segment, customer);
        } else {
            customer.close();
            customer = null;
        }
    }

    private void finish(T found) {
        answer = found;
        fixed = true;
        done = true;
    }
}
