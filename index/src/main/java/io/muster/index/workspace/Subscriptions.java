package io.muster.index.workspace;

import io.muster.index.field.TextField;
import io.muster.index.memory.LongPages;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;

/**
 * The subscription status by e-mail and SMS: what a customer record states holds from the moment it was taken; a
 * subscribe or unsubscribe event replaces it unless the event is older. One thread.
 */
final class Subscriptions {
    private final WorkspaceState state;
    private final LongPages emailTimes = new LongPages(Long.MIN_VALUE);
    private final LongPages smsTimes = new LongPages(Long.MIN_VALUE);

    Subscriptions(WorkspaceState state) {
        this.state = state;
    }

    /** A customer record has set the field. */
    void stated(int ordinal, TextField field) {
        times(field).set(ordinal, state.time.toldMillis());
    }

    /** An event says {@code status} as of {@code timeMillis}. */
    void happened(int ordinal, TextField field, String status, long timeMillis) {
        if (timeMillis >= times(field).get(ordinal)) {
            times(field).set(ordinal, timeMillis);
            field.set(ordinal, field.intern(status));
        }
    }

    /** Takes over since when the statuses of a customer of another workspace hold. */
    void copy(Subscriptions from, int fromOrdinal, int ordinal) {
        emailTimes.set(ordinal, from.emailTimes.get(fromOrdinal));
        smsTimes.set(ordinal, from.smsTimes.get(fromOrdinal));
    }

    void clear(int ordinal) {
        emailTimes.set(ordinal, Long.MIN_VALUE);
        smsTimes.set(ordinal, Long.MIN_VALUE);
    }

    /** Adds since when each status holds. */
    void freeze(Frozen into) {
        emailTimes.freeze(into);
        smsTimes.freeze(into);
    }

    void restore(StateReader in) throws SnapshotException {
        emailTimes.restore(in);
        smsTimes.restore(in);
    }

    private LongPages times(TextField field) {
        return field == state.schema.emailSubscriptionStatus ? emailTimes : smsTimes;
    }

    /** Size of the memory off the heap. */
    long bytes() {
        return emailTimes.bytes() + smsTimes.bytes();
    }
}
