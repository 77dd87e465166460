package io.muster.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.ServerState;
import io.muster.server.security.Doorkeeper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpFrontEndTest {
    private final AtomicReference<Health> health = new AtomicReference<>(new Health(ServerState.SERVING, ""));
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpFrontEnd http;

    @BeforeEach
    void start() throws IOException {
        http = HttpFrontEnd.start("127.0.0.1", 0, new HttpDoors(Doorkeeper.withoutTokens(), null), areas());
    }

    @AfterEach
    void stop() {
        http.close();
    }

    @Test
    void shouldSayThatItServes() throws Exception {
        HttpResponse<String> answer = get("/health");
        assertEquals(200, answer.statusCode());
        assertEquals("{\"state\":\"serving\"}", answer.body());
    }

    @Test
    void shouldSayWhyItDoesNotServe() throws Exception {
        health.set(new Health(ServerState.READ_ONLY, "no space left on \"disk\""));
        HttpResponse<String> answer = get("/health");
        assertEquals(503, answer.statusCode());
        assertEquals("{\"state\":\"read_only\",\"reason\":\"no space left on \\\"disk\\\"\"}", answer.body());
        health.set(new Health(ServerState.STARTING, "replaying"));
        assertEquals(503, get("/health").statusCode());
    }

    @Test
    void shouldGiveMetrics() throws Exception {
        HttpResponse<String> answer = get("/metrics");
        assertEquals(200, answer.statusCode());
        assertEquals("muster_sequence_total 7.0\n", answer.body());
        assertTrue(answer.headers().firstValue("Content-Type").orElse("").startsWith("text/plain; version=0.0.4"));
    }

    @Test
    void shouldAnswerWhatIsNotThereWithAProblem() throws Exception {
        HttpResponse<String> missing = get("/v1/nothing");
        assertEquals(404, missing.statusCode());
        assertEquals(
                "application/problem+json",
                missing.headers().firstValue("Content-Type").orElse(""));
        assertTrue(missing.body().contains("found GET /v1/nothing"), missing.body());
        HttpResponse<String> posted = client.send(
                request("/health").POST(HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(405, posted.statusCode());
    }

    @Test
    void shouldNameTheAddressWhereItCannotListen() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            IOException failure = assertThrows(
                    IOException.class,
                    () -> HttpFrontEnd.start(
                            "127.0.0.1", port, new HttpDoors(Doorkeeper.withoutTokens(), null), areas()));
            assertTrue(failure.getMessage().startsWith("127.0.0.1:" + port + ": can't listen"), failure.getMessage());
        }
    }

    private List<HttpArea> areas() {
        return List.of(new HealthArea(health::get), new MetricsArea(access -> "muster_sequence_total 7.0\n"));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path))
                .timeout(Duration.ofSeconds(20));
    }
}
