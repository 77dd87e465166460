package io.muster.server.records;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Finds a field in a line again, for refusals that name it by its path. Slow: for lines that are refused. */
public final class FieldLocator {
    private static final int NOT_FOUND = -1;

    /** Where a command names a field otherwise than the record may have. */
    private static final Map<String, List<String>> SPELLINGS = Map.ofEntries(
            Map.entry("customer", List.of("id")),
            Map.entry("countries", List.of("country", "add_countries", "remove_countries")),
            Map.entry("regions", List.of("region", "add_regions", "remove_regions")),
            Map.entry("cities", List.of("city", "add_cities", "remove_cities")),
            Map.entry("country", List.of("countries")),
            Map.entry("region", List.of("regions")),
            Map.entry("city", List.of("cities")),
            Map.entry("tags", List.of("add_tags", "remove_tags")),
            Map.entry("groups", List.of("add_groups", "remove_groups")),
            Map.entry("channels", List.of("add_channels", "remove_channels")),
            Map.entry("account_status", List.of("customer_account_status")),
            Map.entry("customer_account_status", List.of("account_status")),
            Map.entry("checkout", List.of("checkout_id")),
            Map.entry("name", List.of("type")),
            Map.entry("properties.campaign", List.of("campaign", "activity_id")),
            Map.entry("properties.product", List.of("product")),
            Map.entry("properties.collection", List.of("collection")),
            Map.entry("properties.tags", List.of("tags")));

    private FieldLocator() {}

    /**
     * The column of the field's value, in characters (Unicode code points) from 1; 1 where the line has no such field.
     *
     * @param fieldPath {@code total}, {@code items[2].price}, {@code fields.shoe_size}; may be null
     */
    public static int column(byte[] line, int offset, int length, String fieldPath) {
        if (fieldPath == null) {
            return 1;
        }
        long position = position(line, offset, length, fieldPath);
        for (String spelling : SPELLINGS.getOrDefault(fieldPath, List.of())) {
            position = position == NOT_FOUND ? position(line, offset, length, spelling) : position;
        }
        return position == NOT_FOUND ? 1 : Columns.of(line, offset, length, position);
    }

    private static long position(byte[] line, int offset, int length, String path) {
        try (JsonParser json = RecordJson.FACTORY.createParser(line, offset, length)) {
            return json.nextToken() == JsonToken.START_OBJECT ? inObject(json, path) : NOT_FOUND;
        } catch (IOException _) {
            return NOT_FOUND;
        }
    }

    private static long inObject(JsonParser json, String path) throws IOException {
        for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
            json.nextToken();
            long found = path.startsWith(key) ? inValue(json, path.substring(key.length())) : NOT_FOUND;
            if (found != NOT_FOUND) {
                return found;
            }
            json.skipChildren();
        }
        return NOT_FOUND;
    }

    private static long inValue(JsonParser json, String rest) throws IOException {
        if (rest.isEmpty()) {
            return json.currentTokenLocation().getByteOffset();
        }
        if (rest.charAt(0) == '.' && json.currentToken() == JsonToken.START_OBJECT) {
            return inObject(json, rest.substring(1));
        }
        int close = rest.indexOf(']');
        if (rest.charAt(0) == '[' && close > 1 && json.currentToken() == JsonToken.START_ARRAY) {
            return inList(json, rest.substring(1, close), rest.substring(close + 1));
        }
        return NOT_FOUND;
    }

    private static long inList(JsonParser json, String index, String rest) throws IOException {
        int at = 0;
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (Integer.toString(at).equals(index)) {
                long found = inValue(json, rest);
                if (found != NOT_FOUND) {
                    return found;
                }
            }
            json.skipChildren();
            at++;
        }
        return NOT_FOUND;
    }
}
