package io.muster.server.records;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A column of a table whose rows are records: which value of a record its cells are, and how. Immutable. */
public final class RecordColumn {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1," + RecordLimits.NUMBER_LENGTH / 2 + "}"
            + "(\\.[0-9]{1," + (RecordLimits.NUMBER_LENGTH / 2 - 2) + "})?");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");
    private static final Set<String> TRUE = Set.of("true", "yes", "y", "1");
    private static final Set<String> FALSE = Set.of("false", "no", "n", "0");

    private final String field;
    private final int tag;
    private final CellKind kind;

    private RecordColumn(String field, int tag, CellKind kind) {
        this.field = field;
        this.tag = tag;
        this.kind = kind;
    }

    /** How a cell is written as JSON. */
    enum CellKind {
        TEXT("text"),
        NUMBER("a number"),
        BOOLEAN("true, false, yes, no, 1 or 0"),
        LIST("texts with commas between them"),
        /** As text, or milliseconds as a number. */
        INSTANT("a time");

        private final String expected;

        CellKind(String expected) {
            this.expected = expected;
        }
    }

    /** The names of the types that rows may be of. */
    public static Collection<String> types() {
        return new TreeSet<>(RecordTypes.knownNames());
    }

    /**
     * The column of a field.
     *
     * @param type of the record, one of {@link #types}
     * @param field {@code total}, {@code fields.shoe_size}
     * @param asOrNull for a custom field or property: text (which may be a date), number, boolean or list
     * @throws IllegalArgumentException says what was found and what was expected
     */
    public static RecordColumn of(String type, String field, String asOrNull) {
        RecordType of = RecordTypes.of(type);
        int dot = field.indexOf('.');
        RecordKey key = of.key(dot < 0 ? field : field.substring(0, dot));
        boolean named = key != null && key.shape() == Shape.NAMED_VALUES;
        if (key == null || named != (dot > 0) || named && dot == field.length() - 1 || key.shape() == Shape.ITEMS) {
            throw new IllegalArgumentException(
                    "found field '" + field + "', expected one of " + String.join(", ", fields(of)));
        }
        if (asOrNull != null && !named) {
            throw new IllegalArgumentException("found a type for '" + field + "', expected none: it has its own");
        }
        return new RecordColumn(field, key.tag(), named ? namedKind(asOrNull) : kind(key.shape()));
    }

    /** The fields that records of the type must have and that none of these columns is; the first name of each. */
    public static List<String> missing(String type, Collection<RecordColumn> columns) {
        return Arrays.stream(RecordTypes.of(type).required())
                .filter(key -> columns.stream().noneMatch(column -> column.tag == key.tag()))
                .map(RecordKey::name)
                .toList();
    }

    /** As it was given. */
    public String field() {
        return field;
    }

    /** The object within the record that it belongs to; null where it is the record itself. */
    public String group() {
        int dot = field.indexOf('.');
        return dot < 0 ? null : field.substring(0, dot);
    }

    /** Whether the cell, which is not empty, can be written. */
    public boolean takes(String cell) {
        return switch (kind) {
            case NUMBER -> NUMBER.matcher(cell.strip()).matches();
            case BOOLEAN -> TRUE.contains(word(cell)) || FALSE.contains(word(cell));
            default -> true;
        };
    }

    /** What a cell should be, where it can't be written. */
    public String expected() {
        return kind.expected;
    }

    /** Writes a cell that it {@link #takes}, with its name, into the object of its group. */
    public void write(JsonGenerator json, String cell) throws IOException {
        json.writeFieldName(field.substring(field.indexOf('.') + 1));
        switch (kind) {
            case TEXT -> json.writeString(cell);
            case NUMBER -> json.writeNumber(new BigDecimal(cell.strip()));
            case BOOLEAN -> json.writeBoolean(TRUE.contains(word(cell)));
            case LIST -> writeList(json, cell);
            case INSTANT -> writeInstant(json, cell.strip());
        }
    }

    private static void writeInstant(JsonGenerator json, String cell) throws IOException {
        if (WHOLE.matcher(cell).matches()) {
            json.writeNumber(Long.parseLong(cell));
        } else {
            json.writeString(cell);
        }
    }

    private static void writeList(JsonGenerator json, String cell) throws IOException {
        json.writeStartArray();
        for (String text : cell.split(",")) {
            if (!text.isBlank()) {
                json.writeString(text.strip());
            }
        }
        json.writeEndArray();
    }

    private static String word(String cell) {
        return cell.strip().toLowerCase(Locale.ROOT);
    }

    private static CellKind namedKind(String asOrNull) {
        return switch (asOrNull) {
            case null -> CellKind.TEXT;
            case "text" -> CellKind.TEXT;
            case "number" -> CellKind.NUMBER;
            case "boolean" -> CellKind.BOOLEAN;
            case "list" -> CellKind.LIST;
            default ->
                throw new IllegalArgumentException(
                        "found type '" + asOrNull + "', expected text, number, boolean or list");
        };
    }

    private static CellKind kind(Shape shape) {
        return switch (shape) {
            case BOOLEAN -> CellKind.BOOLEAN;
            case INSTANT, BIRTHDAY -> CellKind.INSTANT;
            case TEXT_LIST, ID_LIST, LIST_PROPERTY -> CellKind.LIST;
            default -> CellKind.TEXT;
        };
    }

    private static List<String> fields(RecordType type) {
        List<String> fields = new ArrayList<>();
        for (String name : type.keyNames()) {
            Shape shape = type.key(name).shape();
            if (shape != Shape.ITEMS) {
                fields.add(shape == Shape.NAMED_VALUES ? name + ".NAME" : name);
            }
        }
        return fields;
    }
}
