package io.muster.server.generate;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What people speak and dial in a country. */
final class Countries {
    private final Map<String, String[]> rows = new HashMap<>();

    Countries() {
        for (String[] row : Resources.rows("countries.tsv")) {
            rows.put(row[0], row);
        }
    }

    /** ISO 639-1; English where the table has no other. */
    String language(String country) {
        String[] row = rows.get(country);
        return row == null ? "en" : row[1];
    }

    /** With its plus; empty where the table has none. */
    byte[] diallingCode(String country) {
        String[] row = rows.get(country);
        return (row == null ? "" : row[2]).getBytes(StandardCharsets.US_ASCII);
    }
}
