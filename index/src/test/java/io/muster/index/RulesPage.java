package io.muster.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The page {@code RULES.md}: its tables, and its examples with what stands behind their arrows. */
final class RulesPage {
    private static final Path PAGE = Path.of("RULES.md");
    private static final String FENCE = "```";
    private static final String ARROW = "→";

    /**
     * An example.
     *
     * @param line of the page on which it starts, from 1
     * @param outcome names of customers, or a refusal
     */
    record Example(int line, String rule, String outcome) {
        @Override
        public String toString() {
            return "line " + line + ": " + rule;
        }
    }

    private final List<String> lines;

    RulesPage() {
        try {
            lines = Files.readAllLines(PAGE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String text() {
        return String.join("\n", lines);
    }

    /** The rows of the table whose first row starts so, that one included; a cell is without blanks and backquotes. */
    List<List<String>> table(String header) {
        List<List<String>> rows = new ArrayList<>();
        for (String line : lines) {
            boolean inside = !rows.isEmpty() && line.startsWith("|");
            if (!inside && !rows.isEmpty()) {
                break;
            }
            if (inside || line.startsWith(header)) {
                rows.add(cells(line));
            }
        }
        if (rows.size() < 3) {
            throw new IllegalStateException("RULES.md: found no table, expected one that starts with " + header);
        }
        rows.remove(1);
        return rows;
    }

    /** The examples, in the order of the page. A line that starts with a blank goes on with the rule before it. */
    List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        boolean inside = false;
        StringBuilder rule = new StringBuilder();
        int start = 0;
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            if (line.startsWith(FENCE)) {
                inside = line.equals(FENCE + "rule");
                continue;
            }
            if (!inside) {
                continue;
            }
            start = rule.isEmpty() ? index + 1 : start;
            int arrow = line.indexOf(ARROW);
            rule.append(rule.isEmpty() ? "" : "\n")
                    .append(arrow < 0 ? line : line.substring(0, arrow).stripTrailing());
            if (arrow >= 0) {
                examples.add(new Example(
                        start, rule.toString(), line.substring(arrow + 1).strip()));
                rule.setLength(0);
            }
        }
        return examples;
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.substring(1, row.lastIndexOf('|')).split("\\|", -1))
                .map(cell -> cell.strip().replace("`", ""))
                .toList();
    }
}
