package io.muster.tools.acceptance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

/** The UCI Online Retail table, loaded and asked by command, against answers that SQL gave. */
@Timeout(120)
class OnlineRetailOverTheWireTest {
    private static final Path FOLDER = Path.of(System.getProperty("muster.root", "."))
            .resolve("../shared/data/online-retail")
            .normalize();
    private static final Instant NOW = Instant.parse("2011-12-09T18:00:00Z");

    private static final int ROWS = 17;
    private static final int READY_MADE_ROWS = 7;

    @TempDir
    private Path directory;

    private record Expected(String name, int size, String digest, String rule) {}

    @Test
    void shouldExportExactlyTheExpectedCustomers() throws IOException {
        Path records = FOLDER.resolve("records.jsonl.zst");
        Assumptions.assumeTrue(Files.isReadable(records), () -> "no data in " + FOLDER);
        try (MusterServer server = start()) {
            CommandRuns muster = new CommandRuns(server.port());
            muster.done("workspace", "create", "retail", "--time-zone", "Europe/London", "--currency", "GBP");
            JsonNode load = muster.done("load", records.toString(), "--workspace", "retail", "--json")
                    .json();
            assertEquals(0, load.get("refused").asInt());
            assertTrue(load.get("taken").asInt() > 20_000, load::toString);

            List<Expected> rows = expected();
            assertEquals(ROWS, rows.size());
            Map<String, Integer> readyMade = sizes(muster);
            assertEquals(
                    READY_MADE_ROWS,
                    rows.stream()
                            .filter(row -> readyMade.containsKey(row.name()))
                            .count());
            rows.stream()
                    .filter(row -> !readyMade.containsKey(row.name()))
                    .forEach(row -> muster.done("segment", "create", row.name(), row.rule()));
            Map<String, Integer> sizes = sizes(muster);
            List<Executable> checks = new ArrayList<>();
            for (Expected row : rows) {
                checks.add(() -> assertEquals(row.size(), sizes.get(row.name()), row.name() + ": segments"));
                checks.add(() -> assertEquals(row.size(), count(muster, row.rule()), row.name() + ": count"));
                checks.add(() -> assertRow(row, exportedIds(muster, row.name())));
                checks.add(() -> assertRow(row, exportedOrdinals(muster, row.name())));
            }
            assertAll(checks);
        }
    }

    private MusterServer start() throws IOException {
        return MusterServer.start(ServerOptions.builder()
                .port(0)
                .dataDirectory(directory.resolve("data"))
                .manualClock(NOW.toEpochMilli())
                .expectedCustomers(5_000)
                .build());
    }

    private static List<Expected> expected() throws IOException {
        try (Stream<String> rows = Files.lines(FOLDER.resolve("expected.tsv"))) {
            return rows.filter(row -> !row.startsWith("#"))
                    .map(row -> row.split("\t"))
                    .map(cells -> new Expected(cells[0], Integer.parseInt(cells[1]), cells[2], cells[3]))
                    .toList();
        }
    }

    private static Map<String, Integer> sizes(CommandRuns muster) {
        Map<String, Integer> sizes = new HashMap<>();
        for (JsonNode segment : muster.done("segments", "--json").json()) {
            sizes.put(segment.get("name").asText(), segment.get("size").asInt());
        }
        return sizes;
    }

    private static int count(CommandRuns muster, String rule) {
        return muster.done("count", rule, "--json").json().get("count").asInt();
    }

    private static List<String> exportedIds(CommandRuns muster, String segment) {
        return muster.done("export", segment, "--format", "ids").out().lines().toList();
    }

    /** The portable Roaring bitmap of an export, its ordinals turned into ids by the dictionary beside it. */
    private List<String> exportedOrdinals(CommandRuns muster, String segment) throws IOException {
        Path bitmap = directory.resolve("members.roaring");
        Path dictionary = directory.resolve("members.tsv");
        String[] words = {"export", segment, "--format", "roaring", "-o", "" + bitmap, "--dictionary", "" + dictionary};
        muster.done(words);
        RoaringBitmap ordinals = new RoaringBitmap();
        try (DataInputStream input = new DataInputStream(Files.newInputStream(bitmap))) {
            ordinals.deserialize(input);
            assertEquals(-1, input.read(), "bytes after the bitmap");
        }
        Map<Integer, String> idOfOrdinal = new HashMap<>();
        for (String line : Files.readAllLines(dictionary)) {
            String[] cells = line.split("\t", -1);
            idOfOrdinal.put(Integer.parseInt(cells[0]), cells[1]);
        }
        return ordinals.stream().mapToObj(idOfOrdinal::get).toList();
    }

    private static void assertRow(Expected expected, List<String> ids) {
        assertEquals(expected.size(), ids.size(), expected.name());
        assertEquals(expected.digest(), digest(ids), expected.name());
    }

    /** Of the sorted ids, each with a line feed after it, the first 16 hex digits. */
    private static String digest(List<String> ids) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            ids.stream().sorted().forEach(id -> sha256.update((id + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(sha256.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
