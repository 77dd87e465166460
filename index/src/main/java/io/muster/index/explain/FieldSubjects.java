package io.muster.index.explain;

import io.muster.index.criterion.RangeSet;
import io.muster.index.explain.Regions.Region;
import io.muster.index.field.AverageField;
import io.muster.index.field.AverageRange;
import io.muster.index.field.BooleanField;
import io.muster.index.field.Field;
import io.muster.index.field.LongField;
import io.muster.index.field.NumberField;
import io.muster.index.field.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** What numbers, averages and booleans might be instead. One thread. */
final class FieldSubjects {
    private static final BigDecimal CENT = new BigDecimal("0.01");

    private final Schema schema;

    FieldSubjects(Schema schema) {
        this.schema = schema;
    }

    /** A number; those that every customer has cannot be missing. */
    Subject number(NumberField field, int ordinal, int[] conditions, List<RangeSet> asked) {
        long value = field.get(ordinal);
        boolean missing = value == LongField.MISSING;
        long present = missing ? 0 : value;
        Regions regions = Regions.of(asked, present);
        Steps steps = steps(field, asked, present);
        Alternatives alternatives =
                new Alternatives(conditions.length, i -> asked.get(i).contains(value));
        for (Region region : regions.nearestFirst()) {
            if (steps.reaches(region)) {
                long to = steps.nearest(region, present);
                alternatives.add(Wording.number(to), i -> asked.get(i).contains(to));
            }
        }
        if (field != schema.numberOfOrders && field != schema.amountSpent) {
            alternatives.addMissing();
        }
        String from = missing ? null : Wording.number(value);
        return new Subject(field.name(), from, conditions, alternatives.list(), regions.isComplete());
    }

    Subject average(AverageField field, int ordinal, int[] conditions, List<AverageRange> asked) {
        BigDecimal value = (BigDecimal) field.value(ordinal);
        BigDecimal present = value == null ? BigDecimal.ZERO : value;
        TreeSet<BigDecimal> ends = new TreeSet<>();
        for (AverageRange range : asked) {
            addEnd(ends, range.low());
            addEnd(ends, range.high());
        }
        List<BigDecimal> values = new ArrayList<>(List.of(present));
        for (BigDecimal end : ends) {
            BigDecimal next = ends.higher(end);
            values.add(end);
            values.add(end.subtract(CENT));
            values.add(end.add(CENT));
            if (next != null) {
                values.add(end.add(next).divide(BigDecimal.TWO));
            }
        }
        values.sort(
                Comparator.comparing(candidate -> candidate.subtract(present).abs()));
        Alternatives alternatives =
                new Alternatives(conditions.length, i -> value != null && isIn(asked.get(i), value));
        for (BigDecimal candidate : values) {
            alternatives.add(Wording.number(candidate), i -> isIn(asked.get(i), candidate));
        }
        alternatives.addMissing();
        String from = value == null ? null : Wording.number(value);
        return new Subject(field.name(), from, conditions, alternatives.list(), true);
    }

    Subject bool(BooleanField field, int ordinal, int[] conditions, List<BooleanField.Predicate> asked) {
        Object value = field.value(ordinal);
        Alternatives alternatives = new Alternatives(conditions.length, i -> isHeld(asked.get(i), value));
        for (boolean to : new boolean[] {true, false}) {
            alternatives.add(Boolean.toString(to), i -> isHeld(asked.get(i), to));
        }
        alternatives.addMissing();
        String from = value == null ? null : value.toString();
        return new Subject(field.name(), from, conditions, alternatives.list(), true);
    }

    private Steps steps(Field field, List<RangeSet> asked, long present) {
        if (field == schema.numberOfOrders) {
            return Steps.COUNT;
        }
        return field == schema.amountSpent || field == schema.lastOrderAmount ? Steps.AMOUNT : Steps.of(asked, present);
    }

    private static void addEnd(TreeSet<BigDecimal> ends, BigDecimal end) {
        if (end != null) {
            ends.add(end);
        }
    }

    private static boolean isIn(AverageRange range, BigDecimal value) {
        int aboveLow = range.low() == null ? 1 : value.compareTo(range.low());
        int belowHigh = range.high() == null ? 1 : range.high().compareTo(value);
        return (aboveLow > 0 || (aboveLow == 0 && range.lowIncluded()))
                && (belowHigh > 0 || (belowHigh == 0 && range.highIncluded()));
    }

    private static boolean isHeld(BooleanField.Predicate predicate, Object value) {
        return switch (predicate) {
            case IS_TRUE -> Boolean.TRUE.equals(value);
            case IS_FALSE -> Boolean.FALSE.equals(value);
            case PRESENT -> value != null;
        };
    }
}
