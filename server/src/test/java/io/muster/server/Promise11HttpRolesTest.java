package io.muster.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.MusterClient;
import io.muster.server.http.HttpOptions;
import io.muster.server.security.Grants;
import io.muster.server.security.Role;
import io.muster.server.security.Token;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Promise 11: every HTTP request × every role × every workspace, and what is listened on. */
@Timeout(120)
class Promise11HttpRolesTest {
    /** What each holder may read; null: is not let in. */
    private static final Map<String, Set<String>> READS = new LinkedHashMap<>();

    private static final Map<String, String> SECRETS = new LinkedHashMap<>();

    @TempDir
    private static Path directory;

    private static MusterServer server;
    private static HttpClient http;

    @BeforeAll
    static void start() throws IOException {
        server = MusterServer.start(
                ServerOptions.builder().port(0).http(HttpOptions.on(0)).build());
        http = HttpClient.newHttpClient();
        byte[] customers = "{\"type\":\"customer\",\"id\":\"c-1\"}\n".getBytes(UTF_8);
        try (MusterClient client = MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()))) {
            for (String name : List.of("shop", "other")) {
                client.createWorkspace(name, "UTC", "EUR");
                client.workspace(name).append(customers, 0, customers.length, Durability.DISK);
                client.workspace(name).createSegment("of " + name, "number_of_orders = 0");
            }
        }
        Set<String> both = Set.of("shop", "other");
        holder("admin-all", Grants.ALL, both);
        holder("read-all", grants("*", Role.READ), both);
        holder("ingest-all", grants("*", Role.INGEST), Set.of());
        holder("read-shop", grants("shop", Role.READ), Set.of("shop"));
        holder("ingest-shop", grants("shop", Role.INGEST), Set.of());
        holder("admin-shop", grants("shop", Role.ADMIN), Set.of("shop"));
        holder("both-shop", new Grants(Map.of("shop", EnumSet.of(Role.READ, Role.INGEST))), Set.of("shop"));
        holder("admin-other", grants("other", Role.ADMIN), Set.of("other"));
        holder("read-all-admin-shop", new Grants(Map.of("*", Set.of(Role.READ), "shop", Set.of(Role.ADMIN))), both);
        READS.put("nobody", null);
        READS.put("wrong", null);
        SECRETS.put("wrong", "mst_wrong");
    }

    @AfterAll
    static void stop() throws IOException {
        http.close();
        server.close();
    }

    @Test
    void shouldTellMetricsOfWhatOneMayReadAndNothingToStrangers() throws Exception {
        for (String method : List.of("GET", "HEAD")) {
            for (Map.Entry<String, Set<String>> holder : READS.entrySet()) {
                HttpResponse<String> answer = ask(method, "/metrics", holder.getKey());
                String who = holder.getKey() + " " + method;
                if (holder.getValue() == null) {
                    assertEquals(401, answer.statusCode(), who);
                    assertFalse(answer.body().contains("muster_"), who);
                } else if (method.equals("HEAD")) {
                    assertEquals(200, answer.statusCode(), who);
                    assertEquals("", answer.body(), who);
                } else {
                    assertEquals(200, answer.statusCode(), who);
                    for (String workspace : List.of("shop", "other")) {
                        boolean named = answer.body().contains("workspace=\"" + workspace + "\"");
                        assertEquals(holder.getValue().contains(workspace), named, who + " of " + workspace);
                        assertEquals(named, answer.body().contains("of " + workspace), who);
                    }
                    int read = holder.getValue().size();
                    assertTrue(answer.body().contains("\nmuster_workspaces " + read + ".0\n"), who);
                    assertTrue(answer.body().contains("\nmuster_customers " + read + ".0\n"), who);
                    assertTrue(answer.body().contains("\nmuster_logins_failed_total "), who);
                }
            }
        }
    }

    @Test
    void shouldTellHealthToEverybody() throws Exception {
        for (String holder : READS.keySet()) {
            assertEquals(200, ask("GET", "/health", holder).statusCode(), holder);
            assertEquals(200, ask("HEAD", "/health", holder).statusCode(), holder);
        }
    }

    /** Its files are the same for all, and say nothing of anybody; what it shows comes from the API. */
    @Test
    void shouldGiveTheConsoleToEverybody() throws Exception {
        for (String holder : READS.keySet()) {
            assertEquals(302, ask("GET", "/", holder).statusCode(), holder);
            assertEquals(200, ask("GET", "/console/", holder).statusCode(), holder);
            assertEquals(200, ask("HEAD", "/console/", holder).statusCode(), holder);
        }
    }

    @Test
    void shouldHaveNothingElseAndNoOtherMethod() throws Exception {
        for (String holder : READS.keySet()) {
            for (String path : List.of("/nothing", "/console/nothing", "/v1/nothing", "/metricsx", "/health/x")) {
                HttpResponse<String> answer = ask("GET", path, holder);
                assertEquals(404, answer.statusCode(), holder + " " + path);
                assertEquals(
                        "application/problem+json",
                        answer.headers().firstValue("Content-Type").orElse(""));
                JsonNode problem = new ObjectMapper().readTree(answer.body());
                assertEquals(404, problem.path("status").asInt());
                assertEquals("Not Found", problem.path("title").asText());
                assertTrue(problem.path("detail").asText().contains(path), answer.body());
            }
            for (String path : List.of("/health", "/metrics", "/console/")) {
                for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "MADEUP")) {
                    HttpResponse<String> answer = ask(method, path, holder);
                    assertEquals(405, answer.statusCode(), holder + " " + method + " " + path);
                    assertEquals(
                            "GET, HEAD", answer.headers().firstValue("Allow").orElse(""));
                }
            }
        }
    }

    @Test
    void shouldNotListenForOthersWithoutAToken() throws Exception {
        ServerOptions open = ServerOptions.builder()
                .dataDirectory(directory)
                .port(0)
                .http(new HttpOptions(true, "0.0.0.0", 0))
                .expectedCustomers(1_000)
                .build();
        IOException refusal = assertThrows(IOException.class, () -> MusterServer.start(open));
        assertTrue(refusal.getMessage().startsWith("http-host: found 0.0.0.0, which others can"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("muster token create NAME --role admin"), refusal.getMessage());
        ServerOptions local = ServerOptions.builder()
                .dataDirectory(directory)
                .port(0)
                .http(HttpOptions.off())
                .expectedCustomers(1_000)
                .build();
        try (MusterServer first = MusterServer.start(local)) {
            first.doorkeeper().create("root", Grants.ALL, Token.NEVER).join();
        }
        try (MusterServer second = MusterServer.start(open)) {
            assertTrue(second.httpPort() > 0);
        }
    }

    private static Grants grants(String workspace, Role role) {
        return new Grants(Map.of(workspace, Set.of(role)));
    }

    private static void holder(String name, Grants grants, Set<String> reads) {
        READS.put(name, reads);
        SECRETS.put(
                name,
                server.doorkeeper().create(name, grants, Token.NEVER).join().secret());
    }

    private static HttpResponse<String> ask(String method, String path, String holder) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.httpPort() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(20));
        if (SECRETS.containsKey(holder)) {
            request.header("Authorization", "Bearer " + SECRETS.get(holder));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
