package io.muster.server.api.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.server.api.ApiAnswer;
import io.muster.server.api.ApiShop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SizeCallsTest {
    private static final String SHOP = "/v1/workspaces/shop";

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
    void shouldFollowTheEnginesTime() {
        int id = shop.api
                .post(SHOP + "/segments", "{\"name\":\"Everybody\",\"rule\":\"number_of_orders >= 0\"}")
                .is(201)
                .json()
                .path("id")
                .asInt();
        String one = SHOP + "/segments/Everybody/sizes";
        assertEquals(List.of("0"), values(one));
        shop.load("{\"type\":\"customer\",\"id\":\"c-1\"}");
        assertEquals(List.of("0"), values(one), "one value in each quarter of a day");

        later(Duration.ofHours(6));
        assertEquals(List.of("0", "1"), values(one));
        shop.api
                .post(SHOP + "/segments", "{\"name\":\"Late\",\"rule\":\"number_of_orders = 0\"}")
                .is(201);
        later(Duration.ofDays(2));
        assertEquals(List.of("0", "1", "1"), values(one));
        assertEquals(List.of("null", "null", "1"), values(SHOP + "/segments/Late/sizes"));
        assertEquals(List.of("1"), values(one + "?days=1"));

        JsonNode all = shop.api.get(SHOP + "/sizes").is(200).json();
        int segments =
                shop.api.get(SHOP + "/segments").is(200).json().path("segments").size();
        assertEquals(segments, all.path("segments").size());
        JsonNode page =
                shop.api.get(SHOP + "/sizes?limit=1&after=" + (id - 1)).is(200).json();
        assertEquals(id, page.path("segments").path(0).path("id").asInt());
        assertEquals(id, page.path("next").asInt());

        later(Duration.ofDays(15));
        assertEquals(List.of("1"), values(one));
    }

    @Test
    void shouldRefuseDaysBeyondWhatIsKept() {
        for (String days : List.of("0", "15", "x")) {
            ApiAnswer refused = shop.api.get(SHOP + "/sizes?days=" + days).is(400);
            assertTrue(refused.text().contains("expected a whole number from 1 to 14"), refused.text());
        }
        shop.api.get(SHOP + "/segments/99999/sizes").is(404);
    }

    private static void later(Duration by) {
        long now = shop.server.engine().nowMillis();
        shop.server.pipeline().advanceTo(now + by.toMillis()).join();
    }

    private static List<String> values(String path) {
        JsonNode answer = shop.api.get(path).is(200).json();
        assertEquals(answer.path("times").size(), answer.path("sizes").size());
        List<String> values = new ArrayList<>();
        answer.path("sizes").forEach(each -> values.add(each.asText()));
        return values;
    }
}
