package io.muster.server.api.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.server.api.ApiShop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ChangeCallsTest {
    private static final String CHANGES = "/v1/workspaces/shop/changes";
    private static final ObjectMapper JSON = new ObjectMapper();
    private ApiShop shop;
    private int buyers;

    @BeforeEach
    void start() throws IOException {
        shop = new ApiShop();
        buyers = shop.client
                .workspace("shop")
                .createSegment("buyers", "customer_tags CONTAINS 'buyer'")
                .id();
        shop.client.workspace("shop").createSegment("others", "customer_tags CONTAINS 'other'");
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Test
    void shouldTellWhatHappensAndGoOnWhereAReaderWas() throws Exception {
        long from = shop.server.engine().sequence() + 1;
        tag("c-1", "buyer");
        tag("c-2", "other");
        try (Events events = open("?from=" + from + "&segment=buyers")) {
            Event first = events.next();
            assertEquals("entered", first.name);
            assertEquals("c-1", first.json().path("customer").asText());
            assertEquals(buyers, first.json().path("segment").asInt());
            assertEquals(first.id, first.json().path("id").asText());
            tag("c-3", "buyer");
            Event second = events.next();
            assertEquals("c-3", second.json().path("customer").asText());
            try (Events again = open("?from=" + from + "&segment=" + buyers, "Last-Event-ID", first.id)) {
                assertEquals(second.data, again.next().data);
            }
            shop.load("{\"type\":\"customer\",\"id\":\"c-1\",\"remove_tags\":[\"buyer\"]}");
            assertEquals("left", events.next().name);
        }
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> shop.server.changes().followers() == 0);
    }

    @Test
    void shouldTellAllSegmentsFromNowOn() throws Exception {
        tag("before", "buyer");
        try (Events events = open("")) {
            events.beat();
            tag("c-2", "other");
            Event event = events.next();
            assertEquals("c-2", event.json().path("customer").asText());
            String id = event.id;
            assertTrue(id.matches("[0-9]+:0"), id);
        }
    }

    @Test
    void shouldSayWhereTheStreamEnds() throws Exception {
        try (Events events = open("")) {
            events.beat();
            shop.client.deleteWorkspace(shop.client.workspace("shop").info().id());
            assertEquals("deleted", events.next().name);
        }
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        for (String from : new String[] {"x", "-1", "1:", "1:x", "1:-1", "99999999999999999999"}) {
            shop.api.get(CHANGES + "?from=" + from).isProblem(400, "bad_request", "from: found '" + from + "'");
        }
        shop.api.get(CHANGES + "?from=999999").isProblem(400, "bad_request", "from: found sequence 999999");
        shop.api.get(CHANGES + "?segment=none").isProblem(404, "unknown_segment", "segment: found no 'none'");
        shop.api.get(CHANGES, "Last-Event-ID", "?").isProblem(400, "bad_request", "Last-Event-ID: found '?'");
    }

    private void tag(String customer, String tag) {
        shop.load("{\"type\":\"customer\",\"id\":\"" + customer + "\",\"add_tags\":[\"" + tag + "\"]}");
    }

    private Events open(String query, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + shop.server.httpPort() + CHANGES + query));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        var answer = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertEquals(200, answer.statusCode());
        assertEquals(
                "text/event-stream", answer.headers().firstValue("Content-Type").orElse(""));
        return new Events(new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
    }

    private record Event(String id, String name, String data) {
        JsonNode json() throws IOException {
            return JSON.readTree(data);
        }
    }

    private record Events(BufferedReader lines) implements AutoCloseable {
        /** The next with data. */
        Event next() throws IOException {
            String id = "";
            String name = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    return new Event(id, name, line.substring(6));
                }
            }
            throw new AssertionError("the stream ended");
        }

        /** A sign of life. */
        void beat() throws IOException {
            assertTrue(lines.readLine().startsWith(": reached "));
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
