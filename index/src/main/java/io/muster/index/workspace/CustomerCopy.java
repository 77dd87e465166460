package io.muster.index.workspace;

import io.muster.index.field.BooleanField;
import io.muster.index.field.Field;
import io.muster.index.field.ListField;
import io.muster.index.field.LongField;
import io.muster.index.field.TextField;
import io.muster.index.function.HistoryWalk;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Copies customers to another workspace that has the same custom fields: history, fields, place, and since when their
 * subscriptions hold. Profiles are left out. One thread.
 */
final class CustomerCopy {
    private final WorkspaceState from;
    private final Records fromRecords;
    private final WorkspaceState to;
    private final Records toRecords;
    private final HistoryCopy history;
    private final Map<Integer, Integer> copies = new HashMap<>();
    private final ExpandableArrayBuffer id = new ExpandableArrayBuffer();

    CustomerCopy(WorkspaceState from, Records fromRecords, WorkspaceState to, Records toRecords, HistoryCopy history) {
        this.from = from;
        this.fromRecords = fromRecords;
        this.to = to;
        this.toRecords = toRecords;
        this.history = history;
    }

    /** Begins with the history of a customer whom the other workspace does not have; all else follows. */
    HistoryWalk begin(int ordinal) {
        int length = from.ids.copyId(ordinal, id, 0);
        int copied = toRecords.customers.findOrCreate(new UnsafeBuffer(id, 0, length));
        copies.put(ordinal, copied);
        toRecords.orderFields.beginCopy(copied);
        return from.functions.walk(ordinal, List.of(history.rows(ordinal, copied)));
    }

    /** Copies all else that is known of the customer now; the history is copied. */
    void finish(int ordinal) {
        int copied = copies.get(ordinal);
        toRecords.orderFields.copy(fromRecords.orderFields, ordinal, copied, history::order);
        copyFields(
                from.schema.builtIn().iterator(), ordinal, to.schema.builtIn().iterator(), copied);
        copyFields(
                from.schema.custom().values().iterator(),
                ordinal,
                to.schema.custom().values().iterator(),
                copied);
        to.places.copy(from.places, ordinal, copied);
        toRecords.subscriptions.copy(fromRecords.subscriptions, ordinal, copied);
    }

    private static void copyFields(Iterator<Field> fields, int ordinal, Iterator<Field> copies, int copied) {
        while (fields.hasNext()) {
            copyField(fields.next(), ordinal, copies.next(), copied);
        }
    }

    private static void copyField(Field field, int ordinal, Field copy, int copied) {
        if (field.value(ordinal) == null) {
            copy.clear(copied);
            return;
        }
        switch (field) {
            case LongField number -> ((LongField) copy).set(copied, number.get(ordinal));
            case TextField text -> {
                TextField target = (TextField) copy;
                target.set(copied, target.intern(text.text(text.get(ordinal))));
            }
            case ListField list -> ((ListField) copy).replace(copied, list.texts(ordinal));
            case BooleanField flag -> ((BooleanField) copy).set(copied, (Boolean) flag.value(ordinal));
            default -> {
                // An average keeps nothing itself.
            }
        }
    }
}
