package io.muster.server.api.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.server.api.ApiClient;
import io.muster.server.api.ApiShop;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CustomerCallsTest {
    private static ApiShop shop;

    @BeforeAll
    static void start() throws IOException {
        shop = ApiShop.withCustomers();
    }

    @AfterAll
    static void stop() throws IOException {
        shop.close();
    }

    @Test
    void shouldTellACustomerByIdAndByEmail() {
        JsonNode byId =
                shop.api.get("/v1/workspaces/shop/customers/c-1").is(200).json();
        assertEquals("c-1", byId.path("id").asText());
        assertEquals("Ana", byId.path("fields").path("first_name").asText());
        assertEquals(38, byId.path("custom").toString().contains("38") ? 38 : 0);
        JsonNode listed = shop.api.get("/v1/workspaces/shop/segments").is(200).json();
        assertTrue(listed.path("sequence").asLong() >= byId.path("sequence").asLong(), listed::toString);
        for (JsonNode each : byId.path("segments")) {
            assertEquals(
                    each.path("name"), listed.at("/segments/" + (each.path("id").asInt() - 1) + "/name"));
        }
        JsonNode recent = segment(byId, "Recent buyers (30 days)");
        assertEquals("2026-03-03T12:00:00.001Z", recent.path("until").asText());
        JsonNode byEmail = shop.api
                .get("/v1/workspaces/shop/customers?email=" + ApiClient.encoded("ana@example.com"))
                .is(200)
                .json();
        assertEquals(byId, byEmail);
        shop.api
                .get("/v1/workspaces/shop/customers/nobody")
                .isProblem(404, "unknown_customer", "customer: found no 'nobody'");
        shop.api.get("/v1/workspaces/shop/customers").isProblem(400, "bad_request", "email: found nothing");
    }

    @Test
    void shouldExplainMembership() {
        JsonNode explained = shop.api
                .get("/v1/workspaces/shop/customers/c-2?explain=" + ApiClient.encoded("Non-buyers (30 days)"))
                .is(200)
                .json()
                .path("explanation");
        assertTrue(explained.path("member").asBoolean());
        assertEquals("Non-buyers (30 days)", explained.path("segment").asText());
        assertEquals("not", explained.path("whole").path("kind").asText());
        shop.api
                .get("/v1/workspaces/shop/customers/c-2?explain=nothing")
                .isProblem(404, "unknown_segment", "segment: found no 'nothing'");
    }

    @Test
    void shouldTellFieldsValuesAndStatus() {
        JsonNode fields =
                shop.api.get("/v1/workspaces/shop/fields").is(200).json().path("fields");
        assertTrue(fields.toString().contains("{\"name\":\"number_of_orders\",\"type\":\"number\""), fields::toString);
        assertTrue(fields.toString().contains("shoe_size"), fields::toString);
        JsonNode values = shop.api
                .get("/v1/workspaces/shop/suggestions?subject=customer_tags")
                .is(200)
                .json()
                .path("values");
        assertEquals("vip", values.path(0).path("value").asText());
        assertEquals(2, values.path(0).path("count").asInt());
        assertEquals(
                1,
                shop.api
                        .get("/v1/workspaces/shop/suggestions?subject=customer_tags&prefix=n&limit=5")
                        .is(200)
                        .json()
                        .path("values")
                        .size());
        shop.api
                .get("/v1/workspaces/shop/suggestions?subject=customer_tag")
                .isProblem(422, "bad_rule", "customer_tags");
        shop.api.get("/v1/workspaces/shop/suggestions").isProblem(400, "bad_request", "subject: found nothing");
        JsonNode status = shop.api.get("/v1/status").is(200).json();
        assertEquals("serving", status.path("state").asText());
        assertFalse(status.path("version").asText().isEmpty());
    }

    private static JsonNode segment(JsonNode customer, String name) {
        for (JsonNode each : customer.path("segments")) {
            if (each.path("name").asText().equals(name)) {
                return each;
            }
        }
        throw new AssertionError("no " + name + " in " + customer);
    }
}
