package io.muster.server.api.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.server.api.ApiAnswer;
import io.muster.server.api.ApiShop;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WebhookCallsTest {
    private static final String ALL = "/v1/workspaces/shop/segments/buyers/webhooks";
    private static final String URL = "{\"url\":\"https://hooks.invalid/x\"";
    private ApiShop shop;

    @BeforeEach
    void start() throws IOException {
        shop = new ApiShop();
        shop.client.workspace("shop").createSegment("buyers", "customer_tags CONTAINS 'buyer'");
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Test
    void shouldMakeShowChangeRotateAndDelete() {
        ApiAnswer made = shop.api
                .post(ALL, URL + ",\"events\":[\"entered\"],\"max_changes\":1}")
                .is(201);
        String one = made.header("Location");
        String secret = made.json().path("secret").asText();
        assertTrue(secret.startsWith("whs_"));
        assertEquals("\"1\"", made.header("ETag"));
        JsonNode shown = shop.api.get(one).is(200).json();
        assertEquals("[\"entered\"]", shown.path("events").toString());
        assertEquals(1, shown.path("max_changes").asInt());
        assertFalse(shown.path("status").path("failing").asBoolean(true));
        assertFalse(shown.has("secret"));
        JsonNode list = shop.api.get(ALL).is(200).json();
        assertEquals(shown.path("id"), list.at("/webhooks/0/id"));

        ApiAnswer changed = shop.api.put(one, URL + "}", "If-Match", "\"1\"").is(200);
        assertEquals("[\"entered\",\"left\"]", changed.json().path("events").toString());
        assertEquals("\"2\"", changed.header("ETag"));
        shop.api
                .put(one, URL + "}", "If-Match", "\"1\"")
                .isProblem(412, "changed", "webhook: found revision 2, expected 1");
        JsonNode rotated = shop.api.post(one + "/rotate", null).is(200).json();
        assertNotEquals(secret, rotated.path("secret").asText());

        JsonNode test = shop.api.post(one + "/test", null).is(200).json();
        assertFalse(test.path("delivered").asBoolean(true));
        assertEquals(
                "name: found no address of it, expected one",
                test.path("problem").asText());
        shop.api.delete(one, "If-Match", "\"1\"").is(412);
        shop.api.delete(one).is(204);
        shop.api.get(one).isProblem(404, "unknown_webhook", "webhook: found no");
        shop.api.delete(one).isProblem(404, "unknown_webhook", "webhook: found no");
        assertEquals(0, shop.api.get(ALL).json().path("webhooks").size());
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        shop.api.post(ALL, "{}").isProblem(400, "bad_request", "url: found nothing, expected a text");
        shop.api.post(ALL, "{\"url\":\"http://example.com\"}").isProblem(400, "bad_request", "url: found http");
        shop.api.post(ALL, URL + ",\"events\":[\"bought\"]}").isProblem(400, "bad_request", "events: found 'bought'");
        shop.api.post(ALL, URL + ",\"events\":[]}").isProblem(400, "bad_request", "events: found none");
        shop.api.post(ALL, URL + ",\"max_changes\":1001}").isProblem(400, "bad_request", "max_changes: found");
        shop.api
                .post("/v1/workspaces/shop/segments/none/webhooks", URL + "}")
                .isProblem(404, "unknown_segment", "segment: found no 'none'");
        for (int i = 0; i < 10; i++) {
            shop.api.post(ALL, URL + "}").is(201);
        }
        shop.api.post(ALL, URL + "}").isProblem(422, "limit", "webhooks: found 10, 10 of them the segment's");
    }
}
