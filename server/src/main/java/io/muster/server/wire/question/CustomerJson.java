package io.muster.server.wire.question;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.index.CustomerDetails;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** A customer as a JSON object. Amounts are numbers written plainly, times ISO-8601. */
public final class CustomerJson {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private CustomerJson() {}

    /** {@code {"id", "ordinal", "fields": {…}, "custom": {…}, "segments": […]}} in UTF-8. */
    public static byte[] write(String id, CustomerDetails details) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            write(json, id, details);
            json.writeFieldName("segments");
            writeValue(json, details.segmentNames());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The members {@code id}, {@code ordinal}, {@code fields} and {@code custom} of an object that is begun. */
    public static void write(JsonGenerator json, String id, CustomerDetails details) throws IOException {
        json.writeStringField("id", id);
        json.writeNumberField("ordinal", details.ordinal());
        writeFields(json, "fields", details.fields());
        writeFields(json, "custom", details.custom());
    }

    /** A member of that name with the values in their order. */
    static void writeFields(JsonGenerator json, String name, Map<?, ?> fields) throws IOException {
        json.writeFieldName(name);
        writeValue(json, fields);
    }

    private static void writeValue(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case BigDecimal number -> json.writeNumber(number.toPlainString());
            case Boolean flag -> json.writeBoolean(flag);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case List<?> list -> {
                json.writeStartArray();
                for (Object element : list) {
                    writeValue(json, element);
                }
                json.writeEndArray();
            }
            case Map<?, ?> object -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> member : object.entrySet()) {
                    json.writeFieldName(member.getKey().toString());
                    writeValue(json, member.getValue());
                }
                json.writeEndObject();
            }
            default -> json.writeString(value.toString());
        }
    }
}
