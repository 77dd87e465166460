package io.muster.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.server.http.RawHttp;
import io.muster.server.security.Need;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies: what is taken, what is refused and where it is wrong. */
@Timeout(120)
class ApiBodyTest {
    private ApiRig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new ApiRig(
                ApiRig.refusing(new IllegalStateException("not to be asked")),
                routes -> routes.post(
                        "/v1/echo",
                        Need.LOGIN,
                        call -> call.body(body -> {
                            body.only("text", "number", "flag", "texts", "more");
                            call.answer(200, json -> {
                                json.writeStartObject();
                                json.writeNumberField(
                                        "length", body.text("text").length());
                                json.writeNumberField("number", body.number("number", 7, 1, 10));
                                json.writeBooleanField("flag", body.flag("flag", true));
                                json.writeNumberField(
                                        "texts", body.texts("texts").size());
                                JsonObject more = body.object("more");
                                json.writeStringField(
                                        "inner",
                                        more == null ? "" : more.only("inner").text("inner"));
                                json.writeStringField("padding", "muster ".repeat(100));
                                json.writeEndObject();
                            });
                        })));
    }

    @AfterEach
    void stop() throws IOException {
        rig.close();
    }

    @Test
    void shouldReadWhatItKnows() {
        JsonNode read = rig.api
                .post(
                        "/v1/echo",
                        "{\"text\":\"abc\",\"number\":10.0,\"flag\":false,\"texts\":[\"a\",\"b\"],"
                                + "\"more\":{\"inner\":\"x\"}}",
                        "Content-Type",
                        "application/json; charset=utf-8")
                .is(200)
                .json();
        assertEquals(3, read.path("length").asInt());
        assertEquals(10, read.path("number").asInt());
        assertEquals(2, read.path("texts").asInt());
        assertEquals("x", read.path("inner").asText());
        JsonNode least = rig.api
                .post("/v1/echo", "{\"text\":\"\",\"number\":null}")
                .is(200)
                .json();
        assertEquals(7, least.path("number").asInt());
        assertTrue(least.path("flag").asBoolean());
    }

    @Test
    void shouldSayWhereABodyIsWrong() {
        refused("", "bad_json", "body: found nothing, expected a JSON object", 1, 1);
        refused("[1]", "bad_json", "body: found an array, expected a JSON object", 1, 1);
        refused("{\n  \"text\": oops}", "bad_json", "Unrecognized token 'oops'", 2, 11);
        refused("{\"text\":\"a\"} {}", "bad_json", "found more behind the JSON object", 1, 14);
        refused("{\"text\":\"a\",\"text\":\"b\"}", "bad_json", "Duplicate field 'text'", 1, 19);
        refused("{\n\"txt\":\"a\"}", "bad_request", "txt: found a member that is not known, expected one of", 2, 7);
        refused("{}", "bad_request", "text: found nothing, expected a text", 1, 1);
        refused("{\"text\":\n 12}", "bad_request", "text: found 12, expected a text", 2, 2);
        refused(
                "{\"text\":\"a\",\"number\":11}",
                "bad_request",
                "number: found 11, expected a whole number from 1 to 10",
                1,
                22);
        refused("{\"text\":\"a\",\"number\":1.5}", "bad_request", "number: found 1.5, expected a whole", 1, 22);
        refused("{\"text\":\"a\",\"texts\":[\"x\",{}]}", "bad_request", "texts: found an object", 1, 26);
        refused("{\"text\":\"a\",\"more\":{\"inner\":[]}}", "bad_request", "more.inner: found an array", 1, 29);
    }

    @Test
    void shouldBoundDepthAndNumbers() {
        String deep = "{\"text\":\"a\",\"texts\":" + "[".repeat(JsonReader.MAX_DEPTH - 1)
                + "]".repeat(JsonReader.MAX_DEPTH - 1) + "}";
        rig.api.post("/v1/echo", deep).isProblem(400, "bad_request", "texts: found an array, expected a text");
        rig.api.post("/v1/echo", deep.replace("[]", "[[]]")).isProblem(400, "bad_json", "depth");
        String number = "1".repeat(JsonReader.MAX_NUMBER_LENGTH);
        rig.api
                .post("/v1/echo", "{\"text\":\"a\",\"number\":" + number + "}")
                .isProblem(400, "bad_request", "expected a whole number");
        rig.api
                .post("/v1/echo", "{\"text\":\"a\",\"number\":1" + number + "}")
                .isProblem(400, "bad_json", "Number value length (101)");
        rig.api
                .post("/v1/echo", "{\"text\":\"a\",\"number\":1e999999999}")
                .isProblem(400, "bad_request", "expected a whole number");
    }

    @Test
    void shouldBoundTheLength() throws IOException {
        String frame = "{\"text\":\"\"}";
        String longest = "a".repeat(BodyRoom.MAX_BODY_BYTES - frame.length());
        assertEquals(
                longest.length(),
                rig.api
                        .post("/v1/echo", "{\"text\":\"" + longest + "\"}")
                        .is(200)
                        .json()
                        .path("length")
                        .asInt());
        try (RawHttp raw = new RawHttp(rig.http.port())) {
            raw.send(head("Content-Length: " + (BodyRoom.MAX_BODY_BYTES + 1)));
            String answer = raw.receive();
            assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
            assertTrue(answer.contains("body: found 16777217 bytes, expected 16777216 bytes at most"), answer);
            assertTrue(raw.isClosed());
        }
        try (RawHttp raw = new RawHttp(rig.http.port())) {
            raw.send(head("Transfer-Encoding: chunked"));
            raw.send("1000001\r\n" + "a".repeat(BodyRoom.MAX_BODY_BYTES + 1) + "\r\n0\r\n\r\n");
            String answer = raw.receive();
            assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
            assertTrue(raw.isClosed());
        }
    }

    @Test
    void shouldSendOnWhoAsksBefore() throws IOException {
        try (RawHttp raw = new RawHttp(rig.http.port())) {
            raw.send(head("Content-Length: 12\r\nExpect: 100-continue"));
            assertTrue(raw.receive().startsWith("HTTP/1.1 100 "));
            raw.send("{\"text\":\"a\"}");
            String answer = raw.receive();
            assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        }
    }

    @Test
    void shouldTakeJsonOnly() {
        rig.api
                .post("/v1/echo", "{\"text\":\"a\"}", "Content-Type", "text/plain")
                .isProblem(415, "unsupported_media_type", "Content-Type: found text/plain, expected application/json");
        rig.api
                .post("/v1/echo", null)
                .isProblem(415, "unsupported_media_type", "Content-Type: found nothing, expected application/json");
        rig.api
                .post("/v1/echo", "{\"text\":\"a\"}", "Content-Encoding", "br")
                .isProblem(415, "unsupported_media_type", "Content-Encoding: found br, expected none");
    }

    @Test
    void shouldCompressForWhoAsks() throws IOException {
        ApiAnswer answer = rig.api.post("/v1/echo", "{\"text\":\"a\"}", "Accept-Encoding", "gzip");
        assertEquals("gzip", answer.header("Content-Encoding"));
        try (GZIPInputStream plain =
                new GZIPInputStream(new ByteArrayInputStream(answer.response().body()))) {
            String text = new String(plain.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(text.startsWith("{\"length\":1,"), text);
        }
    }

    private void refused(String body, String type, String detail, int line, int column) {
        JsonNode problem = rig.api.post("/v1/echo", body).isProblem(400, type, detail);
        assertEquals(line, problem.path("line").asInt(), problem::toString);
        assertEquals(column, problem.path("column").asInt(), problem::toString);
    }

    private static String head(String headers) {
        return "POST /v1/echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + headers + "\r\n\r\n";
    }
}
