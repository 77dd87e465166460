package io.muster.server.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.muster.index.record.CommandReader;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import io.muster.index.record.ValueType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** Parses lines for tests and shows commands as text. */
final class Records {
    static final int WORKSPACE = 7;

    private static final TreeMap<Integer, String> TAGS = tags();

    private Records() {}

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The line's command, field by field, {@code TAG=value}. */
    static List<String> fields(String line) {
        RecordParser parser = new RecordParser();
        byte[] bytes = utf8(line);
        int length = parser.parse(bytes, 0, bytes.length, WORKSPACE);
        assertNull(parser.refusal(), line);
        return fields(parser.buffer(), length);
    }

    static List<String> fields(DirectBuffer buffer, int length) {
        CommandReader reader = new CommandReader().wrap(buffer, 0, length);
        assertEquals(WORKSPACE, reader.workspaceId());
        List<String> fields = new ArrayList<>();
        fields.add("kind=" + reader.kind());
        while (reader.next()) {
            boolean named = reader.tag() == Tag.FIELD || reader.tag() == Tag.PROPERTY;
            fields.add(tagName(reader.tag()) + (named ? "." + reader.name() : "") + "=" + value(reader));
        }
        return fields;
    }

    /** Why the line is refused. */
    static Refusal refusal(String line) {
        return refusal(utf8(line));
    }

    static Refusal refusal(byte[] line) {
        RecordParser parser = new RecordParser();
        int length = parser.parse(line, 0, line.length, WORKSPACE);
        assertEquals(parser.refusal() == null, length != RecordParser.REFUSED);
        return parser.refusal();
    }

    private static String tagName(int tag) {
        String name = TAGS.get(tag);
        if (name == null) {
            boolean removes = tag >= Tag.COUNTRIES + Tag.REMOVE;
            return (removes ? "REMOVE_" : "ADD_") + TAGS.get(tag - (removes ? Tag.REMOVE : Tag.ADD));
        }
        return name;
    }

    private static String value(CommandReader reader) {
        return switch (reader.type()) {
            case ValueType.NULL -> "null";
            case ValueType.FALSE, ValueType.TRUE -> Boolean.toString(reader.bool());
            case ValueType.INSTANT -> Instant.ofEpochMilli(reader.number()).toString();
            case ValueType.DAY -> LocalDate.ofEpochDay(reader.number()).toString();
            case ValueType.DECIMAL -> Decimals.toDecimal(reader.number()).toPlainString();
            case ValueType.TEXT -> "'" + reader.text() + "'";
            default -> reader.texts().toString();
        };
    }

    private static TreeMap<Integer, String> tags() {
        TreeMap<Integer, String> names = new TreeMap<>();
        for (Field field : Tag.class.getFields()) {
            boolean list = field.getName().equals("ADD") || field.getName().equals("REMOVE");
            if (Modifier.isStatic(field.getModifiers()) && !list) {
                try {
                    names.put(field.getInt(null), field.getName());
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return names;
    }
}
