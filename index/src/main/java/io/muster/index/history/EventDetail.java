package io.muster.index.history;

import static org.agrona.BitUtil.SIZE_OF_BYTE;
import static org.agrona.BitUtil.SIZE_OF_INT;
import static org.agrona.BitUtil.SIZE_OF_LONG;

import io.muster.index.column.Dictionary;
import io.muster.index.memory.ByteArena;
import io.muster.index.record.CommandReader;
import io.muster.index.record.Tag;
import io.muster.index.record.ValueType;
import java.nio.ByteOrder;
import java.util.function.IntUnaryOperator;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * The id and the properties of an event.
 *
 * <pre>
 *  id length (4) | id, UTF-8
 *  then the properties, one after another:
 *      name number (4) | value type (1) | value, laid out as in {@link io.muster.index.record.ValueType}
 * </pre>
 *
 * Little-endian, not aligned. One thread.
 */
public final class EventDetail {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private final Dictionary names;
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(256);

    /**
     * An encoder.
     *
     * @param names the workspace's dictionary for names of properties
     */
    public EventDetail(Dictionary names) {
        this.names = names;
    }

    /**
     * Encodes what the command says; the result is in {@link #buffer()} until the next call. Returns its length in
     * bytes, 0 for nothing to keep.
     */
    public int encode(CommandReader command) {
        buffer.putInt(0, 0, ORDER);
        int length = SIZE_OF_INT;
        command.rewind();
        while (command.next()) {
            if (command.tag() == Tag.ID) {
                buffer.putInt(0, command.valueLength(), ORDER);
                buffer.putBytes(SIZE_OF_INT, command.buffer(), command.valueOffset(), command.valueLength());
                length += command.valueLength();
            }
        }
        command.rewind();
        while (command.next()) {
            if (command.tag() == Tag.PROPERTY && !command.isNull()) {
                length = putProperty(command, length);
            }
        }
        return length == SIZE_OF_INT ? 0 : length;
    }

    /**
     * Copies a detail that was encoded with another dictionary; the result is in {@link #buffer()} until the next call.
     *
     * @param arena where the detail is kept
     * @param handle where it is kept there
     * @param numbers what each number of the other dictionary is in this one's
     * @return its length in bytes
     */
    public int translate(ByteArena arena, long handle, IntUnaryOperator numbers) {
        int offset = arena.offset(handle);
        buffer.putBytes(0, arena.buffer(handle), offset, arena.length(handle));
        EventProperties properties = new EventProperties(arena).wrap(handle);
        while (properties.next()) {
            buffer.putInt(properties.offset() - offset, numbers.applyAsInt(properties.name()), ORDER);
        }
        return arena.length(handle);
    }

    public DirectBuffer buffer() {
        return buffer;
    }

    /** Length of the id at the start of an encoded detail; 0 for none. */
    public static int idLength(DirectBuffer detail, int offset) {
        return detail.getInt(offset, ORDER);
    }

    /** Where that id starts. */
    public static int idOffset(int offset) {
        return offset + SIZE_OF_INT;
    }

    private int putProperty(CommandReader command, int start) {
        int name = names.intern(command.buffer(), command.nameOffset(), command.nameLength());
        buffer.putInt(start, name, ORDER);
        buffer.putByte(start + SIZE_OF_INT, (byte) command.type());
        int at = start + SIZE_OF_INT + SIZE_OF_BYTE;
        return switch (command.type()) {
            case ValueType.TEXT -> {
                buffer.putInt(at, command.valueLength(), ORDER);
                buffer.putBytes(at + SIZE_OF_INT, command.buffer(), command.valueOffset(), command.valueLength());
                yield at + SIZE_OF_INT + command.valueLength();
            }
            case ValueType.TEXT_LIST -> putTexts(command, at);
            case ValueType.INSTANT, ValueType.DAY, ValueType.DECIMAL -> {
                buffer.putLong(at, command.number(), ORDER);
                yield at + SIZE_OF_LONG;
            }
            default -> at;
        };
    }

    private int putTexts(CommandReader command, int start) {
        int at = start;
        buffer.putInt(at, command.valueLength(), ORDER);
        at += SIZE_OF_INT;
        for (String text : command.texts()) {
            int written = buffer.putStringWithoutLengthUtf8(at + SIZE_OF_INT, text);
            buffer.putInt(at, written, ORDER);
            at += SIZE_OF_INT + written;
        }
        return at;
    }
}
