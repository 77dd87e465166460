package io.muster.server.api.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.server.api.ApiAnswer;
import io.muster.server.api.ApiClient;
import io.muster.server.api.ApiShop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class RecordCallsTest {
    private static final String RECORDS = "/v1/workspaces/shop/records";
    private static ApiShop shop;

    @BeforeAll
    static void start() throws IOException {
        shop = new ApiShop();
    }

    @AfterAll
    static void stop() throws IOException {
        shop.close();
    }

    @Test
    void shouldTakeLinesAndSayWhatIsWrongWithTheOthers() {
        String lines = "{\"type\":\"customer\",\"id\":\"a-1\"}\n"
                + "\n"
                + "{\"type\":\"customer\",\"id\":\"a-2\",\"registered_at\":\"yesterday\"}\n"
                + "nonsense\n"
                + "{\"type\":\"customer\",\"id\":\"a-3\"}";
        JsonNode answer = shop.api
                .post(RECORDS, lines, "Content-Type", "application/jsonl")
                .is(200)
                .json();
        assertEquals(2, answer.path("accepted").asInt(), answer::toString);
        assertEquals(2, answer.path("refused").asInt(), answer::toString);
        assertEquals(5, answer.path("lines").asInt(), answer::toString);
        assertEquals(0, answer.path("refusals_not_told").asInt());
        assertTrue(answer.path("sequence").asLong() > 0);
        assertEquals(3, answer.at("/refusals/0/line").asInt(), answer::toString);
        assertEquals("registered_at", answer.at("/refusals/0/field").asText());
        assertTrue(answer.at("/refusals/0/column").asInt() > 1);
        assertTrue(answer.at("/refusals/0/reason").asText().contains("expected"), answer::toString);
        assertEquals(4, answer.at("/refusals/1/line").asInt());
    }

    @Test
    void shouldTakeManyBatchesPackedOrNotAndCountLinesOverAllOfThem() throws Exception {
        StringBuilder lines = new StringBuilder();
        int count = 40_000;
        for (int i = 0; i < count; i++) {
            lines.append(i % 10_000 == 9_999 ? "wrong" : "{\"type\":\"customer\",\"id\":\"many-" + i % 500 + "\"}")
                    .append('\n');
        }
        byte[] plain = lines.toString().getBytes(UTF_8);
        assertTrue(plain.length > 4 * RecordBatches.BATCH_BYTES);
        for (boolean packed : new boolean[] {false, true}) {
            JsonNode answer = send(packed ? packed(plain) : plain, packed, "?durability=memory&origin=import");
            assertEquals(count - 4, answer.path("accepted").asInt(), answer::toString);
            assertEquals(count, answer.path("lines").asInt(), answer::toString);
            for (int i = 0; i < 4; i++) {
                assertEquals(
                        (i + 1) * 10_000, answer.at("/refusals/" + i + "/line").asInt(), answer::toString);
            }
        }
    }

    @Test
    void shouldTakeATableAndSayWhatIsWrongInWhichCell() throws Exception {
        String table = "Name;Customer Id;Signed up\r\n"
                + "\"Ana\nK\";t-1;2026-01-05T10:00:00Z\r\n"
                + "Bo;t-2;yesterday\r\n"
                + "Cy;t-3\r\n"
                + "Di;t-4;2026-01-05T10:00:00Z";
        String path = RECORDS + "?type=customer&delimiter=semicolon&columns="
                + ApiClient.encoded("Customer Id:id,Name:first_name,Signed up:registered_at");
        JsonNode answer =
                shop.api.post(path, table, "Content-Type", "text/csv").is(200).json();
        assertEquals(2, answer.path("accepted").asInt(), answer::toString);
        assertEquals(2, answer.path("refused").asInt(), answer::toString);
        assertEquals(6, answer.path("lines").asInt(), answer::toString);
        assertEquals(4, answer.at("/refusals/0/line").asInt(), answer::toString);
        assertEquals(3, answer.at("/refusals/0/column").asInt(), answer::toString);
        assertEquals("registered_at", answer.at("/refusals/0/field").asText());
        assertTrue(answer.at("/refusals/0/reason").asText().contains("'yesterday'"), answer::toString);
        assertEquals(5, answer.at("/refusals/1/line").asInt(), answer::toString);
        assertEquals(
                "Ana\nK",
                shop.api
                        .get("/v1/workspaces/shop/customers/t-1")
                        .is(200)
                        .json()
                        .at("/fields/first_name")
                        .asText());
        shop.api
                .post(path + "&type=customer", table, "Content-Type", "text/csv")
                .isProblem(400, "bad_request", "type: found it 2 times");
        shop.api.post(RECORDS, table, "Content-Type", "text/csv").isProblem(400, "bad_request", "type: found nothing");
        shop.api
                .post(RECORDS + "?type=customer", "", "Content-Type", "text/plain")
                .isProblem(400, "bad_request", "query: found 'type', expected it with text/csv only");
        shop.api
                .post(RECORDS + "?type=customer", "x\n1\n", "Content-Type", "text/csv")
                .isProblem(400, "bad_request", "columns: found 'x' in the header");
        shop.api
                .post(path, table, "Content-Type", "text/csv; charset=windows-1251")
                .isProblem(415, "unsupported_media_type", "found charset=windows-1251, expected UTF-8");
    }

    @Test
    void shouldTakeALongTableOfOrdersPacked() throws Exception {
        StringBuilder table = new StringBuilder("id,customer,time,total\n");
        int count = 20_000;
        for (int i = 0; i < count; i++) {
            String total = i % 5_000 == 4_999 ? "much" : "12.50";
            table.append("csv-").append(i).append(",csv-").append(i % 50).append(",2026-01-20T10:00:00Z,");
            table.append(total).append('\n');
        }
        JsonNode answer = send(
                packed(table.toString().getBytes(UTF_8)),
                true,
                "?durability=memory&origin=import&type=order_placed",
                "text/csv");
        assertEquals(count - 4, answer.path("accepted").asInt(), answer::toString);
        assertEquals(count + 1, answer.path("lines").asInt(), answer::toString);
        for (int i = 0; i < 4; i++) {
            assertEquals(
                    (i + 1) * 5_000 + 1, answer.at("/refusals/" + i + "/line").asInt(), answer::toString);
            assertEquals(4, answer.at("/refusals/" + i + "/column").asInt(), answer::toString);
        }
    }

    @Test
    void shouldTellSomeRefusalsAndCountTheOthers() {
        String lines = "wrong\n".repeat(RecordTally.MAX_REFUSALS + 5);
        JsonNode answer = shop.api
                .post(RECORDS, lines, "Content-Type", "text/plain")
                .is(200)
                .json();
        assertEquals(RecordTally.MAX_REFUSALS, answer.path("refusals").size());
        assertEquals(5, answer.path("refusals_not_told").asInt());
    }

    @Test
    void shouldRefuseALineThatIsTooLongAndTakeTheNext() {
        String lines = "{\"type\":\"customer\",\"id\":\"" + "x".repeat(3 << 20) + "\"}\n"
                + "{\"type\":\"customer\",\"id\":\"after\"}\n";
        JsonNode answer = shop.api
                .post(RECORDS, lines, "Content-Type", "application/x-ndjson")
                .is(200)
                .json();
        assertEquals(1, answer.path("accepted").asInt(), answer::toString);
        assertEquals(1, answer.at("/refusals/0/line").asInt(), answer::toString);
        assertTrue(answer.at("/refusals/0/reason").asText().contains("1048576"), answer::toString);
    }

    @Test
    void shouldRefuseABombAndWhatIsNotPacked() throws Exception {
        JsonNode bomb = send(packed(new byte[64 << 20]), true, "");
        assertEquals("urn:muster:problem:body_too_long", bomb.path("type").asText(), bomb::toString);
        JsonNode plain = send("{\"type\":\"customer\"}\n".getBytes(UTF_8), true, "");
        assertEquals(400, plain.path("status").asInt(), plain::toString);
        assertTrue(plain.path("detail").asText().contains("expected gzip"), plain::toString);
    }

    @Test
    void shouldTakeAsManyCallsAtOnceAsTheBoundSaysAndNotOneMore() throws Exception {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < RecordCalls.MAX_AT_ONCE; i++) {
                Socket socket = new Socket("127.0.0.1", shop.server.httpPort());
                open.add(socket);
                socket.setSoTimeout(60_000);
                socket.getOutputStream()
                        .write(("POST " + RECORDS + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
                                        + "Content-Length: 7\r\nExpect: 100-continue\r\n\r\n")
                                .getBytes(UTF_8));
                // It is being read.
                assertEquals(
                        "HTTP/1.1 100 Continue\r\n\r\n",
                        new String(socket.getInputStream().readNBytes(25), UTF_8));
            }
            shop.api
                    .post(RECORDS, "wrong", "Content-Type", "text/plain")
                    .isProblem(503, "busy", "records: found 64 calls under way, expected fewer");
            open.getFirst().getOutputStream().write("wrong\n\n".getBytes(UTF_8));
            assertEquals(
                    "HTTP/1.1 200 OK",
                    new String(open.getFirst().getInputStream().readNBytes(15), UTF_8));
            shop.api.post(RECORDS, "wrong", "Content-Type", "text/plain").is(200);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> shop.api
                                .post(RECORDS, "x", "Content-Type", "text/plain")
                                .status()
                        == 200);
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        shop.api.post(RECORDS, "{}").isProblem(415, "unsupported_media_type", "Content-Type: found application/json");
        shop.api
                .post(RECORDS + "?durability=sure", "", "Content-Type", "text/plain")
                .isProblem(400, "bad_request", "durability: found 'sure', expected one of disk, interval, memory");
        shop.api
                .post(RECORDS, "", "Content-Type", "text/plain", "Content-Encoding", "br")
                .isProblem(415, "unsupported_media_type", "Content-Encoding: found br");
        ApiAnswer empty =
                shop.api.post(RECORDS, "", "Content-Type", "text/plain").is(200);
        assertEquals(0, empty.json().path("lines").asInt());
    }

    private static byte[] packed(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }

    private static JsonNode send(byte[] body, boolean gzip, String query) throws Exception {
        return send(body, gzip, query, "application/jsonl");
    }

    private static JsonNode send(byte[] body, boolean gzip, String query, String type) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + shop.server.httpPort() + RECORDS + query))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (gzip) {
            request.header("Content-Encoding", "gzip");
        }
        return new ApiAnswer(HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray()))
                .json();
    }
}
