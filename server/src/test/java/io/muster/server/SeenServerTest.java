package io.muster.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.protocol.client.AppendResult;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterException;
import io.muster.server.disk.FaultyDisk;
import io.muster.server.http.HttpOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What those see who watch a running server. */
@Timeout(120)
class SeenServerTest {
    private static final long START_MILLIS = 1_770_000_000_000L;
    private static final byte[] CUSTOMERS =
            "{\"type\":\"customer\",\"id\":\"c-1\"}\n{\"type\":\"customer\",\"id\":\"c-2\",\"tags\":[\"vip\"]}\nbad\n"
                    .getBytes(StandardCharsets.UTF_8);

    private final FaultyDisk disk = new FaultyDisk();

    @Test
    void shouldTellItsStatusAndMetrics() throws Exception {
        try (MusterServer server = start(options());
                MusterClient client = connect(server)) {
            fill(client);
            JsonNode status = new ObjectMapper().readTree(client.statusJson());
            assertEquals("serving", status.path("state").asText());
            assertEquals(2, status.path("records").path("accepted").asInt());
            assertEquals(1, status.path("records").path("refused").asInt());
            assertTrue(status.path("journal").path("bytes").asLong() > 40, status::toString);
            assertTrue(status.path("journal").path("force").path("count").asLong() > 0, status::toString);
            assertTrue(status.path("memory").path("ids_bytes").asLong() > 0, status::toString);
            assertTrue(status.path("time").has("lag_ms"), status::toString);
            JsonNode workspace = status.path("workspaces").path(0);
            assertEquals(2, workspace.path("customers").asInt());
            assertTrue(workspace.path("off_heap_bytes").asLong() > 0, status::toString);
            assertEquals(server.httpPort(), status.path("http_port").asInt());
            assertFalse(status.path("doors").path("tokens_needed").asBoolean(true), status::toString);
            assertEquals(0, status.path("doors").path("logins").asInt(-1), status::toString);
            assertEquals(0, status.path("doors").path("failed_logins").asInt(-1), status::toString);
            assertFalse(status.path("doors").path("tls").asBoolean(true), status::toString);
            assertEquals(0, status.path("snapshot").path("taken").asInt(-1), status::toString);
            assertTrue(status.path("changes").path("reached_sequence").asLong() > 0, status::toString);
            assertEquals(0, status.path("changes").path("followers").asInt(-1), status::toString);

            assertTrue(status.path("journal").path("files").asInt() > 0, status::toString);
            assertEquals(10, status.path("journal").path("interval_ms").asInt(), status::toString);
            assertFalse(status.path("journal").path("last_force").asText().isEmpty(), status::toString);
            assertEquals(0, status.path("webhooks").path("count").asInt(-1), status::toString);

            assertEquals(404, get(server, "/v1/workspaces/none").statusCode());
            String metrics = get(server, "/metrics").body();
            assertHas(metrics, "muster_request_seconds_count{kind=\"GET /v1/workspaces/{w}\"} 1");
            assertHas(metrics, "muster_request_errors_total{code=\"404\",kind=\"GET /v1/workspaces/{w}\"} 1.0");
            assertHas(metrics, "muster_journal_files");
            assertHas(metrics, "muster_records_accepted_total 2.0");
            assertHas(metrics, "muster_records_refused_total 1.0");
            assertHas(metrics, "muster_state{state=\"serving\"} 1.0");
            assertHas(metrics, "muster_request_seconds_count{kind=\"append\"} 1");
            assertHas(metrics, "muster_request_seconds{kind=\"append\",quantile=\"0.999\"}");
            assertHas(metrics, "muster_request_errors_total{code=\"bad_rule\",kind=\"create_segment\"} 1.0");
            assertHas(metrics, "muster_segment_customers{segment=");
            assertHas(metrics, "muster_disk_force_seconds_count");
            assertHas(metrics, "muster_schedule_lag_seconds 0.0");
            assertHas(metrics, "muster_memory_bytes{kind=\"words\"}");
            assertHas(metrics, "muster_connections 1.0");
            assertHas(metrics, "jvm_memory_used_bytes");
            assertHas(metrics, "muster_http_connections ");
            assertHas(metrics, "muster_connections_turned_away_total{port=\"http\"} 0.0");
            assertHas(metrics, "muster_logins_failed_total 0.0");
            assertHas(metrics, "muster_snapshots_taken_total 0.0");
            assertHas(metrics, "muster_changes_broken 0.0");
            client.snapshot();
            JsonNode later = new ObjectMapper().readTree(client.statusJson());
            assertEquals(1, later.path("snapshot").path("taken").asInt(), later::toString);
            assertTrue(later.path("snapshot").path("bytes").asLong() > 0, later::toString);
            String laterMetrics = get(server, "/metrics").body();
            assertHas(laterMetrics, "muster_snapshots_taken_total 1.0");
            assertHas(
                    laterMetrics,
                    "muster_snapshot_sequence "
                            + later.path("snapshot").path("sequence").asDouble());
            assertEquals(200, get(server, "/health").statusCode());
        }
    }

