package io.muster.tools.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import io.muster.server.http.HttpOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code muster segment link}: the address is printed once, works, and is refused when it is rotated or revoked. */
@Timeout(60)
class LinkCommandsTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private MusterServer server;
    private CommandRuns muster;

    @BeforeEach
    void startServer() throws IOException {
        server = MusterServer.start(ServerOptions.builder()
                .port(0)
                .http(HttpOptions.on(0))
                .expectedCustomers(1_000)
                .build());
        muster = new CommandRuns(server.port());
        muster.done("workspace", "create", "shop");
        muster.runWithInput("{\"type\":\"customer\",\"id\":\"ana\",\"first_name\":\"Ana\"}\n", "load", "-");
        muster.done("segment", "create", "New ones", "number_of_orders = 0");
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void shouldPrintAnAddressThatWorksUntilItIsRotatedOrRevoked() throws Exception {
        CommandRuns.Run made = muster.done("segment", "link", "New ones");
        String address = made.out().strip();
        assertTrue(
                address.matches("http://127\\.0\\.0\\.1:" + server.httpPort() + "/export/msl_[A-Za-z0-9_-]{43}"),
                address);
        assertFalse(made.err().contains("msl_"), made.err());
        assertTrue(made.err().contains("It is shown this once"), made.err());
        assertTrue(made.err().contains("no TLS"), made.err());
        assertEquals(
                "id,email,first_name,last_name\r\nana,,Ana,\r\n", get(address).body());

        CommandRuns.Run second = muster.run("segment", "link", "New ones");
        assertEquals(1, second.exitCode());
        assertTrue(second.err().contains("--rotate"), second.err());

        JsonNode rotated =
                muster.done("segment", "link", "New ones", "--rotate", "--json").json();
        assertEquals("New ones", rotated.get("segment").asText());
        assertEquals(404, get(address).statusCode());
        String next = rotated.get("address").asText();
        assertTrue(next.endsWith(rotated.get("path").asText()), next);
        assertEquals(200, get(next).statusCode());

        JsonNode listed = muster.done("segment", "links", "--json").json();
        assertEquals(1, listed.size());
        assertEquals("New ones", listed.get(0).get("segment").asText());
        String table = muster.done("segment", "links").out();
        assertTrue(table.contains("New ones") && !table.contains("msl_"), table);

        muster.done("segment", "link", "New ones", "--revoke");
        assertEquals(404, get(next).statusCode());
        assertEquals(1, muster.run("segment", "link", "New ones", "--revoke").exitCode());
        assertEquals(0, muster.done("segment", "links", "--json").json().size());
    }

    @Test
    void shouldSayWhatIsWrong() {
        assertEquals(
                2,
                muster.run("segment", "link", "New ones", "--rotate", "--revoke")
                        .exitCode());
        CommandRuns.Run unknown = muster.run("segment", "link", "Old ones");
        assertEquals(1, unknown.exitCode());
        assertTrue(unknown.err().contains("no segment 'Old ones'"), unknown.err());
    }

    private HttpResponse<String> get(String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(20))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
