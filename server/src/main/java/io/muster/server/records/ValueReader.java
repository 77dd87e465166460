package io.muster.server.records;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.muster.index.record.CommandWriter;
import io.muster.index.record.Decimals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the value that the cursor stands at, checks it and writes it into a command. Each method returns false where it
 * has refused the value. Not thread-safe.
 */
final class ValueReader {
    private final RecordCursor cursor;
    private final Utf8Text utf8 = new Utf8Text();
    private final DecimalText decimals = new DecimalText();
    private final InstantText instants = new InstantText();
    private final List<String> texts = new ArrayList<>();
    private long lastDecimal;

    ValueReader(RecordCursor cursor) {
        this.cursor = cursor;
    }

    /** Any shape but {@link Shape#NAMED_VALUES}, {@link Shape#ITEMS} and null. */
    boolean value(RecordKey key, CommandWriter writer) throws IOException {
        int tag = key.tag();
        return switch (key.shape()) {
            case ID -> id(tag, writer);
            case TEXT -> isText(key) && text(tag, RecordLimits.TEXT_LENGTH_BYTES, writer);
            case EMAIL -> isText(key) && email(tag, writer);
            case CURRENCY -> isText(key) && currency(tag, writer);
            case INSTANT -> instant(tag, writer);
            case BIRTHDAY -> birthday(tag, writer);
            case AMOUNT -> decimal(key, tag, 0, Long.MAX_VALUE, writer);
            case QUANTITY -> decimal(key, tag, 1, Long.MAX_VALUE, writer);
            case LATITUDE -> decimal(key, tag, -90 * Decimals.ONE, 90 * Decimals.ONE, writer);
            case LONGITUDE -> decimal(key, tag, -180 * Decimals.ONE, 180 * Decimals.ONE, writer);
            case BOOLEAN -> bool(tag, writer);
            case TEXT_LIST, TEXT_OR_LIST, ID_LIST -> list(key, tag, writer);
            case ID_PROPERTY -> id(tag, writer.name(tag, key.property()));
            case LIST_PROPERTY -> list(key, tag, writer.name(tag, key.property()));
            case NAMED_VALUES, ITEMS -> throw new IllegalStateException(key.name() + " is not a single value");
        };
    }

    /** A custom field or property, whose name is written already: text, number, boolean, list of text or null. */
    boolean named(int tag, CommandWriter writer) throws IOException {
        return switch (json().currentToken()) {
            case VALUE_STRING -> text(tag, RecordLimits.TEXT_LENGTH_BYTES, writer);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> decimal(tag, writer);
            case VALUE_TRUE, VALUE_FALSE -> bool(tag, writer);
            case VALUE_NULL -> {
                writer.none(tag);
                yield true;
            }
            case START_ARRAY -> elements(false, tag, writer);
            default -> cursor.refuseFound("text, a number, true, false, null or a list of text");
        };
    }

    /** The last decimal read, in millionths. */
    long lastDecimal() {
        return lastDecimal;
    }

    private JsonParser json() {
        return cursor.json();
    }

    private boolean isText(RecordKey key) throws IOException {
        return json().currentToken() == JsonToken.VALUE_STRING
                || cursor.refuseFound(key.shape().expected());
    }

