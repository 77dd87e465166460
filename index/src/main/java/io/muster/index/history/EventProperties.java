package io.muster.index.history;

import static org.agrona.BitUtil.SIZE_OF_BYTE;
import static org.agrona.BitUtil.SIZE_OF_INT;
import static org.agrona.BitUtil.SIZE_OF_LONG;

import io.muster.index.memory.ByteArena;
import io.muster.index.record.ValueType;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Reads what {@link EventDetail} wrote, in place: the properties of an event, one after another. One thread. */
public final class EventProperties {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private final ByteArena arena;
    private DirectBuffer buffer;
    private int position;
    private int limit;
    private int start;
    private int name;
    private int type;
    private int value;

    public EventProperties(ByteArena arena) {
        this.arena = arena;
    }

    /** Goes to before the first property of the detail at {@code handle}. */
    public EventProperties wrap(long handle) {
        buffer = arena.buffer(handle);
        int detail = arena.offset(handle);
        limit = detail + arena.length(handle);
        position = EventDetail.idOffset(detail) + EventDetail.idLength(buffer, detail);
        return this;
    }

    /** An event without a detail has none. */
    public EventProperties wrapNone() {
        position = 0;
        limit = 0;
        return this;
    }

    /** Goes to the next property; false after the last. */
    public boolean next() {
        if (position >= limit) {
            return false;
        }
        start = position;
        name = buffer.getInt(position, ORDER);
        type = buffer.getByte(position + SIZE_OF_INT);
        value = position + SIZE_OF_INT + SIZE_OF_BYTE;
        position = end();
        return true;
    }

    /** Where it starts, with the number of its name, in the arena's buffer. */
    int offset() {
        return start;
    }

    /** The number of its name in the dictionary of event names. */
    public int name() {
        return name;
    }

    /** One of {@link ValueType}. */
    public int type() {
        return type;
    }

    /** An instant, day or decimal. */
    public long number() {
        return buffer.getLong(value, ORDER);
    }

    public String text() {
        return buffer.getStringWithoutLengthUtf8(value + SIZE_OF_INT, buffer.getInt(value, ORDER));
    }

    public List<String> texts() {
        return texts(Integer.MAX_VALUE);
    }

    /** The first of them. */
    public List<String> texts(int most) {
        List<String> texts = new ArrayList<>();
        int at = value + SIZE_OF_INT;
        for (int i = Math.min(most, buffer.getInt(value, ORDER)); i > 0; i--) {
            int length = buffer.getInt(at, ORDER);
            texts.add(buffer.getStringWithoutLengthUtf8(at + SIZE_OF_INT, length));
            at += SIZE_OF_INT + length;
        }
        return texts;
    }

    private int end() {
        return switch (type) {
            case ValueType.TEXT -> value + SIZE_OF_INT + buffer.getInt(value, ORDER);
            case ValueType.TEXT_LIST -> {
                int at = value + SIZE_OF_INT;
                for (int i = buffer.getInt(value, ORDER); i > 0; i--) {
                    at += SIZE_OF_INT + buffer.getInt(at, ORDER);
                }
                yield at;
            }
            case ValueType.INSTANT, ValueType.DAY, ValueType.DECIMAL -> value + SIZE_OF_LONG;
            default -> value;
        };
    }
}
