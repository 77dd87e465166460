package io.muster.server.wire.question;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.index.answer.ExplainedPart;
import io.muster.index.answer.Explanation;
import io.muster.index.answer.SmallestChange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;

/** An explanation as a JSON object, as the README of the protocol describes it. */
public final class ExplanationJson {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private ExplanationJson() {}

    /** The object in UTF-8. */
    public static byte[] write(Explanation explanation) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            write(json, explanation);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The object, to a generator that expects a value. */
    public static void write(JsonGenerator json, Explanation explanation) throws IOException {
        json.writeStartObject();
        json.writeStringField("segment", explanation.segment());
        json.writeNumberField("version", explanation.version());
        json.writeStringField("rule", explanation.rule());
        json.writeStringField("customer", explanation.customer());
        json.writeBooleanField("member", explanation.member());
        writeUntil(json, explanation.untilMillis());
        json.writeBooleanField("only_because_missing", explanation.onlyBecauseMissing());
        json.writeFieldName("whole");
        writePart(json, explanation.whole());
        json.writeFieldName("smallest_change");
        writeChange(json, explanation.smallestChange());
        json.writeEndObject();
    }

    private static void writePart(JsonGenerator json, ExplainedPart part) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", part.kind().name().toLowerCase(Locale.ROOT));
        json.writeStringField("text", part.text());
        json.writeNumberField("line", part.line());
        json.writeNumberField("column", part.column());
        json.writeBooleanField("holds", part.holds());
        writeUntil(json, part.untilMillis());
        json.writeStringField("value", part.value());
        json.writeStringField("note", part.note());
        json.writeNumberField("event_count", part.eventCount());
        json.writeArrayFieldStart("events");
        for (ExplainedPart.CountedEvent event : part.events()) {
            json.writeStartObject();
            json.writeStringField("name", event.name());
            json.writeStringField("id", event.id());
            json.writeStringField("time", Instant.ofEpochMilli(event.atMillis()).toString());
            json.writeStringField("detail", event.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("terms");
        for (ExplainedPart term : part.terms()) {
            writePart(json, term);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeChange(JsonGenerator json, SmallestChange change) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("possible", change.possible());
        json.writeBooleanField("proven", change.proven());
        json.writeArrayFieldStart("steps");
        for (SmallestChange.Step step : change.steps()) {
            json.writeStartObject();
            json.writeStringField("subject", step.subject());
            json.writeStringField("from", step.from());
            json.writeStringField("to", step.to());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** The member {@code until}: null where it holds for ever. */
    public static void writeUntil(JsonGenerator json, long millis) throws IOException {
        if (millis == Explanation.NEVER) {
            json.writeNullField("until");
        } else {
            json.writeStringField("until", Instant.ofEpochMilli(millis).toString());
        }
    }
}
