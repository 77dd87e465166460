package io.muster.server.records;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes one text at a time as UTF-8 into a buffer of its own, without allocating. Not thread-safe. */
final class Utf8Text {
    private static final int MAX_BYTES_PER_CHAR = 3;

    private final byte[] bytes = new byte[MAX_BYTES_PER_CHAR * RecordLimits.TEXT_LENGTH_BYTES];
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);

    /**
     * Encodes the text.
     *
     * @param length in chars, at most {@link RecordLimits#TEXT_LENGTH_BYTES}
     * @return its length in bytes; -1 where half of a surrogate pair is missing
     */
    int encode(char[] text, int offset, int length) {
        int at = 0;
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            char c = text[i];
            if (c < 0x80) {
                bytes[at++] = (byte) c;
            } else if (c < 0x800) {
                bytes[at++] = (byte) (0xC0 | c >> 6);
                bytes[at++] = (byte) (0x80 | c & 0x3F);
            } else if (!Character.isSurrogate(c)) {
                bytes[at++] = (byte) (0xE0 | c >> 12);
                bytes[at++] = (byte) (0x80 | c >> 6 & 0x3F);
                bytes[at++] = (byte) (0x80 | c & 0x3F);
            } else if (i + 1 < end && Character.isSurrogatePair(c, text[i + 1])) {
                int point = Character.toCodePoint(c, text[++i]);
                bytes[at++] = (byte) (0xF0 | point >> 18);
                bytes[at++] = (byte) (0x80 | point >> 12 & 0x3F);
                bytes[at++] = (byte) (0x80 | point >> 6 & 0x3F);
                bytes[at++] = (byte) (0x80 | point & 0x3F);
            } else {
                return -1;
            }
        }
        return at;
    }

    /** The last text encoded, from 0. */
    DirectBuffer buffer() {
        return buffer;
    }

    byte byteAt(int index) {
        return bytes[index];
    }
}
