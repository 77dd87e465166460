package io.muster.index.history;

import io.muster.index.memory.ByteArena;
import io.muster.index.record.Decimals;
import java.nio.ByteOrder;
import java.util.function.IntConsumer;
import org.agrona.DirectBuffer;

/**
 * Reads what {@link OrderDetail} wrote, in place: the texts of an order, then its lines one after another. One thread.
 */
public final class OrderLines {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private final ByteArena arena;
    private DirectBuffer buffer;
    private int start;
    private int line;
    private int next;
    private int left;

    public OrderLines(ByteArena arena) {
        this.arena = arena;
    }

    /** Goes to before the first line of the detail at {@code handle}. */
    public OrderLines wrap(long handle) {
        buffer = arena.buffer(handle);
        start = arena.offset(handle);
        next = start + OrderDetail.HEAD_LENGTH;
        left = buffer.getInt(start + OrderDetail.LINES_OFFSET, ORDER);
        return this;
    }

    /** How many lines there are. */
    public int count() {
        return buffer.getInt(start + OrderDetail.LINES_OFFSET, ORDER);
    }

    /** Goes to the next line; false after the last. */
    public boolean next() {
        if (left == 0) {
            return false;
        }
        left--;
        line = next;
        next = line + OrderDetail.LISTS_OFFSET + Integer.BYTES * (collections() + tags());
        return true;
    }

    /** The texts of the order itself. */
    public void orderTexts(IntConsumer to) {
        to.accept(discountCode());
        to.accept(paymentMethod());
        to.accept(shippingMethod());
        to.accept(appId());
        to.accept(locationId());
    }

    /** The texts of the line. */
    public void lineTexts(IntConsumer to) {
        to.accept(product());
        to.accept(variant());
        to.accept(category());
        to.accept(vendor());
        for (int i = collections() - 1; i >= 0; i--) {
            to.accept(collection(i));
        }
        for (int i = tags() - 1; i >= 0; i--) {
            to.accept(tag(i));
        }
    }

    public int discountCode() {
        return buffer.getInt(start, ORDER);
    }

    public int paymentMethod() {
        return buffer.getInt(start + 4, ORDER);
    }

    public int shippingMethod() {
        return buffer.getInt(start + 8, ORDER);
    }

    public int appId() {
        return buffer.getInt(start + 12, ORDER);
    }

    public int locationId() {
        return buffer.getInt(start + 16, ORDER);
    }

    public int product() {
        return buffer.getInt(line, ORDER);
    }

    public int variant() {
        return buffer.getInt(line + 4, ORDER);
    }

    public int category() {
        return buffer.getInt(line + 8, ORDER);
    }

    public int vendor() {
        return buffer.getInt(line + 12, ORDER);
    }

    /** In millionths, or {@link OrderDetail#MISSING}. */
    public long quantity() {
        return buffer.getLong(line + OrderDetail.QUANTITY_OFFSET, ORDER);
    }

    /** In millionths, or {@link OrderDetail#MISSING}. */
    public long price() {
        return buffer.getLong(line + OrderDetail.PRICE_OFFSET, ORDER);
    }

    /** How many were bought, in millionths: 1 where the record does not say. */
    public long bought() {
        return quantity() == OrderDetail.MISSING ? Decimals.ONE : quantity();
    }

    /** Price × quantity in millionths, cut to six places; 0 where the record gave no price. */
    public long amount() {
        if (price() == OrderDetail.MISSING) {
            return 0;
        }
        long bought = bought();
        return bought % Decimals.ONE == 0
                ? price() * (bought / Decimals.ONE)
                : Decimals.toDecimal(price())
                        .multiply(Decimals.toDecimal(bought))
                        .movePointRight(Decimals.SCALE)
                        .longValue();
    }

    public int collections() {
        return buffer.getShort(line + OrderDetail.COLLECTIONS_OFFSET, ORDER) & 0xffff;
    }

    public int collection(int i) {
        return buffer.getInt(line + OrderDetail.LISTS_OFFSET + Integer.BYTES * i, ORDER);
    }

    public int tags() {
        return buffer.getShort(line + OrderDetail.TAGS_OFFSET, ORDER) & 0xffff;
    }

    public int tag(int i) {
        return collection(collections() + i);
    }
}
