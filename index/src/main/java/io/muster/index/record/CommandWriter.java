package io.muster.index.record;

import static org.agrona.BitUtil.SIZE_OF_INT;
import static org.agrona.BitUtil.SIZE_OF_LONG;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Writes one command after another into a buffer that grows by itself. Not thread-safe.
 *
 * <pre>
 *  0        1        2                 4                                  8
 *  +--------+--------+-----------------+----------------------------------+
 *  | kind   | flags  | 0               | workspace id (0: the engine)     |
 *  +--------+--------+-----------------+----------------------------------+
 *  | fields: tag (1), value type (1), value                               |
 *  |   FIELD and PROPERTY: name (4 + n) before the value                  |
 *  +----------------------------------------------------------------------+
 * </pre>
 *
 * Little-endian, not aligned. Bit 0 of the flags: the command is history that is loaded, it did not happen just now.
 */
public final class CommandWriter {
    static final int HEADER_LENGTH = 8;

    static final int FLAGS_OFFSET = 1;
    static final int IMPORTED = 1;

    private final MutableDirectBuffer buffer;
    private int start;
    private int position;

    /**
     * A writer into {@code buffer}.
     *
     * @param buffer must be expandable
     */
    public CommandWriter(MutableDirectBuffer buffer) {
        this.buffer = buffer;
    }

    /** Starts a command at {@code offset} of the buffer. */
    public CommandWriter begin(int offset, int kind, int workspaceId) {
        return begin(offset, kind, workspaceId, false);
    }

    /**
     * Starts a command at {@code offset} of the buffer.
     *
     * @param imported whether it is history that is loaded
     */
    public CommandWriter begin(int offset, int kind, int workspaceId, boolean imported) {
        start = offset;
        buffer.putInt(offset, kind, ByteOrder.LITTLE_ENDIAN);
        buffer.putByte(offset + FLAGS_OFFSET, (byte) (imported ? IMPORTED : 0));
        buffer.putInt(offset + SIZE_OF_INT, workspaceId, ByteOrder.LITTLE_ENDIAN);
        position = offset + HEADER_LENGTH;
        return this;
    }

    /** Length in bytes of the command so far. */
    public int length() {
        return position - start;
    }

    /** Clears the field, or marks it (an {@link Tag#ITEM}). */
    public CommandWriter none(int tag) {
        head(tag, ValueType.NULL);
        return this;
    }

    public CommandWriter bool(int tag, boolean value) {
        head(tag, value ? ValueType.TRUE : ValueType.FALSE);
        return this;
    }

    /** Milliseconds since the epoch, or a whole number. */
    public CommandWriter instant(int tag, long value) {
        return number(tag, ValueType.INSTANT, value);
    }

    /** Days since the epoch. */
    public CommandWriter day(int tag, long epochDay) {
        return number(tag, ValueType.DAY, epochDay);
    }

    /** Millionths. */
    public CommandWriter decimal(int tag, long millionths) {
        return number(tag, ValueType.DECIMAL, millionths);
    }

    public CommandWriter text(int tag, String text) {
        head(tag, ValueType.TEXT);
        putText(text);
        return this;
    }

    /** UTF-8 as it stands in {@code source}. */
    public CommandWriter text(int tag, DirectBuffer source, int offset, int length) {
        head(tag, ValueType.TEXT);
        buffer.putInt(position, length, ByteOrder.LITTLE_ENDIAN);
        buffer.putBytes(position + SIZE_OF_INT, source, offset, length);
        position += SIZE_OF_INT + length;
        return this;
    }

    public CommandWriter texts(int tag, Iterable<String> texts) {
        head(tag, ValueType.TEXT_LIST);
        int countAt = position;
        position += SIZE_OF_INT;
        int count = 0;
        for (String text : texts) {
            putText(text);
            count++;
        }
        buffer.putInt(countAt, count, ByteOrder.LITTLE_ENDIAN);
        return this;
    }

    /**
     * Starts a custom field or property: its value is the next call, made with the same {@code tag}.
     *
     * @param tag {@link Tag#FIELD} or {@link Tag#PROPERTY}
     */
    public CommandWriter name(int tag, String name) {
        buffer.putByte(position, (byte) tag);
        position += 1;
        putText(name);
        return this;
    }

    private CommandWriter number(int tag, int type, long value) {
        head(tag, type);
        buffer.putLong(position, value, ByteOrder.LITTLE_ENDIAN);
        position += SIZE_OF_LONG;
        return this;
    }

    private void head(int tag, int type) {
        boolean named = tag == Tag.FIELD || tag == Tag.PROPERTY;
        if (!named) {
            buffer.putByte(position, (byte) tag);
            position += 1;
        }
        buffer.putByte(position, (byte) type);
        position += 1;
    }

    private void putText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        buffer.putInt(position, utf8.length, ByteOrder.LITTLE_ENDIAN);
        buffer.putBytes(position + SIZE_OF_INT, utf8);
        position += SIZE_OF_INT + utf8.length;
    }
}
