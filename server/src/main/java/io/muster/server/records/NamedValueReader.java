package io.muster.server.records;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.muster.index.record.CommandWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the object of custom fields, or of an event's properties. Not thread-safe. */
final class NamedValueReader {
    private final RecordCursor cursor;
    private final ValueReader values;
    private final List<String> names = new ArrayList<>();

    NamedValueReader(RecordCursor cursor, ValueReader values) {
        this.cursor = cursor;
        this.values = values;
    }

    void clear() {
        names.clear();
    }

    /** Takes a name; false if it was there already. */
    boolean add(String name) {
        // At most PROPERTY_COUNT of them, and mostly a handful: a scan beats hashing.
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(name)) {
                return false;
            }
        }
        names.add(name);
        return true;
    }

    /** Reads the object that the cursor stands at. */
    boolean read(int tag, CommandWriter writer) throws IOException {
        JsonParser json = cursor.json();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return cursor.refuseFound(Shape.NAMED_VALUES.expected());
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            cursor.name(name);
            if (!NameCheck.isName(cursor, name)) {
                return false;
            }
            if (!add(name)) {
                return cursor.refuse("found " + RecordCursor.quoted(name) + " a second time, expected it once");
            }
            if (names.size() > RecordLimits.PROPERTY_COUNT) {
                return cursor.refuse(
                        "found more than " + RecordLimits.PROPERTY_COUNT + " names, expected at most so many");
            }
            json.nextToken();
            if (!values.named(tag, writer.name(tag, name))) {
                return false;
            }
        }
        cursor.name(null);
        return true;
    }
}
