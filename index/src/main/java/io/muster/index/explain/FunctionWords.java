package io.muster.index.explain;

import io.muster.index.column.Dictionary;
import io.muster.index.explain.Regions.Region;
import io.muster.index.function.Aggregate;
import io.muster.index.function.NumberTest;
import io.muster.index.function.PickedEvents;
import io.muster.index.function.Picker;
import io.muster.index.history.Events;
import io.muster.index.record.Decimals;
import java.util.List;
import java.util.StringJoiner;

/** What the events that a function counts come to, and what they would have to come to, in words. */
final class FunctionWords {
    private final PickedEvents events;
    private final int kind;
    private final Dictionary names;

    /** Of a function whose events are marked as they count now. */
    FunctionWords(PickedEvents events, int kind, Dictionary names) {
        this.events = events;
        this.kind = kind;
        this.names = names;
    }

    /** What they come to: {@code 2 orders, amount 120}. */
    String summary() {
        StringJoiner summary = new StringJoiner(", ");
        summary.add(counted(events.counted()));
        for (Aggregate aggregate : events.aggregates()) {
            switch (aggregate) {
                case Aggregate.SumOfAmounts sum -> summary.add("amount " + Wording.number(events.amount()));
                case Aggregate.AverageOfAmounts average -> summary.add("amount " + Wording.number(events.amount()));
                case Aggregate.SumOfQuantities sum -> summary.add("quantity " + Wording.number(events.quantity()));
                case Aggregate.OfProperty property -> {
                    long total = events.total(property);
                    if (total != Picker.NO_NUMBER) {
                        summary.add(name(property) + " " + Wording.number(total));
                    }
                }
                default -> {}
            }
        }
        return summary.toString();
    }

    /** What they would have to come to for the function to hold; null if nothing would do. */
    String toHold() {
        StringJoiner to = new StringJoiner(", ");
        for (Aggregate aggregate : events.aggregates()) {
            String part = to(aggregate, true);
            if (part == null) {
                return null;
            }
            if (!part.isEmpty()) {
                to.add(part);
            }
        }
        return to.toString();
    }

    /** What they would have to come to for the function not to hold; null if nothing would do. */
    String toFail() {
        for (Aggregate aggregate : events.aggregates()) {
            String part = to(aggregate, false);
            if (part != null && !part.isEmpty()) {
                return part;
            }
        }
        return null;
    }

    /** Empty if it is so already, null if it can't be. */
    private String to(Aggregate aggregate, boolean hold) {
        long count = events.counted() * Decimals.ONE;
        return switch (aggregate) {
            case Aggregate.AtLeastOne one ->
                events.counted() > 0 == hold ? "" : hold ? "at least " + counted(1) : counted(0);
            case Aggregate.Count asked -> {
                String to = to(asked.test(), hold, count, Steps.COUNT, "");
                yield to == null || to.isEmpty() ? to : to + " " + noun(to.endsWith(" 1") || to.equals("1"));
            }
            case Aggregate.SumOfAmounts sum -> to(sum.test(), hold, events.amount(), Steps.AMOUNT, "amount ");
            case Aggregate.SumOfQuantities sum -> {
                Steps steps = Steps.of(List.of(sum.test().ranges()), events.quantity());
                yield to(sum.test(), hold, events.quantity(), steps, "quantity ");
            }
            case Aggregate.OfProperty property -> {
                long total = events.total(property);
                boolean none = total == Picker.NO_NUMBER;
                if (none && property.test().holdsForMissing() == hold) {
                    yield "";
                }
                Steps steps = Steps.of(List.of(property.test().ranges()), none ? 0 : total);
                String to = to(property.test(), hold, none ? 0 : total, steps, name(property) + " ");
                yield to == null || !to.isEmpty() ? to : none ? name(property) + " 0" : "";
            }
            default -> hold ? "an average amount as asked" : "another average amount";
        };
    }

    private String to(NumberTest test, boolean hold, long present, Steps steps, String what) {
        if (test.holds(present) == hold) {
            return "";
        }
        for (Region region : Regions.of(List.of(test.ranges()), present).nearestFirst()) {
            if (steps.reaches(region) && test.holds(region.high()) == hold) {
                return what + span(region, steps, present);
            }
        }
        return null;
    }

    private static String span(Region region, Steps steps, long present) {
        String nearest = Wording.number(steps.nearest(region, present));
        boolean single = region.high() == region.low()
                || steps.strict() && region.high() - Math.max(region.low(), steps.least()) < steps.stepMillionths();
        if (single) {
            return nearest;
        }
        if (present > region.high()) {
            return "at most " + nearest;
        }
        return region.high() == Long.MAX_VALUE
                ? "at least " + nearest
                : nearest + " to " + Wording.number(steps.nearest(region, Long.MAX_VALUE));
    }

    private String name(Aggregate.OfProperty property) {
        return property.kind().name().toLowerCase(java.util.Locale.ROOT) + " of " + names.text(property.nameId());
    }

    private String counted(int count) {
        return count + " " + noun(count == 1);
    }

    private String noun(boolean one) {
        String noun = switch (kind) {
            case Events.ORDER -> "order";
            case Events.CHECKOUT -> "abandoned checkout";
            default -> "event";
        };
        return one ? noun : noun + "s";
    }
}
