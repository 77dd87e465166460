package io.muster.index.workspace;

import io.muster.index.Outcome;
import io.muster.index.column.LongColumn;
import io.muster.index.field.BooleanField;
import io.muster.index.field.DateField;
import io.muster.index.field.Field;
import io.muster.index.field.FieldKind;
import io.muster.index.field.ListField;
import io.muster.index.field.NumberField;
import io.muster.index.field.Schema;
import io.muster.index.field.TextField;
import io.muster.index.record.CommandReader;
import io.muster.index.record.ValueType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/**
 * Custom fields of a customer record: typed by the first value seen, refused when a later one is of another type. One
 * thread.
 */
final class CustomFields {
    private static final Pattern DATE =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:\\d\\d))?");

    private final WorkspaceState state;
    private int newFields;

    CustomFields(WorkspaceState state) {
        this.state = state;
    }

    /** Before the fields of a record are checked. */
    void begin() {
        newFields = 0;
    }

    /** Whether the current field of {@code command} can be taken; says in {@code outcome} why not. */
    boolean check(CommandReader command, Outcome outcome) {
        if (command.isNull()) {
            return true;
        }
        String name = command.name();
        Field field = state.schema.findCustom(name);
        FieldKind found = kind(command);
        if (field == null) {
            boolean room = state.schema.custom().size() + newFields++ < Schema.MAX_CUSTOM_FIELDS;
            if (!room) {
                outcome.refuseField(
                        "fields." + name,
                        "found a new field, expected one of the " + Schema.MAX_CUSTOM_FIELDS + " there are");
            }
            return room;
        }
        if (field.isFull()) {
            outcome.refuseField("fields." + name, Capacity.FULL_FIELD);
            return false;
        }
        boolean fits = field.kind() == found || (field.kind() == FieldKind.TEXT && command.type() == ValueType.TEXT);
        if (!fits) {
            outcome.refuseField(
                    "fields." + name,
                    "found " + describe(command, found) + ", expected "
                            + field.kind().noun() + " (the field's type since it was first seen)");
        }
        return fits;
    }

    /** Takes the value; {@link #check} has let it pass. */
    void set(int ordinal, CommandReader command) {
        String name = command.name();
        Field field = state.schema.findCustom(name);
        if (command.isNull()) {
            if (field != null) {
                field.clear(ordinal);
            }
            return;
        }
        if (field == null) {
            field = state.schema.addCustom(name, kind(command));
        }
        switch (field) {
            case NumberField number -> number.set(ordinal, command.number());
            case BooleanField flag -> flag.set(ordinal, command.bool());
            case ListField list -> list.replace(ordinal, command.texts());
            case TextField text ->
                text.set(ordinal, text.intern(command.buffer(), command.valueOffset(), command.valueLength()));
            case DateField date -> date.set(ordinal, millis(command.text()));
            default ->
                throw new IllegalStateException("custom field: found " + field.kind() + ", expected one with a column");
        }
    }

    private FieldKind kind(CommandReader command) {
        return switch (command.type()) {
            case ValueType.FALSE, ValueType.TRUE -> FieldKind.BOOLEAN;
            case ValueType.TEXT_LIST -> FieldKind.LIST;
            case ValueType.TEXT -> millis(command.text()) == LongColumn.MISSING ? FieldKind.TEXT : FieldKind.DATE;
            default -> FieldKind.NUMBER;
        };
    }

    private static String describe(CommandReader command, FieldKind kind) {
        return command.type() == ValueType.TEXT ? "text '" + command.text() + "'" : kind.noun();
    }

    /**
     * The instant that an ISO date (its local start) or date-time with offset names, or MISSING where the text is
     * neither.
     */
    private long millis(String text) {
        if (!DATE.matcher(text).matches()) {
            return LongColumn.MISSING;
        }
        try {
            return text.length() == 10
                    ? state.days.startMillis(LocalDate.parse(text))
                    : OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException noSuchDay) {
            return LongColumn.MISSING;
        }
    }
}
