package io.muster.index.workspace;

import io.muster.index.Outcome;
import io.muster.index.field.Field;
import io.muster.index.field.FieldKind;
import io.muster.index.field.Schema;
import io.muster.index.record.CommandReader;
import io.muster.index.record.Tag;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Custom fields that are declared before a customer has one, so that rules can name them. One thread. */
public final class FieldDeclarations {
    /** Longest path of a custom field in UTF-8, as of one that a record brings. */
    public static final int MAX_PATH_LENGTH_BYTES = 100;

    /** The id in the outcome where the field had not been declared before; else it is 0. */
    public static final int DECLARED_NOW = 1;

    private static final Map<String, FieldKind> KINDS = new TreeMap<>(Map.of(
            "number", FieldKind.NUMBER,
            "text", FieldKind.TEXT,
            "boolean", FieldKind.BOOLEAN,
            "date", FieldKind.DATE,
            "list", FieldKind.LIST));

    private FieldDeclarations() {}

    /**
     * Declares the field that {@code command} names; one that is there already must have that type. Says in
     * {@code outcome} what became of it.
     */
    public static void declare(Schema schema, CommandReader command, Outcome outcome) {
        declare(schema, text(command, Tag.NAME), text(command, Tag.FIELD_TYPE), outcome);
    }

    private static void declare(Schema schema, String path, String type, Outcome outcome) {
        int length = path.getBytes(StandardCharsets.UTF_8).length;
        FieldKind kind = KINDS.get(type);
        Field known = schema.findCustom(path);
        if (length == 0 || length > MAX_PATH_LENGTH_BYTES) {
            outcome.refuseField("name", "found a name of " + length + " bytes, expected 1 to " + MAX_PATH_LENGTH_BYTES);
        } else if (kind == null) {
            outcome.refuseField("type", "found '" + type + "', expected one of " + String.join(", ", KINDS.keySet()));
        } else if (known != null && known.kind() != kind) {
            outcome.refuse(
                    Outcome.Kind.NAME_TAKEN,
                    "type: found " + type + ", expected " + name(known.kind()) + ", which field." + path
                            + " is already");
        } else if (known == null && schema.custom().size() >= Schema.MAX_CUSTOM_FIELDS) {
            outcome.refuseField(
                    "name", "found a new field, expected one of the " + Schema.MAX_CUSTOM_FIELDS + " there are");
        } else {
            if (known == null) {
                schema.addCustom(path, kind);
            }
            boolean first = schema.declared(path);
            outcome.accept(first ? DECLARED_NOW : 0);
        }
    }

    private static String text(CommandReader command, int tag) {
        return command.seek(tag) ? command.text() : "";
    }

    private static String name(FieldKind kind) {
        return KINDS.entrySet().stream()
                .filter(entry -> entry.getValue() == kind)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
