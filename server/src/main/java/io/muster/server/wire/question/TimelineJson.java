package io.muster.server.wire.question;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.index.answer.CustomerEvent;
import io.muster.index.answer.Timeline;
import java.io.IOException;
import java.time.Instant;
import java.util.Currency;

/** What a customer did, as members of a JSON object. */
public final class TimelineJson {
    private static final int USUAL_DECIMALS = 2;

    private TimelineJson() {}

    /**
     * The members {@code events} and {@code next} of an object that is begun.
     *
     * @param currency ISO 4217, for the decimals that amounts have at least; empty where it is not known
     */
    public static void write(JsonGenerator json, Timeline timeline, String currency) throws IOException {
        int decimals = decimals(currency);
        json.writeArrayFieldStart("events");
        for (CustomerEvent event : timeline.events()) {
            write(json, event, decimals);
        }
        json.writeEndArray();
        json.writeStringField("next", timeline.next() == null ? null : TimelineCursor.of(timeline.next()));
    }

    private static void write(JsonGenerator json, CustomerEvent event, int decimals) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", event.type());
        json.writeStringField("id", event.id());
        json.writeStringField("time", Instant.ofEpochMilli(event.atMillis()).toString());
        if (event.amount() != null) {
            int scale = Math.max(decimals, event.amount().scale());
            json.writeStringField("amount", event.amount().setScale(scale).toPlainString());
        }
        if (event.status() != null) {
            json.writeStringField("status", event.status());
        }
        if (!event.details().isEmpty()) {
            CustomerJson.writeFields(json, "details", event.details());
        }
        if (event.shortened()) {
            json.writeBooleanField("shortened", true);
        }
        json.writeEndObject();
    }

    private static int decimals(String currency) {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException unknown) {
            return USUAL_DECIMALS;
        }
    }
}
