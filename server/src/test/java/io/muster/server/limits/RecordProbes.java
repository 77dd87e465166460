package io.muster.server.limits;

import io.muster.server.records.RecordLimits;
import io.muster.server.wire.control.AppendHandler;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The bounds of records. */
final class RecordProbes {
    private static final String REFUSED = "the line is refused, the others are taken";
    private static final String CUSTOMER = "{\"type\":\"customer\",\"id\":\"c\",";
    private static final String EVENT = "{\"type\":\"read\",\"customer\":\"c\",\"time\":0,";
    private static final String ORDER = "{\"type\":\"order_placed\",\"id\":1,\"customer\":2,\"time\":0,\"total\":1,";
    private static final int AHEAD_MILLIS = 300_000;

    private RecordProbes() {}

    static List<Limit> limits() {
        return List.of(
                line("length of a line", RecordLimits.LINE_LENGTH_BYTES, Limit.BYTES, n -> {
                    String line = CUSTOMER + "\"language\":\"en\"";
                    return line + " ".repeat(n - line.length() - 1) + "}";
                }),
                line(
                        "an id of a customer, order, checkout, event or product, in UTF-8",
                        RecordLimits.ID_LENGTH_BYTES,
                        Limit.BYTES,
                        n -> "{\"type\":\"customer\",\"id\":\"" + "i".repeat(n) + "\"}"),
                line(
                        "the type of a record, in UTF-8",
                        RecordLimits.NAME_LENGTH_BYTES,
                        Limit.BYTES,
                        n -> "{\"type\":\"" + "t".repeat(n) + "\",\"customer\":\"c\",\"time\":0}"),
                line(
                        "the name of a custom field or property, in UTF-8",
                        RecordLimits.NAME_LENGTH_BYTES,
                        Limit.BYTES,
                        n -> CUSTOMER + "\"fields\":{\"" + "f".repeat(n) + "\":1}}"),
                line(
                        "any other text, in UTF-8",
                        RecordLimits.TEXT_LENGTH_BYTES,
                        Limit.BYTES,
                        n -> CUSTOMER + "\"first_name\":\"" + "a".repeat(n) + "\"}"),
                line(
                        "an e-mail address",
                        RecordLimits.EMAIL_LENGTH_BYTES,
                        Limit.BYTES,
                        n -> CUSTOMER + "\"email\":\"a@" + "b".repeat(n - 2) + "\"}"),
                line(
                        "texts in one list",
                        RecordLimits.LIST_LENGTH,
                        "texts",
                        n -> CUSTOMER + "\"tags\":[" + joined(n, i -> "\"t" + i + "\"") + "]}"),
                line(
                        "items of an order or checkout",
                        RecordLimits.ITEM_COUNT,
                        "items",
                        n -> ORDER + "\"items\":[" + joined(n, i -> "{\"product\":\"p\"}") + "]}"),
                line(
                        "custom fields of one record, or properties of one event",
                        RecordLimits.PROPERTY_COUNT,
                        "properties",
                        n -> EVENT + "\"properties\":{" + joined(n, i -> "\"p" + i + "\":1") + "}}"),
                line(
                        "objects and lists within each other",
                        RecordLimits.DEPTH,
                        "levels",
                        n -> n <= RecordLimits.DEPTH ? ORDER + "\"items\":[{\"tags\":[]}]}" : nested(n)),
                line(
                        "characters of a number",
                        RecordLimits.NUMBER_LENGTH,
                        "characters",
                        n -> CUSTOMER + "\"fields\":{\"f\":\"x\",\"n\":0." + "0".repeat(n - 2) + "}}"),
                instant(
                        "how far ahead of now an event may be dated",
                        AHEAD_MILLIS,
                        Limit.MILLISECONDS,
                        n -> "{\"type\":\"read\",\"customer\":\"c\",\"time\":" + (LimitedShop.NOW_MILLIS + n) + "}"),
                instant(
                        "the last instant that a field may name, 9999-12-31T23:59:59.999Z, since 1970",
                        RecordLimits.MAX_TIME_MILLIS,
                        Limit.MILLISECONDS,
                        n -> CUSTOMER + "\"registered_at\":" + n + "}"),
                instant(
                        "the first one, 1900-01-01T00:00:00Z, before 1970",
                        -RecordLimits.MIN_TIME_MILLIS,
                        Limit.MILLISECONDS,
                        n -> CUSTOMER + "\"registered_at\":" + -n + "}"),
                new Limit(
                        "Records",
                        "lines of a batch",
                        RecordLimits.BATCH_LINES,
                        "lines",
                        "the batch is refused",
                        null,
                        "server/src/test/java/io/muster/server/ingest/IngestAgentTest.java"
                                + "#shouldTakeAsManyLinesAsABatchMayHaveAndNoMore"),
                new Limit(
                        "Records",
                        "refused lines of a batch that are told with their reasons",
                        AppendHandler.MAX_REFUSALS,
                        "lines",
                        "only their number is told",
                        null,
                        "server/src/test/java/io/muster/server/wire/RequestsTest.java"
                                + "#shouldCapTheRefusalsItTells"));
    }

    private interface LineOf {
        String line(int amount);
    }

    private interface LongLineOf {
        String line(long amount);
    }

    private static Limit line(String what, int bound, String unit, LineOf lines) {
        return instant(what, bound, unit, n -> lines.line((int) n));
    }

    private static Limit instant(String what, long bound, String unit, LongLineOf lines) {
        return new Limit(
                "Records",
                what,
                bound,
                unit,
                REFUSED,
                n -> {
                    try (LimitedShop shop = new LimitedShop()) {
                        return shop.record(lines.line(n));
                    }
                },
                null);
    }

    private static String nested(int levels) {
        return "{\"type\":\"customer\",\"id\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
    }

    private static String joined(int count, java.util.function.IntFunction<String> each) {
        return IntStream.range(0, count).mapToObj(each).collect(Collectors.joining(","));
    }
}
