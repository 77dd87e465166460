package io.muster.index.history;

import static org.agrona.BitUtil.SIZE_OF_INT;
import static org.agrona.BitUtil.SIZE_OF_LONG;
import static org.agrona.BitUtil.SIZE_OF_SHORT;

import io.muster.index.column.Dictionary;
import io.muster.index.record.CommandReader;
import io.muster.index.record.Tag;
import io.muster.index.record.ValueType;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * The texts and lines of an order or checkout, as dictionary numbers.
 *
 * <pre>
 *  0   discount code (4) | payment method (4) | shipping method (4) | app (4) | location (4) | lines (4)
 *  24  lines, one after another:
 *      product (4) | variant (4) | category (4) | vendor (4) | quantity (8) | price (8)
 *      collections (2) | tags (2) | collection numbers (4 each) | tag numbers (4 each)
 * </pre>
 *
 * A number of 0 says that there is none; quantity and price are in millionths. Little-endian. One thread.
 */
public final class OrderDetail {
    /** Stands for a quantity or price that the record did not give. */
    public static final long MISSING = Long.MIN_VALUE;

    private static final int[] HEAD_TAGS = {
        Tag.DISCOUNT_CODE, Tag.PAYMENT_METHOD, Tag.SHIPPING_METHOD, Tag.APP_ID, Tag.LOCATION_ID
    };
    static final int LINES_OFFSET = HEAD_TAGS.length * SIZE_OF_INT;
    static final int HEAD_LENGTH = LINES_OFFSET + SIZE_OF_INT;
    static final int QUANTITY_OFFSET = 4 * SIZE_OF_INT;
    static final int PRICE_OFFSET = QUANTITY_OFFSET + SIZE_OF_LONG;
    static final int COLLECTIONS_OFFSET = PRICE_OFFSET + SIZE_OF_LONG;
    static final int TAGS_OFFSET = COLLECTIONS_OFFSET + SIZE_OF_SHORT;
    static final int LISTS_OFFSET = TAGS_OFFSET + SIZE_OF_SHORT;
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private final Dictionary texts;
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(1024);
    private int length;
    private int line;
    private int lines;
    private int[] itemTags = new int[8];
    private int itemTagCount;

    public OrderDetail(Dictionary texts) {
        this.texts = texts;
    }

    /**
     * Encodes what the command says; the result is in {@link #buffer()} until the next call. Returns its length in
     * bytes.
     */
    public int encode(CommandReader command) {
        buffer.setMemory(0, HEAD_LENGTH, (byte) 0);
        length = HEAD_LENGTH;
        line = -1;
        lines = 0;
        command.rewind();
        while (command.next()) {
            encodeField(command);
        }
        endLine();
        buffer.putInt(LINES_OFFSET, lines, ORDER);
        return length;
    }

    /**
     * Copies a detail that was encoded with another dictionary; the result is in {@link #buffer()} until the next call.
     *
     * @param numbers what each number of the other dictionary is in this one's; never asked for 0
     * @return its length in bytes
     */
    public int translate(DirectBuffer source, int offset, int lengthBytes, IntUnaryOperator numbers) {
        buffer.putBytes(0, source, offset, lengthBytes);
        translate(0, HEAD_TAGS.length, numbers);
        int at = HEAD_LENGTH;
        for (int left = buffer.getInt(LINES_OFFSET, ORDER); left > 0; left--) {
            int listed = (buffer.getShort(at + COLLECTIONS_OFFSET, ORDER) & 0xffff)
                    + (buffer.getShort(at + TAGS_OFFSET, ORDER) & 0xffff);
            translate(at, QUANTITY_OFFSET / SIZE_OF_INT, numbers);
            translate(at + LISTS_OFFSET, listed, numbers);
            at += LISTS_OFFSET + listed * SIZE_OF_INT;
        }
        return lengthBytes;
    }

    private void translate(int start, int count, IntUnaryOperator numbers) {
        for (int i = 0; i < count; i++) {
            int number = buffer.getInt(start + i * SIZE_OF_INT, ORDER);
            buffer.putInt(start + i * SIZE_OF_INT, number == 0 ? 0 : numbers.applyAsInt(number), ORDER);
        }
    }

    public DirectBuffer buffer() {
        return buffer;
    }

    private void encodeField(CommandReader command) {
        switch (command.tag()) {
            case Tag.DISCOUNT_CODE, Tag.PAYMENT_METHOD, Tag.SHIPPING_METHOD, Tag.APP_ID, Tag.LOCATION_ID ->
                putHead(command);
            case Tag.ITEM -> beginLine();
            case Tag.PRODUCT -> buffer.putInt(line, intern(command), ORDER);
            case Tag.VARIANT -> buffer.putInt(line + SIZE_OF_INT, intern(command), ORDER);
            case Tag.CATEGORY -> buffer.putInt(line + 2 * SIZE_OF_INT, intern(command), ORDER);
            case Tag.VENDOR -> buffer.putInt(line + 3 * SIZE_OF_INT, intern(command), ORDER);
            case Tag.QUANTITY -> buffer.putLong(line + QUANTITY_OFFSET, command.number(), ORDER);
            case Tag.PRICE -> buffer.putLong(line + PRICE_OFFSET, command.number(), ORDER);
            case Tag.COLLECTIONS -> putCollections(command.texts());
            case Tag.ITEM_TAGS -> keepTags(command.texts());
            default -> {
                // Fields of the order itself are kept in its columns.
            }
        }
    }

    private void putHead(CommandReader command) {
        for (int i = 0; i < HEAD_TAGS.length; i++) {
            if (HEAD_TAGS[i] == command.tag()) {
                buffer.putInt(i * SIZE_OF_INT, intern(command), ORDER);
            }
        }
    }

    private void beginLine() {
        endLine();
        line = length;
        length += LISTS_OFFSET;
        buffer.setMemory(line, LISTS_OFFSET, (byte) 0);
        buffer.putLong(line + QUANTITY_OFFSET, MISSING, ORDER);
        buffer.putLong(line + PRICE_OFFSET, MISSING, ORDER);
        itemTagCount = 0;
        lines++;
    }

    private void putCollections(List<String> collections) {
        buffer.putShort(line + COLLECTIONS_OFFSET, (short) collections.size(), ORDER);
        for (String collection : collections) {
            buffer.putInt(length, texts.intern(collection), ORDER);
            length += SIZE_OF_INT;
        }
    }

    /** Tags stand after collections, whichever came first in the record. */
    private void keepTags(List<String> tags) {
        itemTags = tags.stream().mapToInt(texts::intern).toArray();
        itemTagCount = itemTags.length;
    }

    private void endLine() {
        if (line < 0) {
            return;
        }
        buffer.putShort(line + TAGS_OFFSET, (short) itemTagCount, ORDER);
        for (int i = 0; i < itemTagCount; i++) {
            buffer.putInt(length, itemTags[i], ORDER);
            length += SIZE_OF_INT;
        }
    }

    private int intern(CommandReader command) {
        return command.type() == ValueType.TEXT
                ? texts.intern(command.buffer(), command.valueOffset(), command.valueLength())
                : 0;
    }
}
