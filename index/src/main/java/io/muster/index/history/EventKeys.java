package io.muster.index.history;

import io.muster.index.id.KeyFilling;
import io.muster.index.id.KeySlots;
import io.muster.index.id.Wyhash;
import io.muster.index.memory.ByteArena;
import io.muster.index.memory.Handles;
import org.agrona.DirectBuffer;

/**
 * Finds the rows of named events by kind and id: a message's id may stand in its sending, opening and clicking. The ids
 * are compared where they stand, in the events' details. One thread.
 */
public final class EventKeys {
    private static final long KIND_FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private final Wyhash hash = Wyhash.ofThisProcess();
    private final KeySlots slots = new KeySlots();
    private final Events events;
    private final ByteArena arena;

    public EventKeys(Events events, ByteArena arena) {
        this.events = events;
        this.arena = arena;
    }

    /** The row of the event of that kind with this id, or {@link Events#NONE}. */
    public int find(int kind, DirectBuffer id, int offset, int length) {
        int row = slots.first(hash(kind, id, offset, length));
        while (row != KeySlots.NONE && !isNamed(row, kind, id, offset, length)) {
            row = slots.next();
        }
        return row;
    }

    /** A row whose event has an id is found by it from now on; no other row may have been. */
    public void add(int row) {
        long detail = named(row, events.kind(row));
        if (detail >= 0) {
            slots.add(hash(events.kind(row), detail), row);
        }
    }

    /** A row that was of that kind and was found by its event's id, which is not erased yet, is so no longer. */
    public void remove(int row, int kind) {
        long detail = named(row, kind);
        if (detail >= 0) {
            slots.remove(hash(kind, detail), row);
        }
    }

    /** Finds all rows again whose events have an id; what was there is gone. */
    public void fill() {
        int count = 0;
        for (int row = 0; row < events.rows(); row++) {
            count += named(row, events.kind(row)) >= 0 ? 1 : 0;
        }
        KeyFilling filling = new KeyFilling(slots, count);
        for (int row = 0; row < events.rows(); row++) {
            int kind = events.kind(row);
            long detail = named(row, kind);
            if (detail >= 0) {
                filling.add(hash(kind, detail), row);
            }
        }
        filling.finish();
    }

    /** Size of the memory off the heap. */
    public long bytes() {
        return slots.bytes();
    }

    /** The detail of a row of that kind if there is an id in it, else below 0. */
    private long named(int row, int kind) {
        if (!Events.isNamed(kind) || events.reference(row) == Events.NONE) {
            return -1;
        }
        long detail = Handles.toHandle(events.reference(row));
        return arena.length(detail) > 0 && EventDetail.idLength(arena.buffer(detail), arena.offset(detail)) > 0
                ? detail
                : -1;
    }

    private boolean isNamed(int row, int kind, DirectBuffer id, int offset, int length) {
        if (events.kind(row) != kind || events.reference(row) == Events.NONE) {
            return false;
        }
        long detail = Handles.toHandle(events.reference(row));
        return EventDetail.hasId(arena, detail, id, offset, length);
    }

    private long hash(int kind, long detail) {
        DirectBuffer buffer = arena.buffer(detail);
        int offset = arena.offset(detail);
        return hash(kind, buffer, EventDetail.idOffset(buffer, offset), EventDetail.idLength(buffer, offset));
    }

    private long hash(int kind, DirectBuffer id, int offset, int length) {
        return hash.hash(id, offset, length) ^ kind * KIND_FACTOR;
    }
}
