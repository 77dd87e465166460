package io.muster.index.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** A value as written; what it may be compared with is decided when the rule is checked against a workspace. */
public sealed interface Value {
    /** Where it stands. */
    Span span();

    /** An exact decimal. {@code text} is how it was written, for ids written as bare integers. */
    record Decimal(BigDecimal number, String text, Span span) implements Value {}

    /** A quoted text, escapes resolved. */
    record Text(String text, Span span) implements Value {}

    /** {@code true} or {@code false}. */
    record Bool(boolean value, Span span) implements Value {}

    /** A whole local day, {@code 2026-01-31}. */
    record FixedDay(LocalDate day, Span span) implements Value {}

    /** A whole local day counted from today: {@code today}, {@code -30d}, {@code +2w}, {@code 12_months_ago}. */
    record RelativeDay(int amount, DayUnit unit, Span span) implements Value {}

    /** A point in time, {@code 2026-01-31T10:00:00Z} or with an offset. */
    record FixedInstant(Instant instant, Span span) implements Value {}

    /** A point in time on the workspace's wall clock, {@code 2026-01-31T10:00:00}. */
    record LocalInstant(LocalDateTime time, Span span) implements Value {}

    /** A point in time counted from now, in milliseconds: {@code now}, {@code now - 36h}. */
    record NowOffset(long offsetMillis, Span span) implements Value {}

    /** The unit of a {@link RelativeDay}. */
    enum DayUnit {
        DAYS,
        WEEKS,
        MONTHS,
        YEARS
    }
}
