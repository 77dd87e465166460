package io.muster.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.index.rule.RuleException;
import io.muster.index.rule.Span;
import io.muster.server.http.RawHttp;
import io.muster.server.security.Need;
import io.muster.server.wire.backend.BackendException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What all calls share: methods, paths, problems, who may ask from where. */
@Timeout(120)
class ApiAreaTest {
    private static final ApiHandler ECHO = call -> call.answer(200, json -> {
        json.writeStartObject();
        json.writeStringField("name", call.parameter("name"));
        json.writeStringField("q", String.valueOf(call.query("q")));
        json.writeEndObject();
    });

    @Test
    void shouldAnswerOnlyTheMethodsThatThereAre() throws IOException {
        try (ApiRig rig = rig(routes -> routes.get("/v1/echo/:name", Need.LOGIN, ECHO, "q")
                .delete("/v1/echo/:name", Need.LOGIN, ApiCall::answerNothing))) {
            assertEquals(
                    "some/thing ü+",
                    rig.api
                            .get("/v1/echo/some%2Fthing%20%C3%BC+")
                            .is(200)
                            .json()
                            .path("name")
                            .asText());
            assertEquals("", rig.api.call("HEAD", "/v1/echo/x", null).is(200).text());
            assertEquals("", rig.api.delete("/v1/echo/x").is(204).text());
            ApiAnswer refused = rig.api.post("/v1/echo/x", "{}").is(405);
            assertEquals("DELETE, GET, HEAD", refused.header("Allow"));
            assertEquals(404, rig.api.get("/v1/echo").status());
            assertEquals(404, rig.api.get("/v1/echo/x/y").status());
        }
    }

    @Test
    void shouldRefuseParametersThatItDoesNotKnow() throws IOException {
        try (ApiRig rig = rig(routes -> routes.get("/v1/echo/:name", Need.LOGIN, ECHO, "q"))) {
            assertEquals(
                    "a b",
                    rig.api.get("/v1/echo/x?q=a%20b").is(200).json().path("q").asText());
            rig.api.get("/v1/echo/x?p=1").isProblem(400, "bad_request", "query: found 'p', expected one of q");
            rig.api.get("/v1/echo/x?q=1&q=2").isProblem(400, "bad_request", "q: found it 2 times, expected it once");
        }
    }

    @Test
    void shouldTellWhereARuleIsWrong() throws IOException {
        RuleException wrong = new RuleException(new Span(12, 15, 2, 5), "'foo'", "a field");
        try (ApiRig rig = rig(routes -> routes.get("/v1/now", Need.LOGIN, call -> {
                    throw wrong;
                })
                .get(
                        "/v1/later",
                        Need.LOGIN,
                        call -> call.then(CompletableFuture.failedFuture(wrong), never -> call.answerNothing())))) {
            for (String path : new String[] {"/v1/now", "/v1/later"}) {
                JsonNode problem =
                        rig.api.get(path).isProblem(422, "bad_rule", "line 2, column 5: found 'foo', expected a field");
                assertEquals("Bad rule", problem.path("title").asText());
                assertEquals(2, problem.path("line").asInt());
                assertEquals(5, problem.path("column").asInt());
                assertEquals(12, problem.path("start").asInt());
                assertEquals(15, problem.path("end").asInt());
                assertEquals("'foo'", problem.path("found").asText());
                assertEquals("a field", problem.path("expected").asText());
            }
        }
    }

    @Test
    void shouldSayWhenToTryAgain() throws IOException {
        try (ApiRig rig = new ApiRig(
                ApiRig.refusing(BackendException.busy("commands: found the queue full", 1_200)),
                routes -> routes.get("/v1/w/:w", Need.READ, ECHO))) {
            ApiAnswer busy = rig.api.get("/v1/w/1");
            JsonNode problem = busy.isProblem(503, "busy", "the queue full");
            assertEquals("2", busy.header("Retry-After"));
            assertEquals(1_200, problem.path("retry_after_ms").asInt());
        }
        BackendException starting = new BackendException(BackendException.Kind.STARTING, "server: found it starting");
        try (ApiRig rig = new ApiRig(ApiRig.refusing(starting), routes -> routes.get("/v1/w/:w", Need.READ, ECHO))) {
            ApiAnswer answer = rig.api.get("/v1/w/1");
            answer.isProblem(503, "starting", "found it starting");
            assertEquals("1", answer.header("Retry-After"));
        }
        BackendException broken = new BackendException(BackendException.Kind.READ_ONLY, "the journal: no space left");
        try (ApiRig rig = new ApiRig(ApiRig.refusing(broken), routes -> routes.get("/v1/w/:w", Need.READ, ECHO))) {
            ApiAnswer answer = rig.api.get("/v1/w/1");
            answer.isProblem(503, "read_only", "no space left");
            assertEquals("", answer.header("Retry-After"));
        }
    }

    @Test
    void shouldSayThatItIsTheServersFault() throws IOException {
        try (ApiRig rig = rig(routes -> routes.get("/v1/broken", Need.LOGIN, call -> {
            throw new IllegalStateException("a fault on purpose");
        }))) {
            rig.api.get("/v1/broken").isProblem(500, "internal", "fault of the server, see its log");
        }
    }

    @Test
    void shouldNotAnswerPagesOfOtherSites() throws IOException {
        try (ApiRig rig = rig(routes -> routes.get("/v1/echo/:name", Need.LOGIN, ECHO))) {
            String own = "http://127.0.0.1:" + rig.http.port();
            rig.api.get("/v1/echo/x", "Origin", own).is(200);
            for (String other :
                    new String[] {"https://example.com", "null", own + ".example.com", "http://127.0.0.1"}) {
                rig.api
                        .get("/v1/echo/x", "Origin", other)
                        .isProblem(403, "other_site", "Origin: found '" + other + "'");
            }
            assertEquals(403, asked(rig, "Host: rebound.example.com"));
            assertEquals(403, asked(rig, "Host: rebound.example.com:80"));
            assertEquals(200, asked(rig, "Host: localhost:" + rig.http.port()));
            assertEquals(200, asked(rig, "Host: [::1]:" + rig.http.port()));
        }
    }

    private static int asked(ApiRig rig, String host) throws IOException {
        try (RawHttp raw = new RawHttp(rig.http.port())) {
            raw.send("GET /v1/echo/x HTTP/1.1\r\n" + host + "\r\n\r\n");
            String answer = raw.receive();
            assertTrue(answer.startsWith("HTTP/1.1 "), answer);
            return Integer.parseInt(answer.substring(9, 12));
        }
    }

    private static ApiRig rig(ApiPart part) throws IOException {
        return new ApiRig(ApiRig.refusing(new IllegalStateException("not to be asked")), part);
    }
}
