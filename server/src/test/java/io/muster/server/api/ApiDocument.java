package io.muster.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The OpenAPI document, and what answers are held against it. Any thread. */
public final class ApiDocument {
    private static final JsonNode DOCUMENT = read();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private ApiDocument() {}

    /** As text. */
    static String text() {
        return DOCUMENT.toPrettyString();
    }

    /** Every operation, {@code "GET /v1/workspaces/{w}"}, with its description. */
    static Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        for (Map.Entry<String, JsonNode> path : DOCUMENT.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                operations.put(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), method.getValue());
            }
        }
        return operations;
    }

    /** The parameters of an operation that stand behind the path. */
    static Set<String> query(JsonNode operation) {
        Set<String> names = new TreeSet<>();
        for (JsonNode parameter : operation.path("parameters")) {
            JsonNode found = resolved(parameter);
            if (found.path("in").asText().equals("query")) {
                names.add(found.path("name").asText());
            }
        }
        return names;
    }

    /**
     * Fails where the answer is not one that the document has for this call; calls that it does not have are let be.
     */
    static void check(String method, String pathAndQuery, ApiAnswer answer) {
        String path = pathAndQuery.split("\\?", 2)[0];
        for (Map.Entry<String, JsonNode> each : operations().entrySet()) {
            String template = each.getKey().substring(each.getKey().indexOf(' ') + 1);
            if (each.getKey().startsWith(method + " ") && path.matches(template.replaceAll("\\{[a-z]+}", "[^/]+"))) {
                check(each.getKey(), each.getValue().path("responses"), answer);
            }
        }
    }

    private static void check(String operation, JsonNode responses, ApiAnswer answer) {
        String status = Integer.toString(answer.status());
        assertTrue(
                answer.status() >= 400 || responses.has(status),
                () -> operation + " answered " + status + " " + answer);
        JsonNode response = resolved(responses.has(status) ? responses.path(status) : responses.path("default"));
        response.path("headers")
                .fieldNames()
                .forEachRemaining(name -> assertFalse(answer.header(name).isEmpty(), operation + " without " + name));
        Set<String> types = new TreeSet<>();
        response.path("content").fieldNames().forEachRemaining(types::add);
        if (types.isEmpty()) {
            assertEquals("", answer.text(), operation);
            return;
        }
        String type = answer.header("Content-Type").split(";", 2)[0];
        assertTrue(types.contains(type), () -> operation + " answered " + type + ", expected one of " + types);
        if (type.endsWith("json") && !answer.header("Content-Encoding").equals("gzip")) {
            ObjectNode schema =
                    response.path("content").path(type).path("schema").deepCopy();
            schema.set("components", DOCUMENT.path("components"));
            var found = SCHEMAS.getSchema(schema).validate(answer.json());
            assertTrue(found.isEmpty(), () -> operation + " " + status + ": " + found + "\n" + answer.text());
        }
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static JsonNode read() {
        try (InputStream resource = OpenApiCalls.class.getResourceAsStream(OpenApiCalls.RESOURCE)) {
            return new ObjectMapper().readTree(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
