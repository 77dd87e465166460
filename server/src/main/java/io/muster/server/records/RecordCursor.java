package io.muster.server.records;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;

/** Where the parser stands in a line, and the refusal if there is one. Not thread-safe. */
final class RecordCursor {
    private static final int SHOWN_LENGTH = 60;

    private byte[] line;
    private int offset;
    private int length;
    private JsonParser json;
    private Refusal refusal;
    private String key;
    private String name;
    private int item;
    private int element;

    /** Goes to the start of a line. */
    void start(byte[] newLine, int newOffset, int newLength) {
        line = newLine;
        offset = newOffset;
        length = newLength;
        refusal = null;
        item = -1;
        key(null);
    }

    /** Reads with {@code parser} from now on. */
    void json(JsonParser parser) {
        json = parser;
    }

    JsonParser json() {
        return json;
    }

    /** Enters a key of the record, or of the item. */
    void key(String newKey) {
        key = newKey;
        name = null;
        element = -1;
    }

    /** Enters a custom field or property. */
    void name(String newName) {
        name = newName;
        element = -1;
    }

    /** Enters an element of a list; -1 leaves the list. */
    void element(int index) {
        element = index;
    }

    /** Enters an item; -1 leaves the items. */
    void item(int index) {
        item = index;
        key(index < 0 ? "items" : null);
    }

    /** The JSON path of where the parser stands; null for the record itself. */
    String path() {
        StringBuilder path = new StringBuilder();
        if (item >= 0) {
            path.append("items[").append(item).append(key == null ? "]" : "].");
        }
        if (key != null) {
            path.append(key);
        }
        if (name != null) {
            path.append('.').append(name);
        }
        if (element >= 0) {
            path.append('[').append(element).append(']');
        }
        return path.isEmpty() ? null : path.toString();
    }

    /** Null while the record is fine. */
    Refusal refusal() {
        return refusal;
    }

    /** Refuses the current token; always false. */
    boolean refuse(String reason) {
        long position = json.currentTokenLocation().getByteOffset();
        return refuse(Columns.of(line, offset, length, position), path(), reason);
    }

    /** Refuses the current token for what it is; always false. */
    boolean refuseFound(String expected) throws IOException {
        return refuse("found " + found() + ", expected " + expected);
    }

    /** Refuses a record in which {@code field} is missing; always false. */
    boolean refuseMissing(String field, String reason) {
        return refuse(1, field, reason);
    }

    /** Refuses a line that is not JSON; without a field, since the parser may be a token ahead of the cursor. */
    void refuseJson(IOException exception) {
        long position = 0;
        String reason = exception.getMessage();
        if (exception instanceof JsonEOFException) {
            position = length;
            reason = "found the end of the line, expected the rest of the record";
        } else if (exception instanceof JsonProcessingException processing) {
            position = processing.getLocation() == null
                    ? 0
                    : processing.getLocation().getByteOffset();
            reason = "not JSON: " + withoutSettings(processing.getOriginalMessage());
        }
        refuse(Columns.of(line, offset, length, position), null, reason);
    }

    /** Refuses for {@code reason}; always false. */
    boolean refuse(int column, String field, String reason) {
        refusal = new Refusal(column, field, reason);
        return false;
    }

    private String found() throws IOException {
        JsonToken token = json.currentToken();
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "text " + quoted(json.getText());
            case FIELD_NAME -> "key " + quoted(json.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "number " + json.getText();
            default -> json.getText();
        };
    }

    private static String withoutSettings(String message) {
        return message.replaceAll(", from `[^`]*`", "");
    }

    /** The text in quotes, cut where it is long. */
    static String quoted(String text) {
        if (text.length() <= SHOWN_LENGTH) {
            return "'" + text + "'";
        }
        int cut = Character.isHighSurrogate(text.charAt(SHOWN_LENGTH - 1)) ? SHOWN_LENGTH - 1 : SHOWN_LENGTH;
        return "'" + text.substring(0, cut) + "…'";
    }
}
