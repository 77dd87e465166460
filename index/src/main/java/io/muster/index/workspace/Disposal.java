package io.muster.index.workspace;

import io.muster.index.function.Effort;
import io.muster.index.history.EventDetail;
import io.muster.index.history.Events;
import io.muster.index.memory.ByteArena;
import io.muster.index.memory.Handles;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Takes what a workspace that is gone has in the stores that workspaces share, part by part: the profiles, and the keys
 * of all that has one. The rest goes with the workspace. One thread.
 */
final class Disposal {
    private static final int UNITS_A_PROFILE = 6;
    private static final int UNITS_A_KEY = 2;

    /** Takes away what belongs to one thing of a kind. */
    private interface Removal {
        void remove(int number, Effort effort);
    }

    private record Kind(IntSupplier size, Removal removal) {}

    private final WorkspaceState state;
    private final Profiles profiles;
    private final List<Kind> kinds;
    private int kind;
    private int next;

    Disposal(WorkspaceState state, Profiles profiles) {
        this.state = state;
        this.profiles = profiles;
        kinds = List.of(
                new Kind(state.ids::ordinals, this::profile),
                new Kind(state.orders::size, (order, effort) -> remove(KeyKind.ORDER, state.orders.id(order), effort)),
                new Kind(state.orders.refunds()::size, this::refund),
                new Kind(
                        state.checkouts::size,
                        (checkout, effort) -> remove(KeyKind.CHECKOUT, state.checkouts.id(checkout), effort)),
                new Kind(state.events::rows, this::event));
    }

    /** Does a part; true when nothing is left. */
    boolean step(Effort effort) {
        while (kind < kinds.size() && !effort.isSpent()) {
            if (next < kinds.get(kind).size().getAsInt()) {
                effort.move();
                kinds.get(kind).removal().remove(next++, effort);
            } else {
                kind++;
                next = 0;
            }
        }
        return kind == kinds.size();
    }

    private void profile(int ordinal, Effort effort) {
        if (state.living.contains(ordinal)) {
            profiles.remove(ordinal);
            effort.spend(UNITS_A_PROFILE);
        }
    }

    private void refund(int refund, Effort effort) {
        long id = state.orders.refunds().id(refund);
        if (id != Events.NONE) {
            remove(KeyKind.REFUND, id, effort);
        }
    }

    private void event(int row, Effort effort) {
        int kindOfRow = state.events.kind(row);
        int reference = state.events.reference(row);
        boolean named = kindOfRow != Events.DEAD && kindOfRow != Events.ORDER && kindOfRow != Events.CHECKOUT;
        if (!named || reference == Events.NONE) {
            return;
        }
        ByteArena arena = state.arena;
        long detail = Handles.toHandle(reference);
        int length = EventDetail.idLength(arena.buffer(detail), arena.offset(detail));
        if (length > 0) {
            int offset = EventDetail.idOffset(arena.offset(detail));
            state.keys.remove(state.id, KeyKind.event(kindOfRow), arena.buffer(detail), offset, length);
            effort.spend(UNITS_A_KEY);
        }
    }

    private void remove(int keyKind, long id, Effort effort) {
        ByteArena arena = state.arena;
        state.keys.remove(state.id, keyKind, arena.buffer(id), arena.offset(id), arena.length(id));
        effort.spend(UNITS_A_KEY);
    }
}
