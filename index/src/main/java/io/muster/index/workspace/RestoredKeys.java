package io.muster.index.workspace;

import io.muster.index.history.Checkouts;
import io.muster.index.history.EventDetail;
import io.muster.index.history.Events;
import io.muster.index.history.Orders;
import io.muster.index.history.Refunds;
import io.muster.index.memory.ByteArena;
import io.muster.index.memory.Handles;
import org.agrona.DirectBuffer;

/** Finds the ids of a history that was restored: each stands beside what it leads to, unless it is erased. */
final class RestoredKeys {
    private final WorkspaceState state;
    private final ByteArena arena;

    RestoredKeys(WorkspaceState state) {
        this.state = state;
        arena = state.arena;
    }

    /** Adds the keys of all orders, refunds, checkouts and events; of refunds with one id, the latest is the one. */
    void add() {
        Orders orders = state.orders;
        for (int order = 0; order < orders.size(); order++) {
            add(KeyKind.ORDER, orders.id(order), order);
        }
        Refunds refunds = orders.refunds();
        for (int refund = 0; refund < refunds.size(); refund++) {
            if (refunds.id(refund) != Events.NONE) {
                putRefund(refunds.id(refund), refund);
            }
        }
        Checkouts checkouts = state.checkouts;
        for (int checkout = 0; checkout < checkouts.size(); checkout++) {
            add(KeyKind.CHECKOUT, checkouts.id(checkout), checkout);
        }
        for (int row = 0; row < state.events.rows(); row++) {
            addEvent(row);
        }
    }

    private void putRefund(long handle, int refund) {
        int length = arena.length(handle);
        if (length > 0) {
            state.keys.put(state.id, KeyKind.REFUND, arena.buffer(handle), arena.offset(handle), length, refund);
        }
    }

    private void addEvent(int row) {
        int kind = state.events.kind(row);
        int reference = state.events.reference(row);
        if (kind == Events.DEAD || kind == Events.ORDER || kind == Events.CHECKOUT || reference == Events.NONE) {
            return;
        }
        long handle = Handles.toHandle(reference);
        DirectBuffer detail = arena.buffer(handle);
        int length = EventDetail.idLength(detail, arena.offset(handle));
        if (length > 0) {
            int offset = EventDetail.idOffset(arena.offset(handle));
            state.keys.restore(state.id, KeyKind.event(kind), detail, offset, length, row);
        }
    }

    private void add(int keyKind, long handle, int value) {
        int length = arena.length(handle);
        if (length > 0) {
            state.keys.restore(state.id, keyKind, arena.buffer(handle), arena.offset(handle), length, value);
        }
    }
}
