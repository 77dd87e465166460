package io.muster.protocol.client;

import java.nio.charset.StandardCharsets;

/** Text as it goes over the wire, with its bound. */
final class WireText {
    /** Longest text of a field with a two-byte length. */
    static final int MAX_SHORT_BYTES = 65_534;

    private WireText() {}

    /** UTF-8; a {@link MusterException} names {@code field} where it is too long. */
    static byte[] shortText(String field, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > MAX_SHORT_BYTES) {
            throw new MusterException(
                    ErrorCode.LIMIT,
                    field + ": found " + utf8.length + " bytes, expected " + MAX_SHORT_BYTES + " at most");
        }
        return utf8;
    }

    static byte[] longText(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
