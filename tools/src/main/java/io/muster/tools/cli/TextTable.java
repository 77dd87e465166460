package io.muster.tools.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Columns under headings; those headed {@code >} stand to the right. */
final class TextTable {
    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();
    private final boolean[] right;

    /** A heading that starts with {@code >} is one of numbers. */
    TextTable(String... headings) {
        right = new boolean[headings.length];
        String[] first = new String[headings.length];
        for (int column = 0; column < headings.length; column++) {
            right[column] = headings[column].startsWith(">");
            first[column] = right[column] ? headings[column].substring(1) : headings[column];
        }
        rows.add(first);
    }

    TextTable row(Object... cells) {
        String[] row = new String[cells.length];
        for (int column = 0; column < cells.length; column++) {
            row[column] = String.valueOf(cells[column]).replaceAll("\\s*\\R\\s*", " ");
        }
        rows.add(row);
        return this;
    }

    void print(PrintStream target) {
        int[] widths = new int[right.length];
        for (String[] row : rows) {
            for (int column = 0; column < row.length; column++) {
                widths[column] = Math.max(widths[column], DisplayWidth.of(row[column]));
            }
        }
        for (String[] row : rows) {
            target.println(line(row, widths));
        }
    }

    private String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.length; column++) {
            String padding = " ".repeat(widths[column] - DisplayWidth.of(row[column]));
            line.append(column == 0 ? "" : GAP);
            line.append(right[column] ? padding + row[column] : row[column] + padding);
        }
        return line.toString().stripTrailing();
    }
}
