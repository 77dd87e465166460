package io.muster.index.history;

import io.muster.index.column.Dictionary;
import io.muster.index.record.CommandReader;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import io.muster.index.record.ValueType;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.agrona.DirectBuffer;
import org.agrona.collections.IntArrayList;

/**
 * The texts and lines of an order or checkout, as dictionary numbers, each in as few bytes as it needs
 * ({@link PackedWriter}).
 *
 * <pre>
 *  which texts there are (1 byte), those of: discount code, payment method, shipping method, app, location
 *  number of lines
 *  lines, one after another:
 *      flags (1 byte, see below) | product | variant | category | vendor | quantity | price
 *      bytes of what follows | number of collections | collections | tags
 *
 *  flags, from the lowest bit on:
 *      variant, category, vendor: whether they are there
 *      quantity (2 bits): 0 not given, 1 one, 2 whole, 3 in millionths
 *      price (2 bits):    0 not given, 1 in hundredths, 2 in millionths
 *      whether there are collections or tags
 * </pre>
 *
 * A product of 0 says that there is none. {@link OrderLines} reads it. One thread.
 */
public final class OrderDetail {
    /** Stands for a quantity or price that the record did not give. */
    public static final long MISSING = Long.MIN_VALUE;

    static final int HEAD_TEXTS = 5;
    static final int VARIANT = 1;
    static final int CATEGORY = 1 << 1;
    static final int VENDOR = 1 << 2;
    static final int QUANTITY_SHIFT = 3;
    static final int ONE = 1;
    static final int WHOLE = 2;
    static final int PRICE_SHIFT = 5;
    static final int HUNDREDTHS = 1;
    static final int KIND = 3;
    static final int LISTS = 1 << 7;

    private static final int[] HEAD_TAGS = {
        Tag.DISCOUNT_CODE, Tag.PAYMENT_METHOD, Tag.SHIPPING_METHOD, Tag.APP_ID, Tag.LOCATION_ID
    };

    private final Dictionary texts;
    private final PackedWriter out = new PackedWriter(1024);
    private final PackedWriter lines = new PackedWriter(1024);
    private final PackedWriter lists = new PackedWriter(256);
    private final int[] head = new int[HEAD_TEXTS];
    private int lineCount;
    private boolean inLine;
    private int product;
    private int variant;
    private int category;
    private int vendor;
    private long quantity;
    private long price;
    private final IntArrayList collections = new IntArrayList();
    private final IntArrayList tags = new IntArrayList();
    private final CommandReader.TextVisitor addCollection =
            (buffer, offset, length) -> add(collections, buffer, offset, length);
    private final CommandReader.TextVisitor addTag = (buffer, offset, length) -> add(tags, buffer, offset, length);

    public OrderDetail(Dictionary texts) {
        this.texts = texts;
    }

    /**
     * Encodes what the command says; the result is in {@link #buffer()} until the next call. Returns its length in
     * bytes.
     */
    public int encode(CommandReader command) {
        begin();
        command.rewind();
        while (command.next()) {
            encodeField(command);
        }
        return end();
    }

    /**
     * Copies a detail that was encoded with another dictionary; the result is in {@link #buffer()} until the next call.
     *
     * @param numbers what each number of the other dictionary is in this one's; never asked for 0
     * @return its length in bytes
     */
    public int translate(OrderLines from, IntUnaryOperator numbers) {
        begin();
        for (int i = 0; i < HEAD_TEXTS; i++) {
            head[i] = translate(from.headText(i), numbers);
        }
        while (from.next()) {
            int[] lineTexts = {from.product(), from.variant(), from.category(), from.vendor()};
            int[] fromCollections = new int[from.collections()];
            Arrays.setAll(fromCollections, from::collection);
            int[] fromTags = new int[from.tags()];
            Arrays.setAll(fromTags, from::tag);
            line(
                    translate(lineTexts, numbers),
                    from.quantity(),
                    from.price(),
                    translate(fromCollections, numbers),
                    translate(fromTags, numbers));
        }
        return end();
    }

    /** Sets one of the order's own texts, in the order of the layout. */
    void head(int index, int text) {
        head[index] = text;
    }

    /** Adds a line: {@code texts} are product, variant, category and vendor. */
    void line(int[] texts, long ofQuantity, long ofPrice, int[] ofCollections, int[] ofTags) {
        beginLine();
        product = texts[0];
        variant = texts[1];
        category = texts[2];
        vendor = texts[3];
        quantity = ofQuantity;
        price = ofPrice;
        for (int collection : ofCollections) {
            collections.addInt(collection);
        }
        for (int tag : ofTags) {
            tags.addInt(tag);
        }
    }