    @Test
    void shouldSayThatItsDiskIsFullAndAnswerOn() throws Exception {
        try (MusterServer server = start(options());
                MusterClient client = connect(server)) {
            fill(client);
            disk.failAt(disk.calls() + 1, true);
            assertThrows(MusterException.class, () -> append(client, CUSTOMERS));

            HttpResponse<String> health = get(server, "/health");
            assertEquals(503, health.statusCode());
            assertTrue(health.body().contains("\"state\":\"read_only\",\"reason\":\"the journal"), health.body());
            JsonNode status = new ObjectMapper().readTree(client.statusJson());
            assertEquals("read_only", status.path("state").asText());
            assertTrue(status.path("reason").asText().contains("injected fault"), status::toString);
            assertTrue(status.path("journal").path("failures").asInt() > 0, status::toString);
            assertFalse(status.path("journal").path("last_failure").asText().isEmpty(), status::toString);
            assertEquals(2, status.path("workspaces").path(0).path("customers").asInt());
            assertHas(get(server, "/metrics").body(), "muster_state{state=\"read_only\"} 1.0");
            disk.failAt(Long.MAX_VALUE, false);
        }
    }

    @Test
    void shouldRefuseRecordsBeyondMaxMemoryAndAnswerOn() throws Exception {
        ByteBuffer held = ByteBuffer.allocateDirect((int) MemoryOptions.MIN_MAX_BYTES);
        ServerOptions tight = optionsWith(new MemoryOptions(1_000, MemoryOptions.MIN_MAX_BYTES));
        try (MusterServer server = start(tight);
                MusterClient client = connect(server)) {
            client.createWorkspace("shop", "UTC", "EUR");
            var result = append(client, CUSTOMERS);
            assertEquals(0, result.accepted());
            assertTrue(result.refusals().getFirst().reason().contains("max-memory"), result::toString);
            var deleted =
                    append(client, "{\"type\":\"customer_deleted\",\"id\":\"c-1\"}\n".getBytes(StandardCharsets.UTF_8));
            assertEquals(1, deleted.accepted());
            MusterException refused = assertThrows(
                    MusterException.class, () -> client.workspace("shop").createSegment("new", "orders > 1"));
            assertTrue(refused.getMessage().contains("max-memory"), refused.getMessage());
            assertFalse(client.workspace("shop").segments().segments().isEmpty());
            assertTrue(new ObjectMapper()
                    .readTree(client.statusJson())
                    .path("memory")
                    .path("full")
                    .asBoolean());
            assertEquals(MemoryOptions.MIN_MAX_BYTES, held.capacity());
        }
    }

    @Test
    void shouldAnswerWhatWasTakenBeforeItStopped() throws Exception {
        MusterServer server = start(options());
        try (MusterClient client = connect(server)) {
            client.createWorkspace("shop", "UTC", "EUR");
            var force = disk.holdForce();
            var appended = client.workspace("shop").appendAsync(CUSTOMERS, 0, CUSTOMERS.length, Durability.DISK);
            org.awaitility.Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> server.pipeline().queuedBatches() > 0);
            var stopping = Aside.run(() -> close(server));
            org.awaitility.Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> get(server, "/health").body().contains("stopping"));
            assertFalse(stopping.isDone());
            force.complete(null);
            assertEquals(
                    2, appended.get(20, java.util.concurrent.TimeUnit.SECONDS).accepted());
            stopping.get(20, java.util.concurrent.TimeUnit.SECONDS);
        }
        try (MusterServer again = start(options());
                MusterClient client = connect(again)) {
            assertEquals(2, client.workspaces().getFirst().customers());
        }
    }

    private static void fill(MusterClient client) {
        client.createWorkspace("shop", "Europe/Skopje", "EUR");
        append(client, CUSTOMERS);
        assertThrows(MusterException.class, () -> client.workspace("shop").createSegment("x", "no_such > 1"));
    }

    private static AppendResult append(MusterClient client, byte[] records) {
        return client.workspace("shop").append(records, 0, records.length, Durability.DISK);
    }

    private static void assertHas(String metrics, String line) {
        assertTrue(metrics.contains(line), () -> "expected " + line + " in:\n" + metrics);
    }

    private static MusterClient connect(MusterServer server) {
        return MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()));
    }

    private static HttpResponse<String> get(MusterServer server, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.httpPort() + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private MusterServer start(ServerOptions options) throws IOException {
        return MusterServer.start(options, disk);
    }

    private static void close(MusterServer server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ServerOptions options() {
        return optionsWith(new MemoryOptions(1_000, null));
    }

    private static ServerOptions optionsWith(MemoryOptions memory) {
        return ServerOptions.builder()
                .dataDirectory(Path.of("/data"))
                .port(0)
                .http(HttpOptions.on(0))
                .manualClock(START_MILLIS)
                .memory(memory)
                .build();
    }
}
