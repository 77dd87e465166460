package io.muster.server.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The UCI Online Retail table as records, and the sizes and digests of its segments. Absent from a bare clone. */
final class OnlineRetail {
    /** The instant that the expected members are of. */
    static final Instant NOW = Instant.parse("2011-12-09T18:00:00Z");

    static final ZoneId ZONE = ZoneId.of("Europe/London");

    private static final Path FOLDER = Path.of(System.getProperty("muster.root", "."))
            .resolve("../shared/data/online-retail")
            .normalize();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A record, as it stands in the file and read. */
    record Line(String text, JsonNode record) {
        /** When it was said: the registration of a customer, the time of all else. */
        long time() {
            return NaiveShop.instant(
                    record.get(record.get("type").asText().equals("customer") ? "registered_at" : "time"));
        }
    }

    /** A segment with its size and the first 16 hex digits of its digest. */
    record Expected(String name, int size, String digest, String rule) {}

    private OnlineRetail() {}

    /** Ends the test, as skipped, where the data is not there. */
    static void assumePresent() {
        Assumptions.assumeTrue(Files.isReadable(FOLDER.resolve("records.jsonl.zst")), () -> "no data in " + FOLDER);
    }

    static List<Line> lines() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new ZstdInputStream(Files.newInputStream(FOLDER.resolve("records.jsonl.zst"))),
                StandardCharsets.UTF_8))) {
            List<Line> lines = new ArrayList<>();
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                lines.add(new Line(text, JSON.readTree(text)));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Expected> expected() {
        try (Stream<String> rows = Files.lines(FOLDER.resolve("expected.tsv"))) {
            return rows.filter(row -> !row.startsWith("#"))
                    .map(row -> row.split("\t"))
                    .map(cells -> new Expected(cells[0], Integer.parseInt(cells[1]), cells[2], cells[3]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the sorted ids, each with a line feed after it. */
    static String digest(Collection<String> ids) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            ids.stream().sorted().forEach(id -> sha256.update((id + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(sha256.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
