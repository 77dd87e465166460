package io.muster.index.history;

import io.muster.index.memory.ByteArena;
import io.muster.index.record.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Reads what {@link EventDetail} wrote, in place: the id and the properties of an event, one after another. One thread.
 */
public final class EventProperties {
    private final ByteArena arena;
    private final PackedReader in = new PackedReader();
    private final PackedReader value = new PackedReader();
    private int limit;
    private int idOffset;
    private int idLength;
    private int name;
    private int type;
    private int valueOffset;

    public EventProperties(ByteArena arena) {
        this.arena = arena;
    }

    /** Goes to before the first property of the detail at {@code handle}. */
    public EventProperties wrap(long handle) {
        int detail = arena.offset(handle);
        limit = detail + arena.length(handle);
        in.wrap(arena.buffer(handle), detail);
        idLength = in.nextInt();
        idOffset = in.position();
        in.skip(idLength);
        return this;
    }

    /** An event without a detail has none. */
    public EventProperties wrapNone() {
        in.wrap(null, 0);
        limit = 0;
        idLength = 0;
        return this;
    }

    /** Goes to the next property; false after the last. */
    public boolean next() {
        if (in.position() >= limit) {
            return false;
        }
        name = in.nextInt();
        type = in.nextByte();
        valueOffset = in.position();
        skipValue();
        return true;
    }

    /** The buffer with the id and the values. */
    DirectBuffer buffer() {
        return in.buffer();
    }

    int idOffset() {
        return idOffset;
    }

    /** 0 for none. */
    int idLength() {
        return idLength;
    }

    int valueOffset() {
        return valueOffset;
    }

    /** In bytes, with the lengths that stand before texts. */
    int valueLength() {
        return in.position() - valueOffset;
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
        return value.wrap(in.buffer(), valueOffset).nextSigned();
    }

    public String text() {
        value.wrap(in.buffer(), valueOffset);
        return nextText();
    }

    public List<String> texts() {
        return texts(Integer.MAX_VALUE);
    }

    /** The first of them. */
    public List<String> texts(int most) {
        List<String> texts = new ArrayList<>();
        value.wrap(in.buffer(), valueOffset);
        for (int i = Math.min(most, value.nextInt()); i > 0; i--) {
            texts.add(nextText());
        }
        return texts;
    }

    private String nextText() {
        int length = value.nextInt();
        String text = value.buffer().getStringWithoutLengthUtf8(value.position(), length);
        value.skip(length);
        return text;
    }

    private void skipValue() {
        switch (type) {
            case ValueType.TEXT -> in.skip(in.nextInt());
            case ValueType.TEXT_LIST -> {
                for (int i = in.nextInt(); i > 0; i--) {
                    in.skip(in.nextInt());
                }
            }
            case ValueType.INSTANT, ValueType.DAY, ValueType.DECIMAL -> in.nextSigned();
            default -> {
                // The type says it all.
            }
        }
    }
}
