package io.muster.bench.compare.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Commands in RESP as bytes. */
public final class RespRequests {
    private RespRequests() {}

    /** A command of words. */
    public static byte[] command(String... words) {
        return command(List.of(words));
    }

    public static byte[] command(List<String> words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        header(bytes, '*', words.size());
        for (String word : words) {
            bulk(bytes, word.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** Sets a string of any bytes. */
    public static byte[] set(String key, byte[] value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        header(bytes, '*', 3);
        bulk(bytes, "SET".getBytes(StandardCharsets.UTF_8));
        bulk(bytes, key.getBytes(StandardCharsets.UTF_8));
        bulk(bytes, value);
        return bytes.toByteArray();
    }

    private static void bulk(ByteArrayOutputStream target, byte[] word) {
        header(target, '$', word.length);
        target.writeBytes(word);
        target.write('\r');
        target.write('\n');
    }

    private static void header(ByteArrayOutputStream target, char kind, int number) {
        target.writeBytes((kind + Integer.toString(number) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
