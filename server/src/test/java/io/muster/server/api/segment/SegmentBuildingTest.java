package io.muster.server.api.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.server.api.ApiShop;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A segment that is being filled is told as that, and is ready afterwards. */
@Timeout(180)
class SegmentBuildingTest {
    private static final String SEGMENTS = "/v1/workspaces/shop/segments";
    private static final String SEGMENT = SEGMENTS + "/everybody";
    private static final int CUSTOMERS = 100_000;
    private static final int AT_ONCE = 10_000;

    /** Redefined over and over until somebody has seen it: how long one time takes is the machine's. */
    @Test
    void shouldSayThatASegmentIsBeingBuilt() throws IOException {
        try (ApiShop shop = new ApiShop(options -> options.expectedCustomers(CUSTOMERS))) {
            for (int from = 0; from < CUSTOMERS; from += AT_ONCE) {
                load(shop, from);
            }
            shop.api
                    .post(SEGMENTS, "{\"name\":\"everybody\",\"rule\":\"number_of_orders >= 0\"}")
                    .is(201);
            AtomicBoolean seen = new AtomicBoolean();
            CompletableFuture<Void> editing = CompletableFuture.runAsync(() -> {
                for (int number = 1; !seen.get(); number++) {
                    shop.api
                            .put(SEGMENT, "{\"rule\":\"number_of_orders >= " + -number + "\"}")
                            .is(200);
                }
            });
            try {
                await().until(() -> "building".equals(state(shop)));
                await().until(() -> isListedAsBuilding(shop));
            } finally {
                seen.set(true);
            }
            editing.join();
            assertEquals("ready", state(shop));
            assertEquals(
                    CUSTOMERS, shop.api.get(SEGMENT).is(200).json().path("size").asInt());
        }
    }

    private static ConditionFactory await() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1));
    }

    private static String state(ApiShop shop) {
        return shop.api.get(SEGMENT).is(200).json().path("state").asText();
    }

    private static boolean isListedAsBuilding(ApiShop shop) {
        for (JsonNode each : shop.api.get(SEGMENTS).is(200).json().path("segments")) {
            if (each.path("name").asText().equals("everybody")
                    && each.path("state").asText().equals("building")) {
                return true;
            }
        }
        return false;
    }

    private static void load(ApiShop shop, int from) {
        String[] lines = new String[AT_ONCE];
        for (int i = 0; i < AT_ONCE; i++) {
            lines[i] = "{\"type\":\"customer\",\"id\":\"c-" + (from + i) + "\"}";
        }
        shop.load(lines);
    }
}