    public DirectBuffer buffer() {
        return out.buffer();
    }

    private static int[] translate(int[] all, IntUnaryOperator numbers) {
        return Arrays.stream(all).map(number -> translate(number, numbers)).toArray();
    }

    private static int translate(int number, IntUnaryOperator numbers) {
        return number == 0 ? 0 : numbers.applyAsInt(number);
    }

    /** Begins an order without texts and lines. */
    void begin() {
        Arrays.fill(head, 0);
        lines.clear();
        lineCount = 0;
        inLine = false;
    }

    /** Ends the order; returns its length in bytes. */
    int end() {
        endLine();
        int present = 0;
        for (int i = 0; i < HEAD_TEXTS; i++) {
            present |= head[i] == 0 ? 0 : 1 << i;
        }
        out.clear().putByte(present);
        for (int text : head) {
            putPresent(out, text);
        }
        out.putInt(lineCount);
        out.putBytes(lines.buffer(), 0, lines.length());
        return out.length();
    }

    private void encodeField(CommandReader command) {
        switch (command.tag()) {
            case Tag.DISCOUNT_CODE, Tag.PAYMENT_METHOD, Tag.SHIPPING_METHOD, Tag.APP_ID, Tag.LOCATION_ID ->
                putHead(command);
            case Tag.ITEM -> beginLine();
            case Tag.PRODUCT -> product = intern(command);
            case Tag.VARIANT -> variant = intern(command);
            case Tag.CATEGORY -> category = intern(command);
            case Tag.VENDOR -> vendor = intern(command);
            case Tag.QUANTITY -> quantity = command.number();
            case Tag.PRICE -> price = command.number();
            case Tag.COLLECTIONS -> {
                collections.clear();
                command.texts(addCollection);
            }
            case Tag.ITEM_TAGS -> {
                tags.clear();
                command.texts(addTag);
            }
            default -> {
                // Fields of the order itself are kept in its columns.
            }
        }
    }

    private void putHead(CommandReader command) {
        for (int i = 0; i < HEAD_TEXTS; i++) {
            if (HEAD_TAGS[i] == command.tag()) {
                head[i] = intern(command);
            }
        }
    }

    private void beginLine() {
        endLine();
        inLine = true;
        product = 0;
        variant = 0;
        category = 0;
        vendor = 0;
        quantity = MISSING;
        price = MISSING;
        collections.clear();
        tags.clear();
    }

    private void endLine() {
        if (!inLine) {
            return;
        }
        lineCount++;
        boolean listed = !collections.isEmpty() || !tags.isEmpty();
        int quantityKind = quantity == MISSING
                ? 0
                : quantity == Decimals.ONE ? ONE : quantity % Decimals.ONE == 0 ? WHOLE : WHOLE + 1;
        int priceKind = price == MISSING ? 0 : price % Decimals.CENT == 0 ? HUNDREDTHS : HUNDREDTHS + 1;
        lines.putByte((variant == 0 ? 0 : VARIANT)
                | (category == 0 ? 0 : CATEGORY)
                | (vendor == 0 ? 0 : VENDOR)
                | quantityKind << QUANTITY_SHIFT
                | priceKind << PRICE_SHIFT
                | (listed ? LISTS : 0));
        lines.putInt(product);
        putPresent(lines, variant);
        putPresent(lines, category);
        putPresent(lines, vendor);
        if (quantityKind >= WHOLE) {
            lines.putSigned(quantityKind == WHOLE ? quantity / Decimals.ONE : quantity);
        }
        if (priceKind > 0) {
            lines.putSigned(priceKind == HUNDREDTHS ? price / Decimals.CENT : price);
        }
        if (listed) {
            lists.clear().putInt(collections.size());
            putAll(collections);
            putAll(tags);
            lines.putInt(lists.length());
            lines.putBytes(lists.buffer(), 0, lists.length());
        }
    }

    private void putAll(IntArrayList numbers) {
        for (int i = 0; i < numbers.size(); i++) {
            lists.putInt(numbers.getInt(i));
        }
    }

    private static void putPresent(PackedWriter to, int number) {
        if (number != 0) {
            to.putInt(number);
        }
    }

    private void add(IntArrayList to, DirectBuffer text, int offset, int length) {
        to.addInt(texts.intern(text, offset, length));
    }

    private int intern(CommandReader command) {
        return command.type() == ValueType.TEXT
                ? texts.intern(command.buffer(), command.valueOffset(), command.valueLength())
                : 0;
    }
}
