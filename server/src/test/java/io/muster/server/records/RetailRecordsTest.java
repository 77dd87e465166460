package io.muster.server.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.ZstdInputStream;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandReader;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import io.muster.index.record.ValueType;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A real shop's records, read back from their commands and compared with a plain reading of the JSON. */
class RetailRecordsTest {
    private static final int SPEED_ROUNDS = 5;

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private static final Map<String, Integer> ITEM_TAGS =
            Map.of("product", Tag.PRODUCT, "quantity", Tag.QUANTITY, "price", Tag.PRICE);

    private byte[] jsonLines;
    private int compared;

    @Test
    void shouldReadBackEveryRecordExactly() throws IOException {
        read();
        BatchLines lines = new BatchLines();
        List<byte[]> commands = new ArrayList<>();
        CommandTarget keep = (source, offset, length) -> commands.add(copy(source, length));
        new BatchParser().parse(jsonLines, 0, jsonLines.length, 3, keep, lines);
        assertEquals(List.of(), lines.refused());
        assertEquals(lines.lineCount(), commands.size());
        CommandReader reader = new CommandReader();
        for (int i = 0; i < commands.size(); i++) {
            Map<?, ?> tree = JsonTree.object(jsonLines, lines.lineOffset(i), lines.lineLength(i));
            reader.wrap(new UnsafeBuffer(commands.get(i)), 0, commands.get(i).length);
            assertEquals(plain(tree), decoded(reader), "line " + lines.line(i));
            compared++;
        }
        assertTrue(compared > 20_000, "compared " + compared);
    }

    @Test
    void shouldPrintSpeed() throws IOException {
        read();
        BatchParser parser = new BatchParser();
        BatchLines lines = new BatchLines();
        long[] commandBytes = new long[1];
        double best = 0;
        for (int round = 0; round < SPEED_ROUNDS; round++) {
            long start = CPU.getCurrentThreadCpuTime();
            CommandTarget count = (source, offset, length) -> commandBytes[0] += length;
            parser.parse(jsonLines, 0, jsonLines.length, 3, count, lines);
            double seconds = (CPU.getCurrentThreadCpuTime() - start) / 1e9;
            best = Math.max(best, lines.lineCount() / seconds);
        }
        assertEquals(0, lines.refused().size());
        System.out.printf(
                "RetailRecordsTest: %,.0f records/s of thread time, %,.0f MB/s of JSON, commands are %d %% of it%n",
                best,
                best / lines.lineCount() * jsonLines.length / 1e6,
                100 * commandBytes[0] / SPEED_ROUNDS / jsonLines.length);
    }

    private void read() throws IOException {
        Path root = Path.of(System.getProperty("muster.root", ".")).toAbsolutePath();
        Path file = null;
        for (Path at = root; at != null && file == null; at = at.getParent()) {
            Path candidate = at.resolve("shared/data/online-retail/records.jsonl.zst");
            file = Files.exists(candidate) ? candidate : null;
        }
        assumeTrue(file != null, "no shared/data/online-retail/records.jsonl.zst above " + root);
        try (InputStream in = new ZstdInputStream(Files.newInputStream(file))) {
            jsonLines = in.readAllBytes();
        }
    }

    private static byte[] copy(DirectBuffer source, int length) {
        byte[] bytes = new byte[length];
        source.getBytes(0, bytes);
        return bytes;
    }

    private static Map<String, Object> plain(Map<?, ?> tree) {
        Map<String, Object> fields = new TreeMap<>();
        String type = (String) tree.get("type");
        boolean isCustomer = type.equals("customer");
        switch (type) {
            case "customer" -> fields.put("kind", CommandKind.CUSTOMER);
            case "order_placed" -> fields.put("kind", CommandKind.ORDER_PLACED);
            default -> {
                fields.put("kind", CommandKind.EVENT);
                fields.put("" + Tag.NAME, type);
            }
        }
        put(fields, isCustomer ? Tag.CUSTOMER : Tag.ID, tree.get("id"));
        put(fields, Tag.CUSTOMER, tree.get("customer"));
        put(fields, Tag.TIME, millis(tree.get("time")));
        put(fields, Tag.REGISTERED_AT, millis(tree.get("registered_at")));
        put(fields, Tag.COUNTRIES, tree.get("country") == null ? null : List.of(tree.get("country")));
        put(fields, Tag.STATUS, tree.get("status"));
        put(fields, Tag.TOTAL, decimal(tree.get("total")));
        put(fields, Tag.CURRENCY, tree.get("currency"));
        if (tree.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, value) ->
                    fields.put("property " + name, value instanceof BigDecimal ? decimal(value) : value));
        }
        if (tree.get("items") instanceof List<?> items) {
            fields.put(
                    "items", items.stream().map(item -> item((Map<?, ?>) item)).toList());
        }
        return fields;
    }

    private static Map<Integer, Object> item(Map<?, ?> item) {
        Map<Integer, Object> fields = new TreeMap<>();
        item.forEach((name, value) -> fields.put(ITEM_TAGS.get(name), name.equals("product") ? value : decimal(value)));
        return fields;
    }

    private static Map<String, Object> decoded(CommandReader reader) {
        Map<String, Object> fields = new TreeMap<>();
        fields.put("kind", reader.kind());
        List<Map<Integer, Object>> items = new ArrayList<>();
        while (reader.next()) {
            if (reader.tag() == Tag.ITEM) {
                items.add(new TreeMap<>());
            } else if (!items.isEmpty()) {
                items.getLast().put(reader.tag(), value(reader));
            } else {
                String name = reader.tag() == Tag.PROPERTY ? "property " + reader.name() : "" + reader.tag();
                Object before = fields.put(name, value(reader));
                assertEquals(null, before, name);
            }
        }
        if (!items.isEmpty()) {
            fields.put("items", new ArrayList<>(items));
        }
        return fields;
    }

    private static Object value(CommandReader reader) {
        return switch (reader.type()) {
            case ValueType.TEXT -> reader.text();
            case ValueType.TEXT_LIST -> reader.texts();
            case ValueType.INSTANT -> reader.number();
            case ValueType.DECIMAL -> Decimals.toDecimal(reader.number()).toPlainString();
            default -> throw new AssertionError("value type " + reader.type());
        };
    }

    private static void put(Map<String, Object> fields, int tag, Object value) {
        if (value != null) {
            fields.put("" + tag, value);
        }
    }

    private static Long millis(Object text) {
        return text == null ? null : Instant.parse((String) text).toEpochMilli();
    }

    private static String decimal(Object value) {
        if (value == null) {
            return null;
        }
        BigDecimal exact = new BigDecimal(value.toString()).stripTrailingZeros();
        return (exact.scale() < 0 ? exact.setScale(0) : exact).toPlainString();
    }
}
