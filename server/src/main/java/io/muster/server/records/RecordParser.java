package io.muster.server.records;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.muster.index.record.CommandWriter;
import io.muster.index.record.Tag;
import java.io.IOException;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * Reads one record, a line of JSON, into a binary command in a buffer of its own. A record that can't be taken is a
 * value ({@link #refusal()}), never an exception. Reusable, not thread-safe.
 */
public final class RecordParser {
    /** What {@link #parse} returns where the record was refused. */
    public static final int REFUSED = -1;

    private static final String TYPE = "type";

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(1024);
    private final CommandWriter writer = new CommandWriter(buffer);
    private final RecordCursor cursor = new RecordCursor();
    private final ValueReader values = new ValueReader(cursor);
    private final KeySet seen = new KeySet();
    private final ItemReader items = new ItemReader(cursor, values);
    private final NamedValueReader named = new NamedValueReader(cursor, values);
    private boolean totalGiven;
    private boolean imported;

    /** Whether the records from here on are history that is loaded; at first they are not. */
    public void imported(boolean newImported) {
        imported = newImported;
    }

    /**
     * Reads the record in {@code length} bytes of {@code line} (UTF-8, no line end).
     *
     * @return the length of the command, which stands in {@link #buffer()} from 0; or {@link #REFUSED}
     */
    public int parse(byte[] line, int offset, int length, int workspaceId) {
        cursor.start(line, offset, length);
        if (length > RecordLimits.LINE_LENGTH_BYTES) {
            cursor.refuse(
                    1,
                    null,
                    "found a line of " + length + " bytes, expected at most " + RecordLimits.LINE_LENGTH_BYTES);
            return REFUSED;
        }
        try (JsonParser json = RecordJson.FACTORY.createParser(line, offset, length)) {
            cursor.json(json);
            return record(line, offset, length, workspaceId);
        } catch (IOException e) {
            cursor.refuseJson(e);
            return REFUSED;
        }
    }

    /** The command, from 0; valid until the next {@link #parse}. */
    public DirectBuffer buffer() {
        return buffer;
    }

    /** Why the last record was refused; null if it was not. */
    public Refusal refusal() {
        return cursor.refusal();
    }

    private int record(byte[] line, int offset, int length, int workspaceId) throws IOException {
        JsonParser json = cursor.json();
        if (json.nextToken() != JsonToken.START_OBJECT) {
            cursor.refuseFound("a record, which is an object");
            return REFUSED;
        }
        String key = json.nextFieldName();
        boolean typeFirst = TYPE.equals(key);
        RecordType type = typeFirst ? type() : typeLaterOn(line, offset, length);
        if (type == null) {
            return REFUSED;
        }
        cursor.json(json);
        begin(type, workspaceId);
        if (typeFirst) {
            seen.add(0);
            key = json.nextFieldName();
        }
        boolean whole = keys(type, key) && isEnd() && total(type) && isComplete(type);
        return whole ? items.appendTo(buffer, writer.length()) : REFUSED;
    }

    private void begin(RecordType type, int workspaceId) {
        totalGiven = false;
        seen.clear();
        items.clear();
        named.clear();
        writer.begin(0, type.kind(), workspaceId, imported);
        if (type.eventName() != null) {
            writer.text(Tag.NAME, type.eventName());
        }
    }

    private RecordType type() throws IOException {
        cursor.key(TYPE);
        JsonParser json = cursor.json();
        if (json.nextToken() != JsonToken.VALUE_STRING) {
            cursor.refuseFound(Shape.TEXT.expected());
            return null;
        }
        return NameCheck.isName(cursor, json.getText()) ? RecordTypes.of(json.getText()) : null;
    }

    private RecordType typeLaterOn(byte[] line, int offset, int length) throws IOException {
        try (JsonParser json = RecordJson.FACTORY.createParser(line, offset, length)) {
            cursor.json(json);
            json.nextToken();
            for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
                if (key.equals(TYPE)) {
                    return type();
                }
                json.nextToken();
                json.skipChildren();
            }
        }
        cursor.refuseMissing(TYPE, "found no 'type', expected it in every record");
        return null;
    }

    private boolean keys(RecordType type, String first) throws IOException {
        JsonParser json = cursor.json();
        for (String name = first; name != null; name = json.nextFieldName()) {
            cursor.key(name);
            if (name.equals(TYPE)) {
                if (!seen.add(0)) {
                    return cursor.refuse("found 'type' a second time, expected it once");
                }
                json.nextToken();
                continue;
            }
            RecordKey key = type.key(name);
            if (key == null) {
                return NameCheck.refuseUnknown(cursor, name, type);
            }
            boolean again = key.property() == null ? !seen.add(key.tag()) : !named.add(key.property());
            if (again) {
                return NameCheck.refuseSecond(cursor, key, type);
            }
            json.nextToken();
            totalGiven |= key.tag() == Tag.TOTAL && json.currentToken() != JsonToken.VALUE_NULL;
            if (!value(type, key)) {
                return false;
            }
        }
        cursor.key(null);
        return true;
    }

    private boolean value(RecordType type, RecordKey key) throws IOException {
        if (cursor.json().currentToken() == JsonToken.VALUE_NULL) {
            return nothing(type, key);
        }
        return switch (key.shape()) {
            case ITEMS -> items.read();
            case NAMED_VALUES -> named.read(key.tag(), writer);
            default -> values.value(key, writer);
        };
    }

    private boolean nothing(RecordType type, RecordKey key) throws IOException {
        if (!type.takesNull(key)) {
            return cursor.refuseFound(key.shape().expected());
        }
        if (type.clears()) {
            writer.none(key.tag());
        }
        return true;
    }

    private boolean isEnd() throws IOException {
        return cursor.json().nextToken() == null || cursor.refuseFound("nothing more after the record");
    }

    private boolean total(RecordType type) {
        boolean wanted = type.key("total") != null && !totalGiven;
        return !wanted || items.writeTotal(type, writer);
    }

    private boolean isComplete(RecordType type) {
        for (RecordKey key : type.required()) {
            if (!seen.contains(key.tag())) {
                return cursor.refuseMissing(
                        key.name(), "found no '" + key.name() + "', expected it in every " + type.name() + " record");
            }
        }
        return true;
    }
}
