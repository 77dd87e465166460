package io.muster.server.api.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.server.api.ApiClient;
import io.muster.server.api.ApiShop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TimelineCallsTest {
    private static final String OF_ANA = "/v1/workspaces/shop/customers/c-1/events";

    private static ApiShop shop;

    @BeforeAll
    static void start() throws IOException {
        shop = new ApiShop();
        shop.load(
                "{\"type\":\"customer\",\"id\":\"c-1\",\"email\":\"ana@example.com\"}",
                "{\"type\":\"customer\",\"id\":\"c-2\"}",
                "{\"type\":\"order_placed\",\"id\":\"o-1\",\"customer\":\"c-1\",\"time\":\"2026-01-20T12:00:00Z\","
                        + "\"status\":\"paid\",\"total\":\"129.90\",\"currency\":\"EUR\",\"discount_code\":\"SPRING\","
                        + "\"items\":[{\"product\":\"p-9\",\"quantity\":1,\"price\":\"129.90\"}]}",
                "{\"type\":\"order_refunded\",\"order\":\"o-1\",\"customer\":\"c-1\",\"amount\":\"29.90\","
                        + "\"time\":\"2026-01-22T12:00:00Z\"}",
                "{\"type\":\"checkout_started\",\"id\":\"k-1\",\"customer\":\"c-1\",\"time\":\"2026-01-21T12:00:00Z\","
                        + "\"total\":\"80.00\",\"currency\":\"EUR\"}",
                "{\"type\":\"email_opened\",\"customer\":\"c-1\",\"time\":\"2026-01-19T12:00:00Z\","
                        + "\"campaign\":\"black-friday\"}",
                "{\"type\":\"quiz\",\"id\":\"q-1\",\"customer\":\"c-1\",\"time\":\"2026-01-23T12:00:00Z\","
                        + "\"properties\":{\"score\":4.5,\"plan\":\"gold\"}}");
    }

    @AfterAll
    static void stop() throws IOException {
        shop.close();
    }

    @Test
    void shouldTellEventsNewestFirst() {
        JsonNode page = shop.api.get(OF_ANA).is(200).json();
        assertEquals(
                "["
                        + "{\"type\":\"quiz\",\"id\":\"q-1\",\"time\":\"2026-01-23T12:00:00Z\","
                        + "\"details\":{\"score\":4.5,\"plan\":\"gold\"}},"
                        + "{\"type\":\"checkout_started\",\"id\":\"k-1\",\"time\":\"2026-01-21T12:00:00Z\","
                        + "\"amount\":\"80.00\",\"status\":\"abandoned\"},"
                        + "{\"type\":\"order_placed\",\"id\":\"o-1\",\"time\":\"2026-01-20T12:00:00Z\","
                        + "\"amount\":\"100.00\",\"status\":\"paid\",\"details\":{\"total\":129.9,\"refunded\":29.9,"
                        + "\"discount_code\":\"SPRING\",\"item_count\":1,"
                        + "\"items\":[{\"product\":\"p-9\",\"quantity\":1,\"price\":129.9}]}},"
                        + "{\"type\":\"email.opened\",\"id\":null,\"time\":\"2026-01-19T12:00:00Z\","
                        + "\"details\":{\"campaign\":\"black-friday\"}}]",
                page.path("events").toString());
        assertTrue(page.path("next").isNull());
        String byEmail = "/v1/workspaces/shop/customers/" + ApiClient.encoded("ana@example.com") + "/events";
        assertEquals(page, shop.api.get(byEmail).is(200).json());
        JsonNode nothing =
                shop.api.get("/v1/workspaces/shop/customers/c-2/events").is(200).json();
        assertTrue(nothing.path("events").isEmpty() && nothing.path("next").isNull(), nothing::toString);
    }

    @Test
    void shouldJoinPagesWhileOtherEventsCome() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            lines.add("{\"type\":\"ping\",\"id\":\"" + i + "\",\"customer\":\"c-3\","
                    + "\"time\":\"2026-01-10T12:00:00Z\"}");
        }
        shop.load(lines.toArray(String[]::new));
        String path = "/v1/workspaces/shop/customers/c-3/events?limit=3";
        StringBuilder told = new StringBuilder();
        JsonNode page = shop.api.get(path).is(200).json();
        for (int pages = 1; ; pages++) {
            page.path("events").forEach(event -> told.append(event.path("id").asText()));
            shop.load("{\"type\":\"ping\",\"id\":\"new-" + pages + "\",\"customer\":\"c-3\","
                    + "\"time\":\"2026-01-11T12:00:00Z\"}");
            if (page.path("next").isNull()) {
                assertEquals(3, pages);
                break;
            }
            page = shop.api
                    .get(path + "&before=" + page.path("next").asText())
                    .is(200)
                    .json();
        }
        assertEquals("6543210", told.toString());
        assertFalse(shop.api.get(path).is(200).json().path("next").isNull());
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        shop.api
                .get("/v1/workspaces/shop/customers/nobody/events")
                .isProblem(404, "unknown_customer", "customer: found no 'nobody'");
        shop.api.get(OF_ANA + "?limit=0").isProblem(400, "bad_request", "limit: found '0', expected a whole");
        shop.api.get(OF_ANA + "?limit=101").isProblem(400, "bad_request", "from 1 to 100");
        for (String cursor : List.of("x", "1.2.3", "1.-", "", ".", "01.1")) {
            shop.api
                    .get(OF_ANA + "?before=" + cursor)
                    .isProblem(400, "bad_request", "before: found '" + cursor + "', expected what an earlier answer");
        }
    }
}
