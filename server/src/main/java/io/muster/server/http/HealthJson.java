package io.muster.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/** A server's health, and what is wrong with a request, as JSON objects. */
final class HealthJson {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private HealthJson() {}

    /** {@code {"state": "serving"}}, with the reason where there is one. */
    static String write(Health health) {
        return object(json -> {
            json.writeStringField("state", health.state().name().toLowerCase(Locale.ROOT));
            if (!health.reason().isEmpty()) {
                json.writeStringField("reason", health.reason());
            }
        });
    }

    /** A problem document, RFC 9457. */
    static String problem(int status, String title, String detail) {
        return object(json -> {
            json.writeNumberField("status", status);
            json.writeStringField("title", title);
            json.writeStringField("detail", detail);
        });
    }

    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private static String object(Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
