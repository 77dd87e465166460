package io.muster.server.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.server.api.ApiArea;
import io.muster.server.api.data.RecordCalls;
import io.muster.server.http.HttpDoors;
import io.muster.server.http.HttpFrontEnd;
import io.muster.server.metrics.RequestMeters;
import io.muster.server.security.Doorkeeper;
import io.muster.server.wire.backend.AppendOutcome;
import io.muster.server.wire.backend.Durability;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A queue that fills up in the middle of a call: it is said what was taken, and who goes on behind that loses nothing.
 */
@Timeout(120)
class RecordsWhileBusyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LINES = 30_000;
    private static final int TAKEN_BEFORE_REFUSAL = 2;
    private static final int MOST_CALLS = 100;

    @Test
    void shouldTakeEachLineOnceWhenACallerGoesOnBehindWhatWasTaken() throws Exception {
        List<String> lines = IntStream.range(0, LINES)
                .mapToObj(i -> "{\"type\":\"seen\",\"customer\":\"c-" + i + "\"}")
                .toList();
        AtomicInteger refused = new AtomicInteger();
        try (FakeBackend backend = refusingEveryThird(refused);
                Doorkeeper doorkeeper = Doorkeeper.withoutTokens();
                HttpFrontEnd http = HttpFrontEnd.start(
                        "127.0.0.1",
                        0,
                        new HttpDoors(doorkeeper, null),
                        List.of(new ApiArea(
                                backend, doorkeeper, new RequestMeters(), List.of(new RecordCalls(backend)))))) {
            backend.with(new FakeWorkspace(1, "shop", 0, 1));
            int next = 0;
            int calls = 0;
            while (next < LINES) {
                assertTrue(++calls <= MOST_CALLS, "calls, and yet not all was taken");
                HttpResponse<String> answer = post(http.port(), lines.subList(next, LINES));
                JsonNode told = JSON.readTree(answer.body());
                int settled = told.path("lines").asInt();
                assertEquals(settled, told.path("accepted").asInt(), answer::body);
                next += settled;
                if (next < LINES) {
                    assertEquals(503, answer.statusCode(), answer::body);
                    assertEquals("1", answer.headers().firstValue("Retry-After").orElse("none"));
                    assertEquals("urn:muster:problem:busy", told.path("type").asText());
                    assertTrue(told.path("detail").asText().startsWith("records: found the queue full"), answer::body);
                } else {
                    assertEquals(200, answer.statusCode(), answer::body);
                }
            }
            assertTrue(refused.get() > 1, "found " + refused + " refusals, expected some in the middle");
            String taken = backend.appended.stream()
                    .map(batch -> batch.substring(batch.indexOf(' ') + 1))
                    .map(batch -> batch.endsWith("\n") ? batch : batch + "\n")
                    .collect(Collectors.joining());
            assertEquals(lines, taken.lines().toList());
        }
    }

    private static FakeBackend refusingEveryThird(AtomicInteger refused) {
        return new FakeBackend() {
            private int taken;

            @Override
            public boolean append(
                    Object source,
                    int workspaceId,
                    Durability durability,
                    boolean imported,
                    byte[] jsonLines,
                    Consumer<AppendOutcome> done) {
                if (taken == TAKEN_BEFORE_REFUSAL) {
                    taken = 0;
                    refused.incrementAndGet();
                    return false;
                }
                taken++;
                return super.append(source, workspaceId, durability, imported, jsonLines, done);
            }
        };
    }

    private static HttpResponse<String> post(int port, List<String> lines) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/workspaces/shop/records"))
                            .header("Content-Type", "application/jsonl")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(
                                    String.join("\n", lines).getBytes(UTF_8)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
