package io.muster.server.oracle;

import io.muster.index.rule.Attribute;
import io.muster.index.rule.Parameter;
import io.muster.index.rule.Rule;
import io.muster.index.rule.Value;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * When a rule may come to hold, or cease to, if no record comes: rather too many instants than one too few. Each date
 * of the customer is held against each value of the rule that moves with time, whether the rule compares the two or
 * not.
 */
final class NaiveEdges {
    /** Days about a day that is counted from another by months. */
    private static final int SLACK_DAYS = 5;

    private static final long DAY_MILLIS = 24 * 3600 * 1000L;
    private static final long NEAR_MILLIS = 14 * DAY_MILLIS;

    /** A leap day is away for eight years about 2100. */
    private static final int ANNIVERSARY_YEARS = 9;

    private record Recurring(Attribute subject, Value value) {}

    private final ZoneId zone;
    private final Set<Value> moving = new HashSet<>();
    private final Set<Recurring> recurring = new HashSet<>();
    private boolean abandonment;

    /** @param segments the rules that {@code SEGMENT} may name */
    NaiveEdges(Rule rule, Map<String, Rule> segments, ZoneId zone) {
        this.zone = zone;
        gather(rule, segments);
    }

    /** Whether time alone changes nothing. */
    boolean isEmpty() {
        return moving.isEmpty() && recurring.isEmpty() && !abandonment;
    }

    /** The instants after {@code after}, up to {@code last}. */
    SortedSet<Long> between(NaiveCustomer customer, long after, long last) {
        Gathered edges = new Gathered(after, last);
        for (Value value : moving) {
            customer.dates().forEach(date -> gather(date, value, edges));
        }
        if (abandonment) {
            customer.openCheckouts().forEach(checkout -> edges.add(checkout.time() + NaiveShop.ABANDONED_AFTER_MILLIS));
        }
        if (!recurring.isEmpty()) {
            int firstYear = Moment.localDay(after, zone).getYear() - 1;
            int lastYear = Moment.localDay(Math.min(last, edges.furthest), zone).getYear() + ANNIVERSARY_YEARS;
            for (Recurring each : recurring) {
                if (customer.attribute(each.subject(), after) instanceof Long date) {
                    for (int year = firstYear; year <= lastYear; year++) {
                        recur(Moment.localDay(date, zone), year, each.value(), edges);
                    }
                }
            }
        }
        return edges.found;
    }

    private static final class Gathered {
        private final SortedSet<Long> found = new TreeSet<>();
        private final long after;
        private final long last;
        private long furthest;

        Gathered(long after, long last) {
            this.after = after;
            this.last = last;
            furthest = after;
        }

        void add(long edge) {
            furthest = Math.max(furthest, edge);
            if (edge > after && edge <= last) {
                found.add(edge);
            }
        }

        /** Whether something about that instant, by some days, may count; for speed alone. */
        boolean isNear(long instant) {
            furthest = Math.max(furthest, instant);
            return instant >= after - NEAR_MILLIS && (last == Long.MAX_VALUE || instant <= last + NEAR_MILLIS);
        }
    }

    private void gather(long date, Value value, Gathered edges) {
        switch (value) {
            case Value.NowOffset offset -> {
                edges.add(date - offset.offsetMillis());
                edges.add(date - offset.offsetMillis() + 1);
            }
            case Value.RelativeDay relative -> {
                if (edges.isNear(date - relative.amount() * roughly(relative.unit()))) {
                    midnights(Moment.localDay(date, zone), relative, edges);
                }
            }
            default -> throw new IllegalArgumentException("found " + value + ", expected one that moves");
        }
    }

    /** On which days {@code relative} is that day, or comes to be later. */
    private void midnights(LocalDate day, Value.RelativeDay relative, Gathered edges) {
        boolean even = relative.unit() == Value.DayUnit.DAYS || relative.unit() == Value.DayUnit.WEEKS;
        LocalDate when = switch (relative.unit()) {
            case DAYS -> day.minusDays(relative.amount());
            case WEEKS -> day.minusWeeks(relative.amount());
            case MONTHS -> day.minusMonths(relative.amount());
            case YEARS -> day.minusYears(relative.amount());
        };
        for (int i = even ? 0 : -SLACK_DAYS; i <= (even ? 1 : SLACK_DAYS); i++) {
            edges.add(start(when.plusDays(i)));
        }
    }

    /** Months and years within two weeks, for the amounts that rules here have. */
    private static long roughly(Value.DayUnit unit) {
        return switch (unit) {
            case DAYS -> DAY_MILLIS;
            case WEEKS -> 7 * DAY_MILLIS;
            case MONTHS -> 30 * DAY_MILLIS + DAY_MILLIS * 7 / 16;
            case YEARS -> 365 * DAY_MILLIS + DAY_MILLIS / 4;
        };
    }

    private void recur(LocalDate date, int year, Value value, Gathered edges) {
        LocalDate day = Year.of(year)
                .atMonth(date.getMonth())
                .atDay(Math.min(date.getDayOfMonth(), date.getMonth().length(Year.isLeap(year))));
        switch (value) {
            case Value.RelativeDay relative -> {
                for (int i = -1; i <= 2; i++) {
                    midnights(day.plusDays(i), relative, edges);
                }
            }
            case Value.NowOffset offset -> {
                for (int i = -1; i <= 2; i++) {
                    edges.add(start(day.plusDays(i)) - offset.offsetMillis());
                }
            }
            default -> throw new IllegalArgumentException("found " + value + ", expected one that moves");
        }
    }

    private long start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private void gather(Rule rule, Map<String, Rule> segments) {
        switch (rule) {
            case Rule.Or or -> or.terms().forEach(term -> gather(term, segments));
            case Rule.And and -> and.terms().forEach(term -> gather(term, segments));
            case Rule.Not not -> gather(not.term(), segments);
            case Rule.InSegment in -> in.names().forEach(name -> gather(segments.get(name.text()), segments));
            case Rule.Compare compare -> gather(compare.attribute(), List.of(compare.value()));
            case Rule.Between between -> gather(between.attribute(), List.of(between.low(), between.high()));
            case Rule.In in -> gather(in.attribute(), in.values());
            case Rule.IsNull isNull -> gather(isNull.attribute(), List.of());
            case Rule.Contains contains -> gather(contains.attribute(), List.of());
            case Rule.Affix affix -> gather(affix.attribute(), List.of());
            case Rule.Matches matches -> {
                abandonment |= matches.function().equals("checkouts_abandoned");
                matches.parameters().forEach(parameter -> gather(parameter.test()));
            }
        }
    }

    private void gather(Attribute attribute, List<Value> values) {
        abandonment |= attribute.subject().name().equals("abandoned_checkout_date");
        for (Value value : moving(values)) {
            if (attribute.kind() == Attribute.Kind.ANNIVERSARY) {
                recurring.add(new Recurring(attribute.subject(), value));
            } else {
                moving.add(value);
            }
        }
    }

    private void gather(Parameter.Test test) {
        moving.addAll(
                switch (test) {
                    case Parameter.Test.Compare compare -> moving(List.of(compare.value()));
                    case Parameter.Test.Between between -> moving(List.of(between.low(), between.high()));
                    case Parameter.Test.In in -> moving(in.values());
                    case Parameter.Test.Contains contains -> moving(List.of(contains.value()));
                });
    }

    private static List<Value> moving(List<Value> values) {
        List<Value> moving = new ArrayList<>(values);
        moving.removeIf(value -> !(value instanceof Value.NowOffset || value instanceof Value.RelativeDay));
        return moving;
    }
}
