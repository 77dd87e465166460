package io.muster.server.api;

import java.util.List;
import java.util.Map;

/**
 * A value of a body, and where it stands.
 *
 * @param value a {@link String}, {@link java.math.BigDecimal}, {@link Boolean}, list or map of further values, or null
 * @param line from 1
 * @param column from 1, in bytes
 */
public record JsonValue(Object value, int line, int column) {
    /** The members where it is an object, else null. */
    @SuppressWarnings("unchecked")
    Map<String, JsonValue> members() {
        return value instanceof Map<?, ?> members ? (Map<String, JsonValue>) members : null;
    }

    /** The elements where it is an array, else null. */
    @SuppressWarnings("unchecked")
    List<JsonValue> elements() {
        return value instanceof List<?> elements ? (List<JsonValue>) elements : null;
    }

    /** What it is, to be told to who sent it. */
    String found() {
        return switch (value) {
            case null -> "null";
            case String text -> "a text";
            case Map<?, ?> members -> "an object";
            case List<?> elements -> "an array";
            default -> value.toString();
        };
    }
}
