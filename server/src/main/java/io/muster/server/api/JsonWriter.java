package io.muster.server.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes one JSON value. */
@FunctionalInterface
public interface JsonWriter {
    /** Makes generators and parsers without bounds of their own for what is written. */
    JsonFactory FACTORY = JsonFactory.builder().build();

    void write(JsonGenerator json) throws IOException;

    /** The value in UTF-8. */
    static byte[] bytes(JsonWriter value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            value.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
