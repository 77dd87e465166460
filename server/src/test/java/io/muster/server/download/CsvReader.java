package io.muster.server.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

/** Reads RFC 4180, and nothing that is only nearly that. */
final class CsvReader {
    private final String text;
    private int position;

    private CsvReader(String text) {
        this.text = text;
    }

    static List<List<String>> read(String text) {
        CsvReader reader = new CsvReader(text);
        List<List<String>> lines = new ArrayList<>();
        while (reader.position < text.length()) {
            lines.add(reader.line());
        }
        return lines;
    }

    private List<String> line() {
        List<String> cells = new ArrayList<>();
        cells.add(cell());
        while (text.charAt(position) == ',') {
            position++;
            cells.add(cell());
        }
        assertEquals("\r\n", text.substring(position, position + 2), "the end of a line at " + position);
        position += 2;
        return cells;
    }

    private String cell() {
        StringBuilder cell = new StringBuilder();
        if (text.charAt(position) != '"') {
            while (",\"\r\n".indexOf(text.charAt(position)) < 0) {
                cell.append(text.charAt(position++));
            }
            return cell.toString();
        }
        position++;
        while (text.charAt(position) != '"' || text.startsWith("\"\"", position)) {
            cell.append(text.charAt(position));
            position += text.charAt(position) == '"' ? 2 : 1;
        }
        position++;
        assertTrue(",\r".indexOf(text.charAt(position)) >= 0, "what follows a quote at " + position);
        return cell.toString();
    }
}
