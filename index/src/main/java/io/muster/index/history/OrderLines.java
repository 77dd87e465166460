package io.muster.index.history;

import io.muster.index.memory.ByteArena;
import io.muster.index.record.Decimals;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.agrona.DirectBuffer;

/** Reads what {@link OrderDetail} wrote: the texts of an order, then its lines one after another. One thread. */
public final class OrderLines {
    private final ByteArena arena;
    private final PackedReader in = new PackedReader();
    private final PackedReader lists = new PackedReader();
    private final int[] head = new int[OrderDetail.HEAD_TEXTS];
    private int count;
    private int left;
    private int product;
    private int variant;
    private int category;
    private int vendor;
    private long quantity;
    private long price;
    private int listsOffset;
    private int listsLength;
    private boolean areListsRead;
    private int collections;
    private int listedCount;

    /** The line's collections, then its tags. */
    private int[] listed = new int[8];

    public OrderLines(ByteArena arena) {
        this.arena = arena;
    }

    /** Goes to before the first line of the detail at {@code handle}. */
    public OrderLines wrap(long handle) {
        return wrap(arena.buffer(handle), arena.offset(handle));
    }

    private OrderLines wrap(DirectBuffer detail, int offset) {
        int present = in.wrap(detail, offset).nextByte();
        for (int i = 0; i < head.length; i++) {
            head[i] = (present & 1 << i) == 0 ? 0 : in.nextInt();
        }
        count = in.nextInt();
        left = count;
        return this;
    }

    /** How many lines there are. */
    public int count() {
        return count;
    }

    /** Goes to the next line; false after the last. */
    public boolean next() {
        if (left == 0) {
            return false;
        }
        left--;
        int flags = in.nextByte();
        product = in.nextInt();
        variant = (flags & OrderDetail.VARIANT) == 0 ? 0 : in.nextInt();
        category = (flags & OrderDetail.CATEGORY) == 0 ? 0 : in.nextInt();
        vendor = (flags & OrderDetail.VENDOR) == 0 ? 0 : in.nextInt();
        quantity = quantity(flags >>> OrderDetail.QUANTITY_SHIFT & OrderDetail.KIND);
        price = price(flags >>> OrderDetail.PRICE_SHIFT & OrderDetail.KIND);
        listsLength = (flags & OrderDetail.LISTS) == 0 ? 0 : in.nextInt();
        listsOffset = in.position();
        in.skip(listsLength);
        areListsRead = false;
        return true;
    }

    private long quantity(int kind) {
        return switch (kind) {
            case 0 -> OrderDetail.MISSING;
            case OrderDetail.ONE -> Decimals.ONE;
            case OrderDetail.WHOLE -> in.nextSigned() * Decimals.ONE;
            default -> in.nextSigned();
        };
    }

    private long price(int kind) {
        return switch (kind) {
            case 0 -> OrderDetail.MISSING;
            case OrderDetail.HUNDREDTHS -> in.nextSigned() * Decimals.CENT;
            default -> in.nextSigned();
        };
    }

    /** Only where somebody asks: an order may have thousands, of no concern to most functions. */
    private void readLists() {
        if (areListsRead) {
            return;
        }
        areListsRead = true;
        listedCount = 0;
        collections = 0;
        if (listsLength == 0) {
            return;
        }
        lists.wrap(in.buffer(), listsOffset);
        collections = lists.nextInt();
        while (lists.position() < listsOffset + listsLength) {
            if (listedCount == listed.length) {
                listed = Arrays.copyOf(listed, 2 * listed.length);
            }
            listed[listedCount++] = lists.nextInt();
        }
    }

    /** The texts of the order itself. */
    public void orderTexts(IntConsumer to) {
        for (int text : head) {
            to.accept(text);
        }
    }

    /** The texts of the line. */
    public void lineTexts(IntConsumer to) {
        to.accept(product);
        to.accept(variant);
        to.accept(category);
        to.accept(vendor);
        readLists();
        for (int i = listedCount - 1; i >= 0; i--) {
            to.accept(listed[i]);
        }
    }

    /** One of the order's own texts, in the order of {@link OrderDetail}. */
    int headText(int index) {
        return head[index];
    }

    public int discountCode() {
        return head[0];
    }

    public int paymentMethod() {
        return head[1];
    }

    public int shippingMethod() {
        return head[2];
    }

    public int appId() {
        return head[3];
    }

    public int locationId() {
        return head[4];
    }

    public int product() {
        return product;
    }

    public int variant() {
        return variant;
    }

    public int category() {
        return category;
    }

    public int vendor() {
        return vendor;
    }

    /** In millionths, or {@link OrderDetail#MISSING}. */
    public long quantity() {
        return quantity;
    }

    /** In millionths, or {@link OrderDetail#MISSING}. */
    public long price() {
        return price;
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
        readLists();
        return collections;
    }

    /** One of {@link #collections}, which must have been asked for. */
    public int collection(int i) {
        return listed[i];
    }

    public int tags() {
        readLists();
        return listedCount - collections;
    }

    /** One of {@link #tags}, which must have been asked for. */
    public int tag(int i) {
        return listed[collections + i];
    }
}
