package io.muster.server.download;

import java.util.List;

/**
 * Contacts as RFC 4180 has it: a header, lines that end with CR LF, cells in quotes where they hold a quote, a comma or
 * a line break.
 *
 * <p>A customer may call himself {@code =HYPERLINK(…)}, and a spreadsheet would do as he says. So a cell that begins
 * with what makes a formula in any spreadsheet has an apostrophe before it. JSON Lines have every text as it is.
 */
final class ContactCsv {
    /** The first line. */
    static final String HEADER = "id,email,first_name,last_name\r\n";

    /** The last four are what spreadsheets of East Asian languages take for the first four. */
    private static final String FORMULA_SIGNS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private static final char GUARD = '\'';

    private ContactCsv() {}

    static String write(List<Contact> contacts) {
        StringBuilder lines = new StringBuilder(contacts.size() * 64);
        for (Contact contact : contacts) {
            cell(lines, contact.id()).append(',');
            cell(lines, contact.email()).append(',');
            cell(lines, contact.firstName()).append(',');
            cell(lines, contact.lastName()).append("\r\n");
        }
        return lines.toString();
    }

    private static StringBuilder cell(StringBuilder lines, String textOrNull) {
        if (textOrNull == null || textOrNull.isEmpty()) {
            return lines;
        }
        String text = FORMULA_SIGNS.indexOf(textOrNull.charAt(0)) >= 0 ? GUARD + textOrNull : textOrNull;
        boolean quoted = text.chars().anyMatch(each -> each == ',' || each == '"' || each == '\r' || each == '\n');
        return quoted ? lines.append('"').append(text.replace("\"", "\"\"")).append('"') : lines.append(text);
    }
}
