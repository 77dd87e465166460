package io.muster.server.security;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;

/** A JSON object of texts and numbers in one line, as {@link SealedText} has them. One thread. */
public final class FlatJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .configure(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION, false)
            .build();

    private final Map<String, String> texts;

    /** What writes the fields. */
    public interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private FlatJson(Map<String, String> texts) {
        this.texts = texts;
    }

    /** The line. */
    public static String line(Fields fields) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        }
        return text.toString();
    }

    /** Reads a line; throws what is wrong with it. */
    public static FlatJson read(String line) throws IOException {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser json = FACTORY.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("found no object, expected one");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                if (!json.nextToken().isScalarValue()) {
                    throw new IOException(field + ": found no value, expected one");
                }
                texts.put(field, json.getText());
            }
        }
        return new FlatJson(texts);
    }

    /** The field, which must be there. */
    public String text(String field) throws IOException {
        String found = texts.get(field);
        if (found == null) {
            throw new IOException("found no " + field + ", expected one");
        }
        return found;
    }

    /** Null where it is not there. */
    public String textOrNull(String field) {
        return texts.get(field);
    }

    /** A number, which must be there. */
    public int number(String field) throws IOException {
        return Integer.parseInt(text(field));
    }

    /** A long number, which must be there. */
    public long longNumber(String field) throws IOException {
        return Long.parseLong(text(field));
    }

    /** True or false, which must be there. */
    public boolean yes(String field) throws IOException {
        return Boolean.parseBoolean(text(field));
    }
}
