package io.muster.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/** A server's health as a JSON object. */
final class HealthJson {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private HealthJson() {}

    /** {@code {"state": "serving"}}, with the reason where there is one. */
    static String write(Health health) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("state", health.state().name().toLowerCase(Locale.ROOT));
            if (!health.reason().isEmpty()) {
                json.writeStringField("reason", health.reason());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
