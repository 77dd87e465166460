package io.muster.server.config;

import io.muster.index.EngineOptions;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/** A moment in ISO-8601 with an offset or Z, kept as milliseconds since the epoch. */
record InstantKind() implements ValueKind {
    @Override
    public Object value(String text, Class<?> type) throws WrongValueException {
        Instant found;
        try {
            found = OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException wrong) {
            throw new WrongValueException("'" + text + "'", "an instant such as 2026-01-01T00:00:00Z");
        }
        if (found.isBefore(Instant.EPOCH) || found.isAfter(latest())) {
            throw new WrongValueException(text, bounds());
        }
        return found.toEpochMilli();
    }

    @Override
    public String text(Object value) {
        return Instant.ofEpochMilli((long) value).toString();
    }

    @Override
    public String bounds() {
        return Instant.EPOCH + " to " + latest();
    }

    private static Instant latest() {
        return Instant.ofEpochMilli(EngineOptions.LATEST_MILLIS);
    }
}
