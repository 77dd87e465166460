package io.muster.index.workspace;

import io.muster.index.history.EventDetail;
import io.muster.index.history.Events;
import io.muster.index.history.Refunds;
import io.muster.index.id.IdTable;
import io.muster.index.memory.ByteArena;
import io.muster.index.memory.Handles;
import org.agrona.DirectBuffer;

/**
 * Takes a customer out of everything: history, keys, profile, fields, segments. What named it is overwritten. One
 * thread.
 */
final class Deletion {
    private final WorkspaceState state;
    private final Customers customers;
    private final Profiles profiles;
    private final Subscriptions subscriptions;
    private final OrderFields orderFields;
    private final AbandonedCheckouts abandoned;

    Deletion(
            WorkspaceState state,
            Customers customers,
            Profiles profiles,
            Subscriptions subscriptions,
            OrderFields orderFields,
            AbandonedCheckouts abandoned) {
        this.state = state;
        this.customers = customers;
        this.profiles = profiles;
        this.subscriptions = subscriptions;
        this.orderFields = orderFields;
        this.abandoned = abandoned;
    }

    /** Deletes the customer with this id; nothing happens if there is none. */
    void delete(DirectBuffer id) {
        int ordinal = customers.find(id, 0, id.capacity());
        if (ordinal != IdTable.UNKNOWN) {
            delete(ordinal);
        }
    }

    void delete(int ordinal) {
        forgetHistory(ordinal);
        profiles.remove(ordinal);
        state.places.clear(ordinal);
        subscriptions.clear(ordinal);
        orderFields.clear(ordinal);
        customers.remove(ordinal);
    }

    /** Takes the customer out of the stores that workspaces share, and leaves the rest to go with the workspace. */
    void forgetShared(int ordinal) {
        forgetHistory(ordinal);
        profiles.remove(ordinal);
    }

    private void forgetHistory(int ordinal) {
        Events events = state.events;
        for (int row = events.newest(ordinal); row != Events.NONE; row = events.previous(row)) {
            forget(events.kind(row), events.reference(row));
            events.kill(row);
        }
        events.forget(ordinal);
    }

    private void forget(int kind, int reference) {
        if (kind == Events.ORDER) {
            forgetOrder(reference);
        } else if (kind == Events.CHECKOUT) {
            abandoned.stop(reference);
            removeKey(KeyKind.CHECKOUT, state.checkouts.id(reference));
            state.checkouts.erase(reference);
        } else if (kind != Events.DEAD && reference != Events.NONE) {
            forgetEvent(kind, Handles.toHandle(reference));
        }
    }

    private void forgetOrder(int order) {
        Refunds refunds = state.orders.refunds();
        for (int refund = refunds.newest(order); refund != Events.NONE; refund = refunds.previous(refund)) {
            if (refunds.id(refund) == Events.NONE) {
                continue;
            }
            if (isLatest(refund)) {
                removeKey(KeyKind.REFUND, refunds.id(refund));
            }
            state.arena.erase(refunds.id(refund));
        }
        removeKey(KeyKind.ORDER, state.orders.id(order));
        state.orders.erase(order);
    }

    /** Whether the refund's id still leads to it, and not to one that replaced it. */
    private boolean isLatest(int refund) {
        long id = state.orders.refunds().id(refund);
        ByteArena arena = state.arena;
        return state.keys.get(state.id, KeyKind.REFUND, arena.buffer(id), arena.offset(id), arena.length(id)) == refund;
    }

    private void forgetEvent(int kind, long handle) {
        DirectBuffer detail = state.arena.buffer(handle);
        int offset = state.arena.offset(handle);
        int length = EventDetail.idLength(detail, offset);
        if (length > 0) {
            state.keys.remove(state.id, KeyKind.event(kind), detail, EventDetail.idOffset(offset), length);
        }
        state.arena.erase(handle);
    }

    private void removeKey(int keyKind, long handle) {
        ByteArena arena = state.arena;
        state.keys.remove(state.id, keyKind, arena.buffer(handle), arena.offset(handle), arena.length(handle));
    }
}
