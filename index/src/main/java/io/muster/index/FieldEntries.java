package io.muster.index;

import io.muster.index.answer.FieldEntry;
import io.muster.index.field.Field;
import io.muster.index.field.FieldKind;
import io.muster.index.field.Schema;
import java.util.ArrayList;
import java.util.List;

/** The fields of a schema, for people. The engine's thread. */
final class FieldEntries {
    private FieldEntries() {}

    /** All that rules may use, built-in ones first. */
    static List<FieldEntry> of(Schema schema) {
        List<FieldEntry> fields = new ArrayList<>();
        for (Field field : schema.builtIn()) {
            fields.add(new FieldEntry(field.name(), type(field.kind()), FieldEntry.Origin.BUILT_IN));
        }
        schema.custom().forEach((path, field) -> {
            boolean declared = schema.isDeclared(path);
            FieldEntry.Origin origin = declared ? FieldEntry.Origin.DECLARED : FieldEntry.Origin.FIRST_SEEN;
            fields.add(new FieldEntry(field.name(), type(field.kind()), origin));
        });
        return fields;
    }

    private static FieldEntry.Type type(FieldKind kind) {
        return switch (kind) {
            case NUMBER, AVERAGE -> FieldEntry.Type.NUMBER;
            case DATE -> FieldEntry.Type.DATE;
            case TEXT -> FieldEntry.Type.TEXT;
            case LIST -> FieldEntry.Type.LIST;
            case BOOLEAN -> FieldEntry.Type.BOOLEAN;
        };
    }
}
