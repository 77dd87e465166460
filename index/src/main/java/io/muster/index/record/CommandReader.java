package io.muster.index.record;

import static org.agrona.BitUtil.SIZE_OF_INT;
import static org.agrona.BitUtil.SIZE_OF_LONG;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads a command in place, field by field; the layout is {@link CommandWriter}'s. Not thread-safe, allocates only
 * where a method returns an object.
 */
public final class CommandReader {
    private final UnsafeBuffer buffer = new UnsafeBuffer();
    private int position;
    private int limit;
    private int tag;
    private int type;
    private int nameOffset;
    private int nameLength;
    private int valueOffset;
    private int valueLength;

    /** Sets this reader at the command's start. */
    public CommandReader wrap(DirectBuffer source, int offset, int length) {
        buffer.wrap(source, offset, length);
        limit = length;
        rewind();
        return this;
    }

    /** Goes back to before the first field. */
    public void rewind() {
        position = CommandWriter.HEADER_LENGTH;
        tag = 0;
    }

    /** One of {@link CommandKind}. */
    public int kind() {
        return buffer.getByte(0) & 0xFF;
    }

    /** Whether the command is history that is loaded. */
    public boolean imported() {
        return (buffer.getByte(CommandWriter.FLAGS_OFFSET) & CommandWriter.IMPORTED) != 0;
    }

    /** 0 for a command to the engine itself. */
    public int workspaceId() {
        return buffer.getInt(SIZE_OF_INT, ByteOrder.LITTLE_ENDIAN);
    }

    /** Goes to the first field with that tag; false, and past the last field, if there is none. */
    public boolean seek(int wanted) {
        rewind();
        while (next()) {
            if (tag == wanted) {
                return true;
            }
        }
        return false;
    }

    /** Goes to the next field; false after the last. */
    public boolean next() {
        if (position >= limit) {
            return false;
        }
        tag = buffer.getByte(position++);
        if (tag == Tag.FIELD || tag == Tag.PROPERTY) {
            nameLength = buffer.getInt(position, ByteOrder.LITTLE_ENDIAN);
            nameOffset = position + SIZE_OF_INT;
            position = nameOffset + nameLength;
        }
        type = buffer.getByte(position++);
        skipValue();
        return true;
    }

    /** One of {@link Tag}. */
    public int tag() {
        return tag;
    }

    /** One of {@link ValueType}. */
    public int type() {
        return type;
    }

    /** Whether the field is cleared. */
    public boolean isNull() {
        return type == ValueType.NULL;
    }

    public boolean bool() {
        return type == ValueType.TRUE;
    }

    /** An instant, day, decimal or whole number. */
    public long number() {
        return buffer.getLong(valueOffset, ByteOrder.LITTLE_ENDIAN);
    }

    /** The command's own bytes, for {@link #valueOffset()} and {@link #nameOffset()}. */
    public DirectBuffer buffer() {
        return buffer;
    }

    /** Where the text starts in {@link #buffer()}; for a list, where its first text's length stands. */
    public int valueOffset() {
        return valueOffset;
    }

    /** Length of the text in bytes; for a list, how many texts it has. */
    public int valueLength() {
        return valueLength;
    }

    /** Where the name of a custom field or property starts in {@link #buffer()}. */
    public int nameOffset() {
        return nameOffset;
    }

    /** Length of that name in bytes. */
    public int nameLength() {
        return nameLength;
    }

    public String name() {
        return buffer.getStringWithoutLengthUtf8(nameOffset, nameLength);
    }

    public String text() {
        return buffer.getStringWithoutLengthUtf8(valueOffset, valueLength);
    }

    public List<String> texts() {
        List<String> texts = new ArrayList<>(valueLength);
        texts((in, offset, length) -> texts.add(in.getStringWithoutLengthUtf8(offset, length)));
        return texts;
    }

    /** Tells the texts of a list one by one, where they stand. */
    public void texts(TextVisitor to) {
        int at = valueOffset;
        for (int i = 0; i < valueLength; i++) {
            int length = buffer.getInt(at, ByteOrder.LITTLE_ENDIAN);
            to.visit(buffer, at + SIZE_OF_INT, length);
            at += SIZE_OF_INT + length;
        }
    }

    /** Is told of a text. */
    @FunctionalInterface
    public interface TextVisitor {
        /** The text is there, in UTF-8, until this returns. */
        void visit(DirectBuffer buffer, int offset, int length);
    }

    private void skipValue() {
        switch (type) {
            case ValueType.NULL, ValueType.FALSE, ValueType.TRUE -> valueLength = 0;
            case ValueType.INSTANT, ValueType.DAY, ValueType.DECIMAL -> {
                valueOffset = position;
                position += SIZE_OF_LONG;
            }
            case ValueType.TEXT -> {
                valueLength = buffer.getInt(position, ByteOrder.LITTLE_ENDIAN);
                valueOffset = position + SIZE_OF_INT;
                position = valueOffset + valueLength;
            }
            case ValueType.TEXT_LIST -> {
                valueLength = buffer.getInt(position, ByteOrder.LITTLE_ENDIAN);
                valueOffset = position + SIZE_OF_INT;
                position = valueOffset;
                for (int i = 0; i < valueLength; i++) {
                    position += SIZE_OF_INT + buffer.getInt(position, ByteOrder.LITTLE_ENDIAN);
                }
            }
            default -> throw new IllegalStateException("value type: found " + type + ", expected 0 to 7");
        }
    }
}
