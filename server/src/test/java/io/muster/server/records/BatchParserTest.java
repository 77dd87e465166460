package io.muster.server.records;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

class BatchParserTest {
    private static final String GOOD = "{\"type\":\"customer_deleted\",\"id\":\"%s\"}";

    private final BatchLines lines = new BatchLines();
    private final List<String> customers = new ArrayList<>();

    @Test
    void shouldTakeGoodLinesAndRefuseBadOnesByNumber() {
        parse("\uFEFF" + GOOD.formatted("a") + "\r\n\n \t\r\n" + "{\"type\":\"customer_deleted\",\"id\":}\n"
                + GOOD.formatted("b"));
        assertEquals(List.of("a", "b"), customers);
        assertEquals(5, lines.lineCount());
        assertEquals(2, lines.commandCount());
        assertEquals(1, lines.line(0));
        assertEquals(5, lines.line(1));
        assertEquals(3, lines.lineOffset(0));
        assertEquals(GOOD.formatted("b").length(), lines.lineLength(1));
        assertEquals(1, lines.refused().size());
        assertEquals(4, lines.refused().getFirst().line());
    }

    @Test
    void shouldStartAnewWithEachBatch() {
        parse(GOOD.formatted("a") + "\nx\n");
        parse(GOOD.formatted("b") + "\n");
        assertEquals(List.of("a", "b"), customers);
        assertEquals(1, lines.lineCount());
        assertEquals(List.of(), lines.refused());
    }

    @Test
    void shouldTakeEmptyBatch() {
        parse("");
        assertEquals(0, lines.lineCount());
        parse("\n\r\n\uFEFF");
        assertEquals(3, lines.lineCount());
        assertEquals(1, lines.refused().size());
        assertEquals(0, lines.commandCount());
    }

    @Test
    void shouldRefuseOnlyTheLineThatIsTooLong() {
        parse("{\"type\":\"" + "x".repeat(RecordLimits.LINE_LENGTH_BYTES) + "\n" + GOOD.formatted("a"));
        assertEquals(List.of("a"), customers);
        assertEquals(
                List.of(new RefusedRecord(1, 1, null, "found a line of 1048585 bytes, expected at most 1048576")),
                lines.refused());
    }

    private void parse(String jsonLines) {
        byte[] bytes = Records.utf8(jsonLines);
        new BatchParser().parse(bytes, 0, bytes.length, Records.WORKSPACE, this::take, lines);
    }

    private void take(DirectBuffer buffer, int offset, int length) {
        customers.add(Records.fields(buffer, length).getLast().replaceAll("CUSTOMER='(.*)'", "$1"));
    }
}
