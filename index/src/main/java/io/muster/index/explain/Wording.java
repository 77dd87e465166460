package io.muster.index.explain;

import io.muster.index.criterion.Criterion;
import io.muster.index.place.Area;
import io.muster.index.place.Distance;
import io.muster.index.place.Places;
import io.muster.index.record.Decimals;
import io.muster.index.time.LocalDays;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.StringJoiner;

/** Values as people write them. One thread. */
final class Wording {
    private final LocalDays days;

    Wording(LocalDays days) {
        this.days = days;
    }

    /** A field's value as a Java object; null stays null. */
    String value(Object value) {
        return switch (value) {
            case null -> null;
            case Instant instant -> date(instant.toEpochMilli());
            case BigDecimal number -> number(number);
            case List<?> texts -> joined(texts);
            default -> value.toString();
        };
    }

    /** A whole local day by its date, anything else as an instant. */
    String date(long millis) {
        LocalDate day = days.dayOf(millis);
        return days.startMillis(day) == millis
                ? day.toString()
                : Instant.ofEpochMilli(millis).toString();
    }

    /** How far the customer is from the centre of the area asked for, in its unit; null where that is not known. */
    static String distance(Places places, Criterion criterion, int ordinal) {
        BigDecimal distance = places.distance(criterion, ordinal);
        String unit = ((Area) criterion.predicate()).unit() == Distance.Unit.KILOMETRE ? " km" : " miles";
        return distance == null ? null : number(distance) + unit;
    }

    static String number(long millionths) {
        return number(Decimals.toDecimal(millionths));
    }

    static String number(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** As a rule writes a text. */
    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static String joined(List<?> texts) {
        StringJoiner joined = new StringJoiner(", ");
        texts.forEach(text -> joined.add(text.toString()));
        return joined.toString();
    }
}
