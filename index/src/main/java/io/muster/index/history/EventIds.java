package io.muster.index.history;

import io.muster.index.memory.ByteArena;
import io.muster.index.memory.Handles;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/** The ids of orders, checkouts and events, as texts for people. One thread. */
public final class EventIds {
    private final Events events;
    private final Orders orders;
    private final Checkouts checkouts;
    private final ByteArena arena;

    public EventIds(Events events, Orders orders, Checkouts checkouts, ByteArena arena) {
        this.events = events;
        this.orders = orders;
        this.checkouts = checkouts;
        this.arena = arena;
    }

    /** The id of what stands in a row that is alive; null where it has none. */
    public String of(int row) {
        return of(row, events.kind(row));
    }

    /** The same for a row that was of that kind when it was alive, and whose id has not been overwritten. */
    public String of(int row, int kind) {
        int reference = events.reference(row);
        return switch (kind) {
            case Events.ORDER -> text(orders.id(reference));
            case Events.CHECKOUT -> text(checkouts.id(reference));
            default -> reference == Events.NONE ? null : eventId(Handles.toHandle(reference));
        };
    }

    private String text(long handle) {
        return text(arena.buffer(handle), arena.offset(handle), arena.length(handle));
    }

    private String eventId(long handle) {
        DirectBuffer detail = arena.buffer(handle);
        int offset = arena.offset(handle);
        int length = EventDetail.idLength(detail, offset);
        return length == 0 ? null : text(detail, EventDetail.idOffset(detail, offset), length);
    }

    private static String text(DirectBuffer buffer, int offset, int length) {
        byte[] utf8 = new byte[length];
        buffer.getBytes(offset, utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
