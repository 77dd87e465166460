package io.muster.server.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.ExportFormat;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.client.link.LinkInfo;
import io.muster.protocol.client.link.NewLink;
import io.muster.protocol.client.token.TokenGrant;
import io.muster.protocol.client.token.TokenInfo;
import io.muster.protocol.client.token.TokenRole;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise 12: a secret address holds 128 random bits or more, is shown once, kept hashed, can be rotated and revoked,
 * and tells a wrong guess nothing; on a running server.
 */
@Timeout(120)
class Promise12SecretAddressTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] TEXTS = {
        "Ana",
        "Ана Марија",
        "O'Neil",
        "Bo, \"the\" 1st",
        "=HYPERLINK(\"http://x\")",
        "@Ben",
        "-",
        "line\nbreak",
        "Zoë 🦆"
    };

    @TempDir
    private Path directory;

    private LinkedShop muster;

    @BeforeEach
    void start() throws Exception {
        muster = new LinkedShop(directory, 30_000);
    }

    @AfterEach
    void stop() throws Exception {
        muster.close();
    }

    @Test
    void shouldGiveEveryMemberWithItsNamesAndNobodyElse() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("Promise12SecretAddressTest seed " + seed);
        Random random = new Random(seed);
        Map<String, Map<String, String>> customers = new HashMap<>();
        StringBuilder records = new StringBuilder();
        for (int i = 0; i < 3 * DownloadOptions.PAGE_MEMBERS + random.nextInt(300); i++) {
            String id = (random.nextInt(9) == 0 ? "+" : "") + "c,\"" + i;
            Map<String, String> known = new LinkedHashMap<>();
            known.put("id", id);
            for (String field : List.of("email", "first_name", "last_name")) {
                if (random.nextInt(4) > 0) {
                    known.put(
                            field,
                            field.equals("email") ? "c" + i + "@example.com" : TEXTS[random.nextInt(TEXTS.length)]);
                }
            }
            customers.put(id, known);
            ObjectNode record = JSON.createObjectNode().put("type", "customer");
            known.forEach(record::put);
            record.putArray("tags").add(random.nextBoolean() ? "in" : "out");
            records.append(JSON.writeValueAsString(record)).append('\n');
        }
        muster.load(records);
        int segmentId = muster.segment("Inside", "customer_tags CONTAINS 'in'");
        NewLink link = muster.link(segmentId);
        assertSame(expected(customers, segmentId), link);
        String gone = expected(customers, segmentId).firstKey();
        muster.load(JSON.writeValueAsString(
                JSON.createObjectNode().put("type", "customer_deleted").put("id", gone)));
        assertFalse(assertSame(expected(customers, segmentId), link).contains(gone));
    }

    @Test
    void shouldKeepTheDownloadOutOfCachesAndReferrers() throws Exception {
        muster.load("{\"type\":\"customer\",\"id\":\"ana\"}\n");
        NewLink link = muster.link(muster.segment("Ана / \"VIP\"", "number_of_orders = 0"));
        assertTrue(link.secret().matches("msl_[A-Za-z0-9_-]{43}"), "256 random bits");
        for (String method : List.of("GET", "HEAD")) {
            HttpResponse<String> answer = muster.ask(method, link.path());
            assertEquals(200, answer.statusCode());
            assertEquals("no-store", header(answer, "Cache-Control"));
            assertEquals("no-referrer", header(answer, "Referrer-Policy"));
            assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
            assertEquals("text/csv; charset=utf-8; header=present", header(answer, "Content-Type"));
            assertTrue(
                    header(answer, "Content-Disposition")
                            .endsWith("filename*=UTF-8''%D0%90%D0%BD%D0%B0%20_%20_VIP_.csv"),
                    header(answer, "Content-Disposition"));
            assertEquals(method.equals("GET") ? "id,email,first_name,last_name\r\nana,,,\r\n" : "", answer.body());
        }
        HttpResponse<String> lines = muster.get(link.path() + "?format=jsonl");
        assertEquals("{\"id\":\"ana\"}\n", lines.body());
        assertEquals("application/jsonl; charset=utf-8", header(lines, "Content-Type"));
        assertEquals(400, muster.get(link.path() + "?format=xml").statusCode());
        HttpResponse<String> posted = muster.ask("POST", link.path());
        assertEquals(405, posted.statusCode());
        assertEquals("GET, HEAD", header(posted, "Allow"));
        assertEquals("no-referrer", header(posted, "Referrer-Policy"));
    }

    @Test
    void shouldTellAWrongGuessNothing() throws Exception {
        NewLink good = muster.link(muster.segment("good", "number_of_orders = 0"));
        NewLink rotated = muster.link(muster.segment("rotated", "number_of_orders = 1"));
        NewLink newer = muster.shop().makeLink(rotated.segmentId(), true);
        NewLink revoked = muster.link(muster.segment("revoked", "number_of_orders = 2"));
        muster.shop().revokeLink(revoked.segmentId());
        NewLink deleted = muster.link(muster.segment("deleted", "number_of_orders = 3"));
        muster.shop().deleteSegment(deleted.segmentId());
        int elsewhereId =
                muster.client().createWorkspace("elsewhere", "UTC", "EUR").id();
        WorkspaceClient other = muster.client().workspace("elsewhere");
        NewLink elsewhere =
                other.makeLink(other.createSegment("s", "number_of_orders = 0").id(), false);
        muster.client().deleteWorkspace(elsewhereId);
        String secret = good.secret();
        List<String> guesses = new ArrayList<>(List.of(
                rotated.path(),
                revoked.path(),
                deleted.path(),
                elsewhere.path(),
                "/export/",
                "/export/x",
                "/export/" + secret.substring(0, secret.length() - 1),
                "/export/" + secret + "A",
                "/export/" + secret + "/",
                "/export/" + secret + "%20",
                "/export/" + secret.toUpperCase(java.util.Locale.ROOT),
                "/export/%00%ff",
                "/export/a/b/" + secret,
                "/export/" + "x".repeat(3_000),
                "/export/" + secret.substring(0, 20) + "?format=xml"));
        Set<String> answers = new TreeSet<>();
        for (String guess : guesses) {
            for (String method : List.of("GET", "HEAD")) {
                long sinceNs = System.nanoTime();
                HttpResponse<String> answer = muster.ask(method, guess);
                long tookMs = (System.nanoTime() - sinceNs) / 1_000_000;
                assertEquals(404, answer.statusCode(), guess);
                assertTrue(tookMs >= 90, "told after " + tookMs + " ms, as soon as " + guess);
                answers.add(method + " " + new TreeMap<>(answer.headers().map()) + answer.body());
            }
        }
        assertEquals(2, answers.size(), () -> "expected one answer to all guesses: " + answers);
        assertFalse(answers.toString().contains(secret.substring(4, 20)));
        assertTrue(answers.toString().contains("no-referrer"));
        assertEquals(200, muster.get(good.path()).statusCode());
        assertEquals(200, muster.get(newer.path()).statusCode());
    }

    @Test
    void shouldStayWithItsSegmentOverRenamesAndRestarts() throws Exception {
        muster.load("{\"type\":\"customer\",\"id\":\"ana\"}\n");
        int segmentId = muster.segment("before", "number_of_orders = 0");
        NewLink link = muster.link(segmentId);
        muster.shop().updateSegment(segmentId, "after", null);
        assertTrue(header(muster.get(link.path()), "Content-Disposition").contains("after.csv"));
        muster.restart();
        assertTrue(muster.get(link.path()).body().contains("ana"));
        muster.shop().deleteSegment(segmentId);
        int second = muster.segment("after", "number_of_orders = 0");
        assertNotEquals(segmentId, second);
        assertEquals(404, muster.get(link.path()).statusCode());
        assertEquals(List.of(), muster.shop().links());
        muster.restart();
        assertEquals(404, muster.get(link.path()).statusCode());
        NewLink another = muster.link(second);
        muster.client().deleteWorkspace(muster.shop().info().id());
        assertEquals(404, muster.get(another.path()).statusCode());
    }

    @Test
    void shouldBeShownOnceAndReplacedOnlyWhereThatIsMeant() {
        int segmentId = muster.segment("s", "number_of_orders = 0");
        NewLink link = muster.link(segmentId);
        assertEquals("link of segment " + segmentId, link.toString());
        assertEquals(
                List.of(new LinkInfo(segmentId, link.createdMillis())),
                muster.shop().links());
        MusterException second = assertThrows(MusterException.class, () -> muster.link(segmentId));
        assertEquals(ErrorCode.BAD_REQUEST, second.code());
        assertTrue(second.getMessage().contains("link: found that the segment has one"), second.getMessage());
        assertNotEquals(link.secret(), muster.shop().makeLink(segmentId, true).secret());
        muster.shop().revokeLink(segmentId);
        assertEquals(
                ErrorCode.BAD_REQUEST,
                assertThrows(MusterException.class, () -> muster.shop().revokeLink(segmentId))
                        .code());
        assertEquals(
                ErrorCode.UNKNOWN_SEGMENT,
                assertThrows(MusterException.class, () -> muster.link(9_999)).code());
    }

    @Test
    void shouldNeedNoTokenWhereAllElseDoes() throws Exception {
        NewLink link = muster.link(muster.segment("s", "number_of_orders = 0"));
        muster.client().createToken("root", List.of(new TokenGrant("*", Set.of(TokenRole.ADMIN))), TokenInfo.NEVER);
        assertEquals(401, muster.get("/metrics").statusCode());
        assertEquals(200, muster.get(link.path()).statusCode());
    }

    @Test
    void shouldNotStartWithLinksThatAreDamaged() throws Exception {
        muster.link(muster.segment("s", "number_of_orders = 0"));
        muster.close();
        Path file = directory.resolve("links");
        Files.writeString(file, Files.readString(file).replace("\"workspace\":1", "\"workspace\":2"));
        IOException refusal = assertThrows(IOException.class, muster::restart);
        assertTrue(refusal.getMessage().contains("links: line 3: found 'crc32c "), refusal.getMessage());
    }

    private TreeMap<String, Map<String, String>> expected(Map<String, Map<String, String>> customers, int segmentId)
            throws Exception {
        ByteArrayOutputStream ids = new ByteArrayOutputStream();
        muster.shop().export(segmentId, ExportFormat.IDS, ids);
        TreeMap<String, Map<String, String>> expected = new TreeMap<>();
        ids.toString(StandardCharsets.UTF_8).lines().forEach(id -> expected.put(id, customers.get(id)));
        assertTrue(expected.size() > DownloadOptions.PAGE_MEMBERS, "expected more than a page");
        return expected;
    }

    /** Returns the ids. */
    private Set<String> assertSame(Map<String, Map<String, String>> expected, NewLink link) throws Exception {
        Map<String, Map<String, String>> objects = new TreeMap<>();
        for (String line : muster.get(link.path() + "?format=jsonl").body().split("\n")) {
            Map<String, String> known = new LinkedHashMap<>();
            JSON.readTree(line)
                    .properties()
                    .forEach(each -> known.put(each.getKey(), each.getValue().asText()));
            objects.put(known.get("id"), known);
        }
        assertEquals(expected, objects);
        List<List<String>> lines = CsvReader.read(muster.get(link.path()).body());
        assertEquals(List.of("id", "email", "first_name", "last_name"), lines.removeFirst());
        assertEquals(expected.size(), lines.size());
        for (List<String> line : lines) {
            Map<String, String> known = expected.get(plain(line.get(0)));
            for (int i = 0; i < 4; i++) {
                String name = List.of("id", "email", "first_name", "last_name").get(i);
                assertEquals(known.getOrDefault(name, ""), plain(line.get(i)), line.toString());
            }
        }
        return objects.keySet();
    }

    /** No text of this test begins with an apostrophe. */
    private static String plain(String cell) {
        assertFalse(cell.startsWith("=") || cell.startsWith("@") || cell.startsWith("+") || cell.startsWith("-"), cell);
        return cell.startsWith("'") ? cell.substring(1) : cell;
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
