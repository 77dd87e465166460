package io.muster.server.api.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.server.api.ApiAnswer;
import io.muster.server.api.ApiClient;
import io.muster.server.api.ApiShop;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WorkspaceCallsTest {
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
    void shouldMakeListAndDeleteWorkspaces() {
        ApiAnswer made = shop.api
                .post(
                        "/v1/workspaces",
                        "{\"name\":\"книги / books\",\"time_zone\":\"Europe/Athens\",\"currency\":\"EUR\","
                                + "\"abandoned_after_ms\":7200000}")
                .is(201);
        int id = made.json().path("id").asInt();
        assertEquals("/v1/workspaces/" + id, made.header("Location"));
        assertEquals("книги / books", made.json().path("name").asText());
        assertEquals("Europe/Athens", made.json().path("time_zone").asText());
        assertEquals(11, made.json().path("segments").asInt());

        JsonNode byName = shop.api
                .get("/v1/workspaces/" + ApiClient.encoded("книги / books"))
                .is(200)
                .json();
        assertEquals(made.json(), byName);
        assertEquals(byName, shop.api.get("/v1/workspaces/" + id).is(200).json());
        JsonNode first = shop.api.get("/v1/workspaces?limit=1").is(200).json();
        assertEquals("shop", first.path("workspaces").path(0).path("name").asText());
        assertEquals(1, first.path("workspaces").size());
        JsonNode rest = shop.api
                .get("/v1/workspaces?after=" + first.path("next").asInt())
                .is(200)
                .json();
        assertTrue(rest.path("workspaces").toString().contains("книги / books"), rest::toString);
        assertFalse(rest.has("next"));

        assertEquals("", shop.api.delete("/v1/workspaces/" + id).is(204).text());
        shop.api.get("/v1/workspaces/" + id).isProblem(404, "unknown_workspace", "workspace: found no '" + id + "'");
    }

    @Test
    void shouldDeclareAFieldOnceAndKeepItsType() {
        String fields = "/v1/workspaces/shop/fields";
        String plan = "{\"name\":\"plan\",\"type\":\"text\"}";
        JsonNode made = shop.api.post(fields, plan).is(201).json();
        assertEquals("{\"name\":\"field.plan\",\"type\":\"text\",\"origin\":\"declared\"}", made.toString());
        assertEquals(made, shop.api.post(fields, plan).is(200).json());
        shop.api
                .post(fields, "{\"name\":\"plan\",\"type\":\"number\"}")
                .isProblem(409, "name_taken", "type: found number, expected text, which field.plan is already");
        assertTrue(shop.api.get(fields).is(200).json().path("fields").toString().contains(made.toString()));
        shop.api
                .post(fields, "{\"name\":\"x\",\"type\":\"money\"}")
                .isProblem(400, "bad_request", "found 'money', expected one of boolean, date, list, number, text");
        shop.api
                .post(fields, "{\"name\":\"\",\"type\":\"text\"}")
                .isProblem(400, "bad_request", "found a name of 0 bytes, expected 1 to 100");
        shop.api.post(fields, "{\"type\":\"text\"}").isProblem(400, "bad_request", "name: found nothing");
    }

    @Test
    void shouldRefuseWorkspacesThatMakeNoSense() {
        shop.api.post("/v1/workspaces", "{\"name\":\"shop\"}").isProblem(409, "name_taken", "shop");
        shop.api
                .post("/v1/workspaces", "{\"name\":\"x\",\"time_zone\":\"Europe/Nowhere\"}")
                .isProblem(400, "bad_request", "zone: found 'Europe/Nowhere', expected an IANA time zone");
        shop.api
                .post("/v1/workspaces", "{\"name\":\"x\",\"currency\":\"euro\"}")
                .isProblem(400, "bad_request", "currency: found 'euro'");
        shop.api.post("/v1/workspaces", "{\"name\":\"*\"}").isProblem(400, "bad_request", "name: found '*'");
        shop.api.get("/v1/workspaces?limit=0").isProblem(400, "bad_request", "limit: found '0', expected a whole");
        for (String name : new String[] {"nothing", "99", "99999999999999", "%20"}) {
            shop.api.get("/v1/workspaces/" + name).isProblem(404, "unknown_workspace", "workspace: found no '");
        }
    }
}
