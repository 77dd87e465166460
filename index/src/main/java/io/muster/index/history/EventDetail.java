package io.muster.index.history;

import io.muster.index.column.Dictionary;
import io.muster.index.memory.ByteArena;
import io.muster.index.record.CommandReader;
import io.muster.index.record.Tag;
import io.muster.index.record.ValueType;
import java.util.function.IntUnaryOperator;
import org.agrona.DirectBuffer;

/**
 * The id and the properties of an event; numbers are packed ({@link PackedWriter}).
 *
 * <pre>
 *  length of the id | id, UTF-8
 *  then the properties, one after another:
 *      number of the name | {@link ValueType} (1 byte) | value
 *
 *  value:  a text is its length and itself in UTF-8, a list of texts their number and they;
 *          an instant, day or decimal is a signed number; true, false and null are their types
 * </pre>
 *
 * {@link EventProperties} reads it. One thread.
 */
public final class EventDetail {
    private final Dictionary names;
    private final PackedWriter out = new PackedWriter(256);
    private final CommandReader.TextVisitor putText = out::putText;

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
        out.clear();
        if (command.seek(Tag.ID)) {
            out.putText(command.buffer(), command.valueOffset(), command.valueLength());
        } else {
            out.putInt(0);
        }
        command.rewind();
        while (command.next()) {
            if (command.tag() == Tag.PROPERTY && !command.isNull()) {
                putProperty(command);
            }
        }
        return out.length() == 1 ? 0 : out.length();
    }

    /**
     * Copies a detail that was encoded with another dictionary; the result is in {@link #buffer()} until the next call.
     *
     * @param from the other detail's id and properties
     * @param numbers what each number of the other dictionary is in this one's
     * @return its length in bytes
     */
    public int translate(EventProperties from, IntUnaryOperator numbers) {
        out.clear();
        out.putText(from.buffer(), from.idOffset(), from.idLength());
        while (from.next()) {
            out.putInt(numbers.applyAsInt(from.name()));
            out.putByte(from.type());
            out.putBytes(from.buffer(), from.valueOffset(), from.valueLength());
        }
        return out.length();
    }

    public DirectBuffer buffer() {
        return out.buffer();
    }

    /** Whether the detail at {@code handle}, which may be erased, is of the event with this id. */
    static boolean hasId(ByteArena arena, long handle, DirectBuffer id, int idOffset, int idLength) {
        return arena.hasAt(handle, PackedWriter.lengthOf(idLength), id, idOffset, idLength)
                && idLength(arena.buffer(handle), arena.offset(handle)) == idLength;
    }

    /** Length of the id at the start of an encoded detail; 0 for none. */
    static int idLength(DirectBuffer detail, int offset) {
        int first = detail.getByte(offset);
        return first >= 0 ? first : new PackedReader().wrap(detail, offset).nextInt();
    }

    /** Where the id at the start of an encoded detail begins. */
    static int idOffset(DirectBuffer detail, int offset) {
        return offset + PackedWriter.lengthOf(idLength(detail, offset));
    }

    private void putProperty(CommandReader command) {
        int name = names.intern(command.buffer(), command.nameOffset(), command.nameLength());
        out.putInt(name);
        out.putByte(command.type());
        switch (command.type()) {
            case ValueType.TEXT -> out.putText(command.buffer(), command.valueOffset(), command.valueLength());
            case ValueType.TEXT_LIST -> {
                out.putInt(command.valueLength());
                command.texts(putText);
            }
            case ValueType.INSTANT, ValueType.DAY, ValueType.DECIMAL -> out.putSigned(command.number());
            default -> {
                // The type says it all.
            }
        }
    }
}
