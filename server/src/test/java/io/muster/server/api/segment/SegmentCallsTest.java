package io.muster.server.api.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.server.api.ApiAnswer;
import io.muster.server.api.ApiClient;
import io.muster.server.api.ApiShop;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SegmentCallsTest {
    private static final String ALL = "/v1/workspaces/shop/segments";

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
    void shouldMakeReadChangeAndDeleteASegment() {
        ApiAnswer made = shop.api
                .post(ALL, "{\"name\":\"Big / spenders\",\"rule\":\"amount_spent > 100\"}")
                .is(201);
        int id = made.json().path("id").asInt();
        assertEquals("/v1/workspaces/1/segments/" + id, made.header("Location"));
        assertEquals(1, made.json().path("size").asInt());
        assertEquals("ready", made.json().path("state").asText());
        assertEquals(made.header("ETag"), made.json().path("etag").asText());
        assertTrue(made.header("ETag").matches("\"[0-9]+-[0-9a-f]{16}\""), made.header("ETag"));

        String byName = ALL + "/" + ApiClient.encoded("Big / spenders");
        ApiAnswer read = shop.api.get(byName).is(200);
        assertEquals("amount_spent > 100", read.json().path("rule").asText());
        assertEquals(0, read.json().path("used_by").size());
        assertEquals(made.header("ETag"), read.header("ETag"));
        assertEquals(read.json(), shop.api.get(ALL + "/" + id).is(200).json());

        ApiAnswer changed = shop.api
                .put(ALL + "/" + id, "{\"rule\":\"amount_spent >= 0\"}", "If-Match", read.header("ETag"))
                .is(200);
        assertEquals(3, changed.json().path("size").asInt());
        assertEquals(2, changed.json().path("version").asInt());
        ApiAnswer renamed = shop.api
                .put(ALL + "/" + id, "{\"name\":\"Everybody\"}", "If-Match", "\"x\", " + changed.header("ETag"))
                .is(200);
        assertEquals(2, renamed.json().path("version").asInt());
        assertNotEquals(changed.header("ETag"), renamed.header("ETag"));

        JsonNode versions =
                shop.api.get(ALL + "/" + id + "/versions").is(200).json().path("versions");
        assertEquals(2, versions.size());
        assertEquals("amount_spent > 100", versions.path(0).path("rule").asText());
        JsonNode back = shop.api
                .post(ALL + "/" + id + "/rollback", "{\"version\":1}", "If-Match", renamed.header("ETag"))
                .is(200)
                .json();
        assertEquals("amount_spent > 100", back.path("rule").asText());
        assertEquals(3, back.path("version").asInt());
        shop.api
                .post(ALL + "/" + id + "/rollback", "{\"version\":9}")
                .isProblem(400, "bad_request", "version: found 9, expected 1 to 3");

        shop.api.delete(ALL + "/" + id, "If-Match", renamed.header("ETag")).isProblem(412, "changed", "expected");
        shop.api.delete(ALL + "/" + id, "If-Match", back.path("etag").asText()).is(204);
        shop.api.get(ALL + "/" + id).isProblem(404, "unknown_segment", "segment: found no '" + id + "'");
    }

    @Test
    void shouldNotOverwriteWhatAnotherHasChanged() {
        ApiAnswer made = shop.api
                .post(ALL, "{\"name\":\"contended\",\"rule\":\"number_of_orders = 1\"}")
                .is(201);
        int id = made.json().path("id").asInt();
        shop.client.workspace("shop").updateSegment(id, "renamed by another", null);
        JsonNode problem = shop.api
                .put(ALL + "/" + id, "{\"rule\":\"number_of_orders = 2\"}", "If-Match", made.header("ETag"))
                .isProblem(412, "changed", "segment: found 'renamed by another' at 1-");
        assertTrue(
                problem.path("detail")
                        .asText()
                        .contains("expected " + made.header("ETag").replace("\"", "")),
                problem::toString);
        assertEquals(
                "number_of_orders = 1",
                shop.api.get(ALL + "/" + id).json().path("rule").asText());
        shop.api
                .put(ALL + "/" + id, "{\"name\":\"y\"}", "If-Match", "W/" + made.header("ETag"))
                .isProblem(412, "changed", "weak tags only");
        shop.api.put(ALL + "/" + id, "{\"name\":\"y\"}", "If-Match", "1").isProblem(400, "bad_request", "If-Match");
        shop.api.put(ALL + "/" + id, "{\"name\":\"y\"}", "If-Match", "*").is(200);
        shop.api.put(ALL + "/" + id, "{\"name\":\"z\"}").is(200);
    }

    @Test
    void shouldLetOneOfManyWinWhoAllSawTheSame() {
        ApiAnswer made = shop.api
                .post(ALL, "{\"name\":\"raced\",\"rule\":\"number_of_orders = 1\"}")
                .is(201);
        String path = ALL + "/" + made.json().path("id").asInt();
        List<CompletableFuture<Integer>> racing = java.util.stream.IntStream.range(2, 10)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> shop.api
                        .put(path, "{\"rule\":\"number_of_orders = " + i + "\"}", "If-Match", made.header("ETag"))
                        .status()))
                .toList();
        List<Integer> answers =
                racing.stream().map(CompletableFuture::join).sorted().toList();
        assertEquals(List.of(200, 412, 412, 412, 412, 412, 412, 412), answers);
        assertEquals(2, shop.api.get(path).json().path("version").asInt());
    }

    @Test
    void shouldListInPages() {
        JsonNode first = shop.api.get(ALL + "?limit=2").is(200).json();
        assertEquals(2, first.path("segments").size());
        assertEquals(
                "New customers", first.path("segments").path(0).path("name").asText());
        JsonNode rest = shop.api
                .get(ALL + "?limit=10000&after=" + first.path("next").asInt())
                .is(200)
                .json();
        assertTrue(rest.path("segments").size() >= 9, rest::toString);
        assertFalse(rest.has("next"));
        assertFalse(rest.has("building"));
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        shop.api
                .post(ALL, "{\"name\":\"x\",\"rule\":\"amount_spent >\\n  nothing\"}")
                .isProblem(422, "bad_rule", "line 2, column 3");
        shop.api
                .post(ALL, "{\"name\":\"New customers\",\"rule\":\"amount_spent > 1\"}")
                .isProblem(409, "name_taken", "New customers");
        shop.api.post(ALL, "{\"name\":\"\",\"rule\":\"amount_spent > 1\"}").isProblem(400, "bad_request", "name");
        shop.api.put(ALL + "/1", "{}").isProblem(400, "bad_request", "name: found nothing, expected a name, a rule");
        int used = shop.api
                .post(ALL, "{\"name\":\"used\",\"rule\":\"amount_spent > 7\"}")
                .is(201)
                .json()
                .path("id")
                .asInt();
        shop.api
                .post(ALL, "{\"name\":\"user\",\"rule\":\"SEGMENT IN ('used')\"}")
                .is(201);
        shop.api.delete(ALL + "/" + used).isProblem(409, "in_use", "which 'user' refers to");
        assertEquals(
                "user",
                shop.api
                        .get(ALL + "/used")
                        .is(200)
                        .json()
                        .path("used_by")
                        .path(0)
                        .asText());
        shop.api
                .get(ALL + "/nowhere")
                .isProblem(404, "unknown_segment", "segment: found no 'nowhere' in workspace 'shop'");
    }

    @Test
    void shouldAnswerTheSameCallLikewise() {
        String body = "{\"name\":\"once\",\"rule\":\"amount_spent > 8\"}";
        ApiAnswer first = shop.api.post(ALL, body, "Idempotency-Key", "k-1").is(201);
        ApiAnswer again = shop.api.post(ALL, body, "Idempotency-Key", "k-1").is(201);
        assertEquals("true", again.header("Idempotency-Replayed"));
        assertEquals(first.text(), again.text());
        assertEquals(first.header("Location"), again.header("Location"));
        assertEquals(first.header("ETag"), again.header("ETag"));
        shop.api
                .post(ALL, body.replace("8", "9"), "Idempotency-Key", "k-1")
                .isProblem(422, "idempotency_key_reused", "another body");
        shop.api.post(ALL, body, "Idempotency-Key", "k-2").isProblem(409, "name_taken", "once");
        shop.api.delete(ALL + "/once").is(204);
        shop.api.post(ALL, body, "Idempotency-Key", "k-2").is(201);
        shop.api.post(ALL, body, "Idempotency-Key", "").isProblem(400, "bad_request", "Idempotency-Key: found 0");
        shop.api
                .post(ALL, body, "Idempotency-Key", "k".repeat(201))
                .isProblem(400, "bad_request", "Idempotency-Key: found 201 characters");
    }

    @Test
    void shouldMakeAndRevokeSecretAddresses() {
        String path = ALL + "/" + ApiClient.encoded("Frequent buyers") + "/link";
        JsonNode made = shop.api.post(path, null).is(201).json();
        assertTrue(made.path("address").asText().startsWith("http://127.0.0.1:" + shop.server.httpPort() + "/export/"));
        shop.api.get(made.path("path").asText()).is(200);
        JsonNode links =
                shop.api.get("/v1/workspaces/shop/links").is(200).json().path("links");
        assertEquals("Frequent buyers", links.path(0).path("segment").asText());
        assertFalse(links.toString().contains("msl_"), links::toString);
        JsonNode rotated = shop.api.post(path, null).is(201).json();
        shop.api.get(made.path("path").asText()).is(404);
        shop.api.get(rotated.path("path").asText()).is(200);
        shop.api.post(path, null, "Idempotency-Key", "k").isProblem(400, "bad_request", "shown once");
        shop.api.delete(path).is(204);
        shop.api.get(rotated.path("path").asText()).is(404);
        shop.api.delete(path).isProblem(400, "bad_request", "link");
    }

    @Test
    void shouldTellHowSegmentsOverlap() {
        shop.api
                .post(ALL, "{\"name\":\"vips\",\"rule\":\"tags CONTAINS 'vip'\"}")
                .is(201);
        shop.api.post(ALL, "{\"name\":\"germans\",\"rule\":\"country = 'DE'\"}").is(201);
        JsonNode overlap = shop.api
                .post("/v1/workspaces/shop/overlap", "{\"segments\":[\"vips\",\"germans\"]}")
                .is(200)
                .json();
        assertEquals(3, overlap.path("customers").asInt());
        assertEquals(3, overlap.path("union").asInt());
        JsonNode both = overlap.path("intersections").path(2);
        assertEquals(1, both.path("size").asInt());
        assertEquals(1.0 / 3, both.path("jaccard").asDouble(), 1e-9);
        assertEquals(0.75, both.path("lift").asDouble(), 1e-9);
        shop.api
                .post("/v1/workspaces/shop/overlap", "{\"segments\":[\"vips\"]}")
                .isProblem(422, "limit", "segments: found 1, expected 2 to 8");
        shop.api
                .post("/v1/workspaces/shop/overlap", "{\"segments\":[\"vips\",\"vips\"]}")
                .isProblem(400, "bad_request", "'vips' twice");
    }
}
