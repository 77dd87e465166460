package io.muster.server.download;

import java.util.List;

/** How contacts are written, UTF-8. Any thread. */
public enum ContactFormat {
    /** {@link ContactCsv}. */
    CSV("csv", "text/csv; charset=utf-8; header=present", ContactCsv.HEADER) {
        @Override
        public String write(List<Contact> contacts) {
            return ContactCsv.write(contacts);
        }
    },
    /** {@link ContactJsonLines}. */
    JSONL("jsonl", "application/jsonl; charset=utf-8", "") {
        @Override
        public String write(List<Contact> contacts) {
            return ContactJsonLines.write(contacts);
        }
    };

    private final String text;
    private final String contentType;
    private final String head;

    ContactFormat(String text, String contentType, String head) {
        this.text = text;
        this.contentType = contentType;
        this.head = head;
    }

    /** CSV where none is named; null where there is none of that name. */
    public static ContactFormat ofText(String textOrNull) {
        if (textOrNull == null) {
            return CSV;
        }
        for (ContactFormat format : values()) {
            if (format.text.equals(textOrNull)) {
                return format;
            }
        }
        return null;
    }

    /** What it is asked for as, and what the names of files end with. */
    public String text() {
        return text;
    }

    public String contentType() {
        return contentType;
    }

    /** What comes before the first contact. */
    public String head() {
        return head;
    }

    /** The lines of these. */
    public abstract String write(List<Contact> contacts);
}
