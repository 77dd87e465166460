package io.muster.server.download;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Contacts as JSON objects, one a line, with the names that records have; what is not known is left out. */
final class ContactJsonLines {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private ContactJsonLines() {}

    static String write(List<Contact> contacts) {
        StringWriter lines = new StringWriter(contacts.size() * 96);
        try (JsonGenerator json = FACTORY.createGenerator(lines)) {
            json.setRootValueSeparator(null);
            for (Contact contact : contacts) {
                json.writeStartObject();
                put(json, "id", contact.id());
                put(json, "email", contact.email());
                put(json, "first_name", contact.firstName());
                put(json, "last_name", contact.lastName());
                json.writeEndObject();
                json.writeRaw('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines.toString();
    }

    private static void put(JsonGenerator json, String name, String textOrNull) throws IOException {
        if (textOrNull != null) {
            json.writeStringField(name, textOrNull);
        }
    }
}
