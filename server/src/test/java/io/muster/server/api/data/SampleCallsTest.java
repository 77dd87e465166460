package io.muster.server.api.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.server.api.ApiAnswer;
import io.muster.server.api.ApiShop;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SampleCallsTest {
    private static final String SAMPLE = "/v1/workspaces/shop/sample";

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
    void shouldFillAnEmptyWorkspaceOnce() {
        shop.api.post(SAMPLE, "{\"customers\":10001}").is(400);
        shop.api.post(SAMPLE, "{\"orders\":1}").is(400);
        JsonNode loaded =
                shop.api.post(SAMPLE, "{\"customers\":300,\"seed\":7}").is(200).json();
        assertEquals(300, loaded.path("customers").asInt());
        assertTrue(loaded.path("records").asInt() > 600, loaded::toString);
        int ready = 0;
        JsonNode segments =
                shop.api.get("/v1/workspaces/shop/segments").is(200).json().path("segments");
        for (JsonNode each : segments) {
            ready += each.path("size").asInt() > 0 ? 1 : 0;
        }
        assertTrue(ready > segments.size() / 2, segments::toString);
        ApiAnswer again = shop.api.post(SAMPLE, "{}").is(409);
        assertTrue(again.text().contains("found 300 customers in 'shop', expected none"), again.text());
    }
}
