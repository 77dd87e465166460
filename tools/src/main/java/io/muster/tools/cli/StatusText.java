package io.muster.tools.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A server's status for people: single values first, then a table for each list. */
final class StatusText {
    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};
    private static final double UNIT = 1_024;

    private final JsonNode status;

    StatusText(JsonNode status) {
        this.status = status;
    }

    void print(PrintStream target) {
        TextTable values = new TextTable("what", "value");
        collect(values, "", status);
        values.print(target);
        for (Map.Entry<String, JsonNode> field : status.properties()) {
            JsonNode list = field.getValue();
            if (list.isArray() && !list.isEmpty() && list.get(0).isObject()) {
                target.println();
                target.println(field.getKey() + ":");
                table(list).print(target);
            }
        }
    }

    private static void collect(TextTable table, String prefix, JsonNode object) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = field.getValue();
            String name = prefix + field.getKey();
            if (value.isObject()) {
                collect(table, name + ".", value);
            } else if (value.isValueNode()) {
                table.row(name, text(field.getKey(), value));
            }
        }
    }

    private static TextTable table(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.get(0).fieldNames().forEachRemaining(names::add);
        TextTable table = new TextTable(names.stream()
                .map(name -> list.get(0).get(name).isNumber() ? ">" + name : name)
                .toArray(String[]::new));
        for (JsonNode item : list) {
            table.row(names.stream().map(name -> text(name, item.path(name))).toArray());
        }
        return table;
    }

    private static String text(String name, JsonNode value) {
        if (name.endsWith("port")) {
            return value.asText();
        }
        if (value.isIntegralNumber() && name.endsWith("_bytes")) {
            return size(value.asLong());
        }
        return value.isIntegralNumber() ? Texts.number(value.asLong()) : value.asText();
    }

    private static String size(long bytes) {
        double size = bytes;
        int unit = -1;
        while (size >= UNIT && unit < UNITS.length - 1) {
            size /= UNIT;
            unit++;
        }
        return unit < 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
    }
}
