package io.muster.server.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a body as JSON. Any thread. */
public final class JsonReader {
    /** Objects and arrays within each other. */
    public static final int MAX_DEPTH = 32;

    /** Characters of a number. */
    public static final int MAX_NUMBER_LENGTH = 100;

    /** Characters of a member's name. */
    public static final int MAX_NAME_LENGTH = 256;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxNameLength(MAX_NAME_LENGTH)
                    .maxStringLength(BodyRoom.MAX_BODY_BYTES)
                    .build())
            .build();

    private JsonReader() {}

    /** The object that it is; throws {@link ProblemException} with line and column where it is none. */
    public static JsonObject object(byte[] utf8) {
        try (JsonParser parser = FACTORY.createParser(utf8)) {
            if (parser.nextToken() == null) {
                throw bad("body: found nothing, expected a JSON object", 1, 1);
            }
            JsonValue value = value(parser);
            if (value.members() == null) {
                throw bad("body: found " + value.found() + ", expected a JSON object", value.line(), value.column());
            }
            if (parser.nextToken() != null) {
                JsonLocation at = parser.currentTokenLocation();
                throw bad(
                        "body: found more behind the JSON object, expected its end", at.getLineNr(), at.getColumnNr());
            }
            return new JsonObject("", value);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String detail = "body: found no JSON that can be read (" + e.getOriginalMessage() + "), expected an object";
            throw at == null ? bad(detail, 1, 1) : bad(detail, at.getLineNr(), at.getColumnNr());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonValue value(JsonParser parser) throws IOException {
        JsonLocation at = parser.currentTokenLocation();
        Object value = switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> null;
        };
        return new JsonValue(value, at.getLineNr(), at.getColumnNr());
    }

    private static Map<String, JsonValue> members(JsonParser parser) throws IOException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return members;
    }

    private static List<JsonValue> elements(JsonParser parser) throws IOException {
        List<JsonValue> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return elements;
    }

    private static ProblemException bad(String detail, int line, int column) {
        return new ProblemException(ApiProblem.at(400, "bad_json", detail, line, column));
    }
}
