package io.muster.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;

/** What a call was answered. */
public record ApiAnswer(HttpResponse<byte[]> response) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    public int status() {
        return response.statusCode();
    }

    /** The header; empty where there is none. */
    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public String text() {
        return new String(response.body(), UTF_8);
    }

    /** The body; missing where there is none. */
    public JsonNode json() {
        try {
            return MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(text(), e);
        }
    }

    /** Fails unless this is its status. */
    public ApiAnswer is(int status) {
        assertEquals(status, status(), this::text);
        return this;
    }

    /** Fails unless it is a problem of that kind whose detail says that. */
    public JsonNode isProblem(int status, String type, String detail) {
        is(status);
        assertEquals("application/problem+json", header("Content-Type"));
        JsonNode problem = json();
        assertEquals("urn:muster:problem:" + type, problem.path("type").asText());
        assertEquals(status, problem.path("status").asInt());
        assertTrue(!problem.path("title").asText().isEmpty(), this::text);
        assertTrue(problem.path("detail").asText().contains(detail), this::text);
        return problem;
    }
}
