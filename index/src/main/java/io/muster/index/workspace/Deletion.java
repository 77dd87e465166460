package io.muster.index.workspace;

import io.muster.index.function.Effort;
import io.muster.index.id.IdTable;
import org.agrona.DirectBuffer;

/**
 * Takes a customer out of everything at once: fields, segments, profile, history. What named it is overwritten, in a
 * long history part by part, as {@link GoneHistories} has it. One thread.
 */
final class Deletion {
    private final WorkspaceState state;
    private final Customers customers;
    private final Profiles profiles;
    private final Subscriptions subscriptions;
    private final OrderFields orderFields;
    private final GoneHistories histories;
    private final int usualRows;

    Deletion(
            WorkspaceState state,
            Customers customers,
            Profiles profiles,
            Subscriptions subscriptions,
            OrderFields orderFields,
            GoneHistories histories,
            int usualRows) {
        this.state = state;
        this.customers = customers;
        this.profiles = profiles;
        this.subscriptions = subscriptions;
        this.orderFields = orderFields;
        this.histories = histories;
        this.usualRows = usualRows;
    }

    /** Deletes the customer with this id; nothing happens if there is none. */
    void delete(DirectBuffer id) {
        int ordinal = customers.find(id, 0, id.capacity());
        if (ordinal != IdTable.UNKNOWN) {
            delete(ordinal);
        }
    }

    private void delete(int ordinal) {
        histories.add(ordinal, new Effort(usualRows));
        profiles.remove(ordinal);
        state.places.clear(ordinal);
        subscriptions.clear(ordinal);
        orderFields.clear(ordinal);
        customers.remove(ordinal);
    }
}
