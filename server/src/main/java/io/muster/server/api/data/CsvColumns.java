package io.muster.server.api.data;

import io.muster.server.api.ProblemException;
import io.muster.server.records.RecordColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which fields the columns of a table are. {@code Email:email,Shoe size:fields.shoe_size:number} names columns by what
 * stands above them; a backslash takes the meaning from a comma, a colon or a backslash. Immutable.
 */
final class CsvColumns {
    private final String type;
    private final Map<String, RecordColumn> byName;
    private final boolean othersIgnored;

    /**
     * Those of a mapping.
     *
     * @param mappingOrNull where there is none the columns are named as the fields
     * @param othersIgnored whether columns that it does not name are left out
     */
    CsvColumns(String type, String mappingOrNull, boolean othersIgnored) {
        this.type = type;
        this.othersIgnored = othersIgnored;
        if (!RecordColumn.types().contains(type)) {
            throw ProblemException.badRequest(
                    "type: found '" + type + "', expected one of " + String.join(", ", RecordColumn.types()));
        }
        byName = mappingOrNull == null ? null : mapping(type, mappingOrNull);
    }

    /** The type of the records. */
    String type() {
        return type;
    }

    /** The columns under a header, in its order; null where one is left out. Throws where it does not fit. */
    List<RecordColumn> under(List<String> header) {
        List<RecordColumn> columns = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String name : header) {
            RecordColumn column = byName == null ? named(name.strip()) : byName.get(name.strip());
            columns.add(column);
            if (column == null) {
                unknown.add("'" + name + "'");
            }
        }
        if (!unknown.isEmpty() && !othersIgnored) {
            throw wrong("found " + String.join(", ", unknown) + " in the header, expected a field for each, or"
                    + " unmapped=ignore");
        }
        requireAll(header, columns);
        return columns;
    }

    private void requireAll(List<String> header, List<RecordColumn> columns) {
        Set<String> names = header.stream().map(String::strip).collect(Collectors.toSet());
        if (byName != null && !names.containsAll(byName.keySet())) {
            String absent = byName.keySet().stream()
                    .filter(name -> !names.contains(name))
                    .collect(Collectors.joining("', '"));
            throw wrong("found no '" + absent + "' in the header, expected every column that is named: line 1 has "
                    + String.join(", ", header));
        }
        Map<String, Integer> fields = new HashMap<>();
        for (RecordColumn column : columns) {
            if (column != null && fields.merge(column.field(), 1, Integer::sum) > 1) {
                throw wrong("found two for '" + column.field() + "', expected one");
            }
        }
        List<String> missing = RecordColumn.missing(
                type, columns.stream().filter(Objects::nonNull).toList());
        if (!missing.isEmpty()) {
            throw wrong("found none for '" + missing.getFirst() + "', expected it in every " + type + " record");
        }
    }

    private RecordColumn named(String field) {
        try {
            return RecordColumn.of(type, field, null);
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    private static Map<String, RecordColumn> mapping(String type, String mapping) {
        Map<String, RecordColumn> columns = new LinkedHashMap<>();
        for (List<String> each : split(mapping)) {
            if (each.size() < 2 || each.size() > 3) {
                throw wrong("found '" + String.join(":", each) + "', expected HEADER:FIELD or HEADER:FIELD:TYPE");
            }
            try {
                RecordColumn column = RecordColumn.of(
                        type,
                        each.get(1).strip(),
                        each.size() == 2 ? null : each.get(2).strip());
                if (columns.put(each.getFirst().strip(), column) != null) {
                    throw wrong("found '" + each.getFirst() + "' twice, expected it once");
                }
            } catch (IllegalArgumentException refused) {
                throw wrong(refused.getMessage());
            }
        }
        return columns;
    }

    /** By commas, and these parts by colons. */
    private static List<List<String>> split(String mapping) {
        List<List<String>> columns = new ArrayList<>();
        List<String> column = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i <= mapping.length(); i++) {
            char each = i == mapping.length() ? ',' : mapping.charAt(i);
            if (each == '\\' && i + 1 < mapping.length()) {
                part.append(mapping.charAt(++i));
            } else if (each == ',' || each == ':') {
                column.add(part.toString());
                part.setLength(0);
                if (each == ',') {
                    columns.add(column);
                    column = new ArrayList<>();
                }
            } else {
                part.append(each);
            }
        }
        return columns;
    }

    private static ProblemException wrong(String detail) {
        return ProblemException.badRequest("columns: " + detail);
    }
}
