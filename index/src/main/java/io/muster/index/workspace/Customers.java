package io.muster.index.workspace;

import io.muster.index.id.IdTable;
import io.muster.index.record.CommandReader;
import org.agrona.DirectBuffer;

/** Customers as such: found by id, born with the first record that names them, and gone when deleted. One thread. */
final class Customers {
    private final WorkspaceState state;

    Customers(WorkspaceState state) {
        this.state = state;
    }

    /** The customer that the current text of {@code command} names; made if there is none. */
    int findOrCreate(CommandReader command) {
        return findOrCreate(command.buffer(), command.valueOffset(), command.valueLength());
    }

    /** The customer with this id; made if there is none. */
    int findOrCreate(DirectBuffer id) {
        return findOrCreate(id, 0, id.capacity());
    }

    /** The ordinal, or {@link IdTable#UNKNOWN}. */
    int find(DirectBuffer id, int offset, int length) {
        return state.ids.find(id, offset, length);
    }

    private int findOrCreate(DirectBuffer id, int offset, int length) {
        int known = find(id, offset, length);
        if (known != IdTable.UNKNOWN) {
            return known;
        }
        int ordinal = state.ids.add(id, offset, length);
        state.segments.beforeLivingChange();
        state.living.add(ordinal);
        state.segments.born(ordinal);
        state.functions.born(ordinal);
        state.schema.numberOfOrders.set(ordinal, 0);
        state.schema.amountSpent.set(ordinal, 0);
        return ordinal;
    }

    /** Takes the customer out of every column, segment and the table of ids; its history is gone already. */
    void remove(int ordinal) {
        state.schema.clear(ordinal);
        state.functions.died(ordinal);
        state.segments.beforeLivingChange();
        state.living.remove(ordinal);
        state.segments.died(ordinal);
        state.ids.remove(ordinal);
    }
}
