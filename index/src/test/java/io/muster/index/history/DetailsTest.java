package io.muster.index.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.column.Dictionary;
import io.muster.index.memory.ByteArena;
import io.muster.index.memory.Seeds;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandReader;
import io.muster.index.record.CommandWriter;
import io.muster.index.record.Tag;
import io.muster.index.record.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Random orders and events are read as they were said, also after a copy to another workspace's dictionary. */
final class DetailsTest {
    private record Line(
            String product,
            String variant,
            String category,
            String vendor,
            long quantity,
            long price,
            List<String> collections,
            List<String> tags) {}

    private final Random random = Seeds.random(DetailsTest.class);
    private final ByteArena arena = new ByteArena();
    private final ExpandableArrayBuffer command = new ExpandableArrayBuffer();

    @Test
    void shouldReadOrdersAsTheyWereSaid() {
        Dictionary texts = new Dictionary();
        Dictionary others = new Dictionary();
        others.intern("another text, so that numbers differ");
        OrderDetail detail = new OrderDetail(texts);
        OrderDetail otherDetail = new OrderDetail(others);
        OrderLines lines = new OrderLines(arena);
        for (int i = 0; i < 3_000; i++) {
            String discount = text();
            String location = text();
            List<Line> order = IntStream.range(0, random.nextInt(random.nextInt(20) == 0 ? 300 : 4))
                    .mapToObj(each -> line())
                    .toList();
            int length = detail.encode(order(discount, location, order));
            long handle = arena.append(detail.buffer(), 0, length);
            assertOrder(discount, location, order, lines.wrap(handle), texts);
            int copied = otherDetail.translate(lines.wrap(handle), number -> others.intern(texts.text(number)));
            long copy = arena.append(otherDetail.buffer(), 0, copied);
            assertOrder(discount, location, order, lines.wrap(copy), others);
        }
    }

    @Test
    void shouldReadEventsAsTheyWereSaid() {
        Dictionary names = new Dictionary();
        Dictionary others = new Dictionary();
        others.intern("another name, so that numbers differ");
        EventDetail detail = new EventDetail(names);
        EventDetail otherDetail = new EventDetail(others);
        EventProperties properties = new EventProperties(arena);
        for (int i = 0; i < 3_000; i++) {
            String id = random.nextInt(3) == 0 ? null : "e-" + "x".repeat(random.nextInt(200)) + i;
            List<Object> values = IntStream.range(0, random.nextInt(6))
                    .mapToObj(each -> value())
                    .toList();
            int length = detail.encode(event(id, values));
            assertEquals(id == null && values.isEmpty(), length == 0);
            if (length == 0) {
                continue;
            }
            long handle = arena.append(detail.buffer(), 0, length);
            assertEvent(id, values, properties.wrap(handle), names);
            assertEquals(id != null, isNamed(handle, id == null ? "e-" : id));
            assertFalse(isNamed(handle, "another"));
            int copied = otherDetail.translate(properties.wrap(handle), name -> others.intern(names.text(name)));
            long copy = arena.append(otherDetail.buffer(), 0, copied);
            assertEvent(id, values, properties.wrap(copy), others);
        }
    }

    @Test
    void shouldTakeLittleMoreThanWhatIsSaid() {
        Dictionary texts = new Dictionary();
        OrderDetail detail = new OrderDetail(texts);
        Line line =
                new Line("p-1", "p-1-1", "Pets", "Kong", 1_000_000, 13_900_000, List.of("cats", "sale"), List.of("s"));
        assertEquals(2 + 1 + 4 + 2 + 1 + 1 + 3, detail.encode(order("", "", List.of(line))));
        EventDetail event = new EventDetail(new Dictionary());
        assertEquals(1 + 3 + 2 + 1 + 5, event.encode(event("e-1", List.of("p-206"))));
    }

    private boolean isNamed(long handle, String id) {
        UnsafeBuffer bytes = new UnsafeBuffer(id.getBytes(StandardCharsets.UTF_8));
        return EventDetail.hasId(arena, handle, bytes, 0, bytes.capacity());
    }

    private void assertOrder(String discount, String location, List<Line> order, OrderLines found, Dictionary texts) {
        assertEquals(discount, text(texts, found.discountCode()));
        assertEquals(location, text(texts, found.locationId()));
        assertEquals(0, found.appId());
        assertEquals(order.size(), found.count());
        for (Line line : order) {
            assertTrue(found.next());
            assertEquals(
                    line,
                    new Line(
                            text(texts, found.product()),
                            text(texts, found.variant()),
                            text(texts, found.category()),
                            text(texts, found.vendor()),
                            found.quantity(),
                            found.price(),
                            IntStream.range(0, found.collections())
                                    .mapToObj(i -> text(texts, found.collection(i)))
                                    .toList(),
                            IntStream.range(0, found.tags())
                                    .mapToObj(i -> text(texts, found.tag(i)))
                                    .toList()));
        }
        assertFalse(found.next());
    }

