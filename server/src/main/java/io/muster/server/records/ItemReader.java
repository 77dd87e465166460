package io.muster.server.records;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandWriter;
import io.muster.index.record.Tag;
import java.io.IOException;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Reads the lines of an order or checkout. They are kept apart until the record's end, because they come last in a
 * command and may stand anywhere in JSON. Not thread-safe.
 */
final class ItemReader {
    private final RecordCursor cursor;
    private final ValueReader values;
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(4096);
    private final CommandWriter writer = new CommandWriter(buffer);
    private final KeySet seen = new KeySet();
    private final ItemSum sum = new ItemSum();
    private int headerLength;
    private int count;

    ItemReader(RecordCursor cursor, ValueReader values) {
        this.cursor = cursor;
        this.values = values;
    }

    void clear() {
        headerLength = writer.begin(0, 0, 0).length();
        count = 0;
        sum.clear();
    }

    /** Reads the list that the cursor stands at. */
    boolean read() throws IOException {
        JsonParser json = cursor.json();
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return cursor.refuseFound(Shape.ITEMS.expected());
        }
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            cursor.item(count);
            if (token != JsonToken.START_OBJECT) {
                return cursor.refuseFound("an item, which is an object");
            }
            if (count == RecordLimits.ITEM_COUNT) {
                return cursor.refuse("found more than " + RecordLimits.ITEM_COUNT + " items, expected at most so many");
            }
            count++;
            if (!item()) {
                return false;
            }
        }
        cursor.item(-1);
        return true;
    }

    /** Puts the items after the {@code length} bytes of a command, and returns the length of both. */
    int appendTo(MutableDirectBuffer command, int length) {
        int itemsLength = writer.length() - headerLength;
        command.putBytes(length, buffer, headerLength, itemsLength);
        return length + itemsLength;
    }

    /** Writes the sum of the items as the total of a record that has none. */
    boolean writeTotal(RecordType type, CommandWriter record) {
        if (count > 0 && sum.isComplete()) {
            long millionths = sum.millionths();
            if (millionths == ItemSum.DOES_NOT_FIT) {
                return cursor.refuseMissing(
                        "total",
                        "found items that add up to " + sum.text()
                                + ", expected at most 6 decimal places and 9223372036854.775807");
            }
            record.decimal(Tag.TOTAL, millionths);
            return true;
        }
        boolean mayLack = type.kind() == CommandKind.CHECKOUT_STARTED;
        return mayLack
                || cursor.refuseMissing(
                        "total", "found no 'total', expected it, or a price and a quantity for every item");
    }

    private boolean item() throws IOException {
        JsonParser json = cursor.json();
        writer.none(Tag.ITEM);
        seen.clear();
        sum.next();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            cursor.key(name);
            RecordKey key = RecordTypes.ITEM.key(name);
            if (key == null) {
                return NameCheck.refuseUnknown(cursor, name, RecordTypes.ITEM);
            }
            if (!seen.add(key.tag())) {
                return NameCheck.refuseSecond(cursor, key, RecordTypes.ITEM);
            }
            boolean isNull = json.nextToken() == JsonToken.VALUE_NULL;
            if (!isNull && !values.value(key, writer)) {
                return false;
            }
            if (!isNull) {
                sum.take(key.tag(), values.lastDecimal());
            }
        }
        sum.end();
        return true;
    }
}
