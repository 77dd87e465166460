package io.muster.server.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * A file as it is sent.
 *
 * @param contentType with its character set where it is text
 * @param bytes as it is
 * @param compressed the same by gzip, once, so that no I/O thread does it again
 */
record ConsoleFile(String contentType, byte[] bytes, byte[] compressed) {
    private static final Map<String, String> CONTENT_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml");

    /** The file of that name. */
    static ConsoleFile of(String name, byte[] bytes) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        String contentType = CONTENT_TYPES.get(ending);
        if (contentType == null) {
            throw new IllegalStateException(
                    name + ": found ." + ending + ", expected one of " + CONTENT_TYPES.keySet());
        }
        return new ConsoleFile(contentType, bytes, gzip(bytes));
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 3 + 32);
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
