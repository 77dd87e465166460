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