    private static void assertEvent(String id, List<Object> values, EventProperties found, Dictionary names) {
        byte[] ofId = new byte[found.idLength()];
        found.buffer().getBytes(found.idOffset(), ofId);
        assertEquals(id == null ? "" : id, new String(ofId, StandardCharsets.UTF_8));
        for (int i = 0; i < values.size(); i++) {
            assertTrue(found.next());
            assertEquals("property " + i, names.text(found.name()));
            Object value = switch (found.type()) {
                case ValueType.TEXT -> found.text();
                case ValueType.TEXT_LIST -> found.texts();
                case ValueType.DECIMAL, ValueType.INSTANT -> found.number();
                default -> found.type() == ValueType.TRUE;
            };
            assertEquals(values.get(i), value);
        }
        assertFalse(found.next());
    }

    private CommandReader order(String discount, String location, List<Line> order) {
        CommandWriter writer = new CommandWriter(command).begin(0, CommandKind.ORDER_PLACED, 1);
        put(writer, Tag.DISCOUNT_CODE, discount);
        for (Line line : order) {
            writer.none(Tag.ITEM);
            if (random.nextBoolean() && !line.tags.isEmpty()) {
                writer.texts(Tag.ITEM_TAGS, line.tags);
                put(writer, line);
            } else {
                put(writer, line);
                if (!line.tags.isEmpty()) {
                    writer.texts(Tag.ITEM_TAGS, line.tags);
                }
            }
        }
        put(writer, Tag.LOCATION_ID, location);
        return new CommandReader().wrap(command, 0, writer.length());
    }

    private static void put(CommandWriter writer, Line line) {
        put(writer, Tag.PRODUCT, line.product);
        put(writer, Tag.VARIANT, line.variant);
        put(writer, Tag.CATEGORY, line.category);
        put(writer, Tag.VENDOR, line.vendor);
        if (line.quantity != OrderDetail.MISSING) {
            writer.decimal(Tag.QUANTITY, line.quantity);
        }
        if (line.price != OrderDetail.MISSING) {
            writer.decimal(Tag.PRICE, line.price);
        }
        if (!line.collections.isEmpty()) {
            writer.texts(Tag.COLLECTIONS, line.collections);
        }
    }

    private static void put(CommandWriter writer, int tag, String text) {
        if (!text.isEmpty()) {
            writer.text(tag, text);
        }
    }

    private CommandReader event(String id, List<Object> values) {
        CommandWriter writer = new CommandWriter(command).begin(0, CommandKind.EVENT, 1);
        if (id != null) {
            writer.text(Tag.ID, id);
        }
        for (int i = 0; i < values.size(); i++) {
            writer.name(Tag.PROPERTY, "property " + i);
            switch (values.get(i)) {
                case String text -> writer.text(Tag.PROPERTY, text);
                case Long number -> writer.decimal(Tag.PROPERTY, number);
                case Boolean flag -> writer.bool(Tag.PROPERTY, flag);
                case List<?> texts ->
                    writer.texts(
                            Tag.PROPERTY, texts.stream().map(String.class::cast).toList());
                default -> throw new IllegalStateException("value: " + values.get(i));
            }
        }
        return new CommandReader().wrap(command, 0, writer.length());
    }

    private Line line() {
        return new Line(
                text(),
                text(),
                text(),
                text(),
                random.nextInt(4) == 0 ? OrderDetail.MISSING : number(),
                random.nextInt(4) == 0 ? OrderDetail.MISSING : number(),
                texts(),
                texts());
    }

    private Object value() {
        return switch (random.nextInt(4)) {
            case 0 -> "text " + "é".repeat(random.nextInt(random.nextInt(10) == 0 ? 20_000 : 20));
            case 1 -> number();
            case 2 -> random.nextBoolean();
            default -> texts();
        };
    }

    private long number() {
        return switch (random.nextInt(5)) {
            case 0 -> 1_000_000L;
            case 1 -> 1_000_000L * random.nextInt(100);
            case 2 -> -10_000L * random.nextInt(1_000_000);
            case 3 -> random.nextLong() >> random.nextInt(64);
            default -> Long.MAX_VALUE;
        };
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        int count = random.nextInt(random.nextInt(30) == 0 ? 200 : 3);
        for (int i = 0; i < count; i++) {
            texts.add("t-" + random.nextInt(20_000));
        }
        return texts;
    }

    private String text() {
        return random.nextInt(3) == 0 ? "" : "t-" + random.nextInt(20_000);
    }

    private static String text(Dictionary texts, int number) {
        return number == 0 ? "" : texts.text(number);
    }
}
