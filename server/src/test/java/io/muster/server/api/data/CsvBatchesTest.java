package io.muster.server.api.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.server.api.ProblemException;
import io.muster.server.records.RecordLimits;
import io.muster.server.wire.backend.AppendOutcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CsvBatchesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PIECES = "ab,;\"\r\n\t é";

    @Test
    void shouldReadWhatWasWrittenWhereverItIsDivided() throws IOException {
        Long only = Long.getLong("muster.seed");
        long firstSeed = only == null ? System.nanoTime() : only;
        System.out.println("CsvBatchesTest first seed " + firstSeed);
        for (long seed = firstSeed; seed < firstSeed + (only == null ? 300 : 1); seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            char delimiter = ",;\t".charAt(random.nextInt(3));
            StringBuilder table = new StringBuilder(random.nextBoolean() ? "\ufeff" : "");
            table.append("id").append(delimiter).append("first_name").append('\n');
            List<String> expected = new ArrayList<>();
            List<Long> lines = new ArrayList<>();
            long line = 2;
            for (int row = random.nextInt(20); row > 0; row--) {
                String id = "x" + text(random);
                String name = text(random);
                String end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
                String written = written(id, delimiter, random) + delimiter + written(name, delimiter, random);
                expected.add(id + "|" + name);
                lines.add(line);
                table.append(written).append(end);
                line += lineEnds(written + end);
            }
            String whole = table.toString();
            CsvBatches batches = new CsvBatches(new CsvColumns("customer", null, false), delimiter);
            feed(batches, whole.getBytes(UTF_8), random);
            List<String> found = new ArrayList<>();
            List<Long> foundLines = new ArrayList<>();
            while (batches.hasNext()) {
                RecordBatch batch = batches.next();
                assertEquals(List.of(), batch.refused(), "seed " + seed);
                int index = 0;
                for (String json : new String(batch.bytes(), UTF_8).lines().toList()) {
                    JsonNode record = MAPPER.readTree(json);
                    found.add(record.path("id").asText() + "|"
                            + record.path("first_name").asText());
                    foundLines.add(batch.refused(new AppendOutcome.Refusal(index++, 1, "id", ""))
                            .line());
                }
            }
            assertEquals(expected, found, "seed " + seed);
            assertEquals(lines, foundLines, "seed " + seed);
        }
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(PIECES.charAt(random.nextInt(PIECES.length())));
        }
        return text.toString();
    }

    private static String written(String cell, char delimiter, SplittableRandom random) {
        boolean needed = cell.indexOf(delimiter) >= 0 || cell.matches("(?s).*[\"\r\n].*");
        return needed || random.nextBoolean() ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    private static long lineEnds(String text) {
        return text.replace("\r\n", "\n")
                .chars()
                .filter(c -> c == '\n' || c == '\r')
                .count();
    }

    private static void feed(CsvBatches batches, byte[] bytes, SplittableRandom random) {
        for (int at = 0; at < bytes.length; ) {
            int count = Math.min(bytes.length - at, 1 + random.nextInt(9));
            batches.add(bytes, at, count);
            at += count;
        }
        batches.end();
    }

    @Test
    void shouldWriteEachFieldAsItsTypeAsks() {
        String json = read(
                "customer",
                "Email:email,Id:id,Tags:tags,Ok:accepts_marketing,Since:registered_at,Size:fields.shoe_size:number,"
                        + "A\\,b\\:c:fields.note",
                "Id,Email,Tags,Ok,Since,Size,\"A,b:c\"\n"
                        + "1,a@example.com,\"vip, new\",Yes,2026-01-05T10:00:00Z,38.5,x\n"
                        + "2,,,0,1767607200000,,\n");
        assertEquals(
                "{\"type\":\"customer\",\"id\":\"1\",\"email\":\"a@example.com\",\"tags\":[\"vip\",\"new\"],"
                        + "\"accepts_marketing\":true,\"registered_at\":\"2026-01-05T10:00:00Z\","
                        + "\"fields\":{\"shoe_size\":38.5,\"note\":\"x\"}}\n"
                        + "{\"type\":\"customer\",\"id\":\"2\",\"accepts_marketing\":false,"
                        + "\"registered_at\":1767607200000,\"fields\":{}}\n",
                json);
    }

    @Test
    void shouldRefuseRowsThatCanNotBeReadAndTakeTheNext() {
        CsvBatches batches = new CsvBatches(new CsvColumns("customer", "i:id,ok:accepts_marketing", true), ',');
        byte[] notUtf8 = "\u00e9,yes,\n".getBytes(ISO_8859_1);
        byte[] first = "i,ok,other\na,yes\nb,perhaps,\n\"c\"x,,\nd,yes,\n\n".getBytes(UTF_8);
        batches.add(first, 0, first.length);
        batches.add(notUtf8, 0, notUtf8.length);
        byte[] rest = ("e,\"" + "x".repeat(RecordLimits.LINE_LENGTH_BYTES) + "\",\nf,no,z\n\"g\n,,").getBytes(UTF_8);
        batches.add(rest, 0, rest.length);
        batches.end();
        List<String> refused = new ArrayList<>();
        StringBuilder json = new StringBuilder();
        int lines = 0;
        while (batches.hasNext()) {
            RecordBatch batch = batches.next();
            lines += batch.lines();
            json.append(new String(batch.bytes(), UTF_8));
            batch.refused()
                    .forEach(each ->
                            refused.add(each.line() + ":" + each.column() + ":" + each.field() + ": " + each.reason()));
        }
        assertEquals(
                List.of(
                        "2:1:: found 2 cells, expected 3, as many as the header has",
                        "3:2:accepts_marketing: found 'perhaps', expected true, false, yes, no, 1 or 0",
                        "7:1:: found bytes that are not UTF-8, expected UTF-8",
                        "8:1:: found a row of more than 1048576 bytes, expected at most so many",
                        "10:1:: found a quote that is not closed, expected its end"),
                refused.stream().filter(each -> !each.startsWith("4:")).toList());
        assertTrue(refused.get(2).startsWith("4:1:: not CSV: "), refused.get(2));
        assertEquals(
                "{\"type\":\"customer\",\"id\":\"d\",\"accepts_marketing\":true}\n"
                        + "{\"type\":\"customer\",\"id\":\"f\",\"accepts_marketing\":false}\n",
                json.toString());
        assertEquals(11, lines);
    }

    @Test
    void shouldRefuseColumnsThatDoNotFit() {
        assertRefused("id,shoe\n", null, "columns: found 'shoe' in the header, expected a field for each");
        assertRefused("first_name\n", null, "columns: found none for 'id', expected it in every customer record");
        assertRefused("id,id\n", null, "columns: found two for 'id', expected one");
        assertRefused("a\n", "a:id,b:email", "columns: found no 'b' in the header");
        assertRefused("a\n", "a", "columns: found 'a', expected HEADER:FIELD or HEADER:FIELD:TYPE");
        assertRefused("a\n", "a:nothing", "columns: found field 'nothing', expected one of id, registered_at");
        assertRefused("a\n", "a:fields", "columns: found field 'fields', expected one of");
        assertRefused("a\n", "a:id:number", "columns: found a type for 'id', expected none");
        assertRefused("a\n", "a:fields.x:date", "columns: found type 'date', expected text, number, boolean or list");
        assertRefused("a\n", "a:id,a:email", "columns: found 'a' twice, expected it once");
        assertRefused("", null, "body: found nothing, expected a header and rows");
        assertRefused("\nid\n", null, "header: found an empty line");
        assertRefused("\"id\n", null, "header: found a quote that is not closed");
        assertTrue(assertThrows(ProblemException.class, () -> new CsvColumns("order", null, false))
                .getMessage()
                .contains("type: found 'order', expected one of "));
        assertFalse(read("order_placed", null, "id,customer,time\n").contains("id"));
    }

    private static void assertRefused(String table, String mapping, String expected) {
        String found = assertThrows(ProblemException.class, () -> read("customer", mapping, table))
                .problem()
                .detail();
        assertTrue(found.startsWith(expected), found);
    }

    private static String read(String type, String mapping, String table) {
        CsvBatches batches = new CsvBatches(new CsvColumns(type, mapping, false), ',');
        byte[] bytes = table.getBytes(UTF_8);
        batches.add(bytes, 0, bytes.length);
        batches.end();
        StringBuilder json = new StringBuilder();
        while (batches.hasNext()) {
            json.append(new String(batches.next().bytes(), UTF_8));
        }
        return json.toString();
    }
}
