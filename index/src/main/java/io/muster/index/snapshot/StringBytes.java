package io.muster.index.snapshot;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/** The bytes of a text that may stand in several blocks; takes no more memory than was found. One thread. */
final class StringBytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void append(DirectBuffer source, int offset, int length) {
        byte[] part = new byte[length];
        source.getBytes(offset, part);
        bytes.write(part, 0, length);
    }

    int length() {
        return bytes.size();
    }

    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
