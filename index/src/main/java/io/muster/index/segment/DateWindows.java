package io.muster.index.segment;

import io.muster.index.rule.Comparator;
import io.muster.index.rule.RuleException;
import io.muster.index.rule.Value;
import io.muster.index.time.Bound;
import io.muster.index.time.LocalDays;
import io.muster.index.time.Window;
import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * What the comparisons of a date mean as half-open spans of time: the table "Days and instants" of the rule language.
 */
final class DateWindows {
    /** Days and instants farther from now than this are refused: some 10,000 years. */
    private static final long MAX_OFFSET_MILLIS = 10_000L * 366 * 24 * 3_600_000;

    private final LocalDays days;

    DateWindows(LocalDays days) {
        this.days = days;
    }

    /** {@code comparator} must not be NOT_EQUAL: that is the complement of EQUAL. */
    Window compare(Comparator comparator, Value value) {
        return switch (comparator) {
            case EQUAL, NOT_EQUAL -> new Window(start(value), end(value));
            case GREATER_OR_EQUAL -> new Window(start(value), Bound.NONE);
            case GREATER -> new Window(end(value), Bound.NONE);
            case LESS -> new Window(Bound.NONE, start(value));
            case LESS_OR_EQUAL -> new Window(Bound.NONE, end(value));
        };
    }

    Window between(Value low, Value high) {
        return new Window(start(low), end(high));
    }

    /** The first instant of a day, or the instant itself. */
    private Bound start(Value value) {
        return bound(value, 0);
    }

    /** The first instant after a day, or after the instant. */
    private Bound end(Value value) {
        return bound(value, 1);
    }

    private Bound bound(Value value, int after) {
        try {
            return switch (value) {
                case Value.FixedDay day ->
                    new Bound.Fixed(days.startMillis(day.day().plusDays(after)));
                case Value.RelativeDay day -> relative(day, after);
                case Value.FixedInstant instant ->
                    new Bound.Fixed(instant.instant().toEpochMilli() + after);
                case Value.LocalInstant local ->
                    new Bound.Fixed(local.time().atZone(days.zone()).toInstant().toEpochMilli() + after);
                case Value.NowOffset offset -> now(offset, after);
                default -> throw new RuleException(value.span(), Kinds.describe(value), "a day or an instant");
            };
        } catch (DateTimeException | ArithmeticException outOfRange) {
            throw tooFar(value);
        }
    }

    private static Bound now(Value.NowOffset offset, int after) {
        if (Math.abs(offset.offsetMillis()) > MAX_OFFSET_MILLIS) {
            throw tooFar(offset);
        }
        return new Bound.Now(offset.offsetMillis() + after);
    }

    private static Bound relative(Value.RelativeDay day, int after) {
        long daysAway = switch (day.unit()) {
            case DAYS -> Math.abs((long) day.amount());
            case WEEKS -> Math.abs(day.amount() * 7L);
            case MONTHS -> Math.abs(day.amount() * 31L);
            case YEARS -> Math.abs(day.amount() * 366L);
        };
        if (daysAway > MAX_OFFSET_MILLIS / 86_400_000L) {
            throw tooFar(day);
        }
        return new Bound.Day(day.amount(), day.unit(), after);
    }

    private static RuleException tooFar(Value value) {
        return new RuleException(
                value.span(),
                Kinds.describe(value),
                "a day or an instant within 10,000 years of now, up to " + LocalDate.of(9999, 12, 31));
    }
}