    private boolean id(int tag, CommandWriter writer) throws IOException {
        JsonToken token = json().currentToken();
        if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
            return cursor.refuseFound(Shape.ID.expected());
        }
        int length = encode(RecordLimits.ID_LENGTH_BYTES);
        if (length < 0) {
            return false;
        }
        if (length == 0) {
            return cursor.refuse("found empty text, expected an id of 1 to " + RecordLimits.ID_LENGTH_BYTES + " bytes");
        }
        for (int i = 0; i < length; i++) {
            byte c = utf8.byteAt(i);
            if (c >= 0 && c < ' ' || c == 0x7F) {
                return cursor.refuse("found control character " + c + " in an id, expected none");
            }
        }
        writer.text(tag, utf8.buffer(), 0, length);
        return true;
    }

    private boolean text(int tag, int limitBytes, CommandWriter writer) throws IOException {
        int length = encode(limitBytes);
        if (length < 0) {
            return false;
        }
        writer.text(tag, utf8.buffer(), 0, length);
        return true;
    }

    private boolean email(int tag, CommandWriter writer) throws IOException {
        int length = encode(RecordLimits.EMAIL_LENGTH_BYTES);
        if (length < 0) {
            return false;
        }
        int signs = 0;
        for (int i = 0; i < length; i++) {
            signs += utf8.byteAt(i) == '@' ? 1 : 0;
        }
        if (signs != 1 || utf8.byteAt(0) == '@' || utf8.byteAt(length - 1) == '@') {
            return cursor.refuseFound("an e-mail address: one @ with text on both sides");
        }
        writer.text(tag, utf8.buffer(), 0, length);
        return true;
    }

    private boolean currency(int tag, CommandWriter writer) throws IOException {
        char[] text = json().getTextCharacters();
        int offset = json().getTextOffset();
        boolean capitals = json().getTextLength() == 3;
        for (int i = 0; capitals && i < 3; i++) {
            capitals = text[offset + i] >= 'A' && text[offset + i] <= 'Z';
        }
        return capitals ? text(tag, 3, writer) : cursor.refuseFound(Shape.CURRENCY.expected());
    }

    private boolean instant(int tag, CommandWriter writer) throws IOException {
        JsonParser json = json();
        JsonToken token = json.currentToken();
        long millis;
        if (token == JsonToken.VALUE_STRING) {
            millis = instants.parseInstant(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
        } else if (token == JsonToken.VALUE_NUMBER_INT) {
            boolean fitsLong = json.getTextLength() <= 18;
            millis = instants.inRange(fitsLong ? json.getLongValue() : Long.MAX_VALUE);
        } else {
            return cursor.refuseFound(Shape.INSTANT.expected());
        }
        if (millis == InstantText.FAILED) {
            return cursor.refuseFound(instants.expected());
        }
        writer.instant(tag, millis);
        return true;
    }

    private boolean birthday(int tag, CommandWriter writer) throws IOException {
        JsonParser json = json();
        boolean isDay = json.currentToken() == JsonToken.VALUE_STRING && InstantText.isDayLength(json.getTextLength());
        if (!isDay) {
            return instant(tag, writer);
        }
        long day = instants.parseDay(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
        if (day == InstantText.FAILED) {
            return cursor.refuseFound(instants.expected());
        }
        writer.day(tag, day);
        return true;
    }

    private boolean decimal(RecordKey key, int tag, long min, long max, CommandWriter writer) throws IOException {
        JsonParser json = json();
        JsonToken token = json.currentToken();
        if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
            return cursor.refuseFound(key.shape().expected());
        }
        if (json.getTextLength() > RecordLimits.NUMBER_LENGTH) {
            return refuseLongNumber();
        }
        boolean coordinate = key.shape() == Shape.LATITUDE || key.shape() == Shape.LONGITUDE;
        char[] text = json.getTextCharacters();
        int offset = json.getTextOffset();
        int length = json.getTextLength();
        long value = coordinate ? decimals.parseTruncated(text, offset, length) : decimals.parse(text, offset, length);
        if (value == DecimalText.FAILED) {
            return cursor.refuseFound(decimals.expected());
        }
        if (value < min || value > max) {
            return cursor.refuseFound(key.shape().expected());
        }
        lastDecimal = value;
        writer.decimal(tag, value);
        return true;
    }

    private boolean decimal(int tag, CommandWriter writer) throws IOException {
        JsonParser json = json();
        if (json.getTextLength() > RecordLimits.NUMBER_LENGTH) {
            return refuseLongNumber();
        }
        long value = decimals.parse(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
        if (value == DecimalText.FAILED) {
            return cursor.refuseFound(decimals.expected());
        }
        writer.decimal(tag, value);
        return true;
    }

    private boolean refuseLongNumber() throws IOException {
        return cursor.refuse("found a number of " + json().getTextLength() + " characters, expected at most "
                + RecordLimits.NUMBER_LENGTH);
    }

    private boolean bool(int tag, CommandWriter writer) throws IOException {
        JsonToken token = json().currentToken();
        if (!token.isBoolean()) {
            return cursor.refuseFound(Shape.BOOLEAN.expected());
        }
        writer.bool(tag, token == JsonToken.VALUE_TRUE);
        return true;
    }

    private boolean list(RecordKey key, int tag, CommandWriter writer) throws IOException {
        JsonToken token = json().currentToken();
        if (token == JsonToken.START_ARRAY) {
            return elements(key.shape() == Shape.ID_LIST, tag, writer);
        }
        if (token != JsonToken.VALUE_STRING || key.shape() != Shape.TEXT_OR_LIST) {
            return cursor.refuseFound(key.shape().expected());
        }
        texts.clear();
        if (encode(RecordLimits.TEXT_LENGTH_BYTES) < 0) {
            return false;
        }
        texts.add(json().getText());
        writer.texts(tag, texts);
        return true;
    }

    private boolean elements(boolean numbersToo, int tag, CommandWriter writer) throws IOException {
        texts.clear();
        for (JsonToken token = json().nextToken(); token != JsonToken.END_ARRAY; token = json().nextToken()) {
            cursor.element(texts.size());
            boolean taken = token == JsonToken.VALUE_STRING || numbersToo && token == JsonToken.VALUE_NUMBER_INT;
            if (!taken) {
                return cursor.refuseFound(numbersToo ? Shape.ID.expected() : Shape.TEXT.expected());
            }
            if (texts.size() == RecordLimits.LIST_LENGTH) {
                return cursor.refuse(
                        "found more than " + RecordLimits.LIST_LENGTH + " texts, expected at most so many");
            }
            if (encode(RecordLimits.TEXT_LENGTH_BYTES) < 0) {
                return false;
            }
            texts.add(json().getText());
        }
        cursor.element(-1);
        writer.texts(tag, texts);
        return true;
    }

    private int encode(int limitBytes) throws IOException {
        JsonParser json = json();
        int chars = json.getTextLength();
        int length = chars > limitBytes ? chars : utf8.encode(json.getTextCharacters(), json.getTextOffset(), chars);
        if (length < 0) {
            cursor.refuse("found half of a surrogate pair, expected Unicode text");
        } else if (length > limitBytes) {
            cursor.refuse("found text of " + (chars > limitBytes ? "more than " + limitBytes : length)
                    + " bytes, expected at most " + limitBytes);
            return -1;
        }
        return length;
    }
}
