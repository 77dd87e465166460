package io.muster.server.oracle;

import io.muster.index.rule.Attribute;
import io.muster.index.rule.Comparator;
import io.muster.index.rule.Rule;
import io.muster.index.rule.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** A rule read as the language's description reads it, at one {@code now}, over customers one by one. */
final class NaiveRule {
    private static final Map<String, String> ALIASES = Map.of(
            "registered_at", "customer_added_date",
            "country", "customer_countries",
            "region", "customer_regions",
            "city", "customer_cities",
            "tags", "customer_tags",
            "groups", "customer_groups",
            "revenue", "amount_spent");

    private final ZoneId zone;
    private final long now;
    private final Map<String, Rule> segments;

    /**
     * The meaning of rules at an instant.
     *
     * @param segments the rules that {@code SEGMENT} may name
     */
    NaiveRule(ZoneId zone, Instant now, Map<String, Rule> segments) {
        this.zone = zone;
        this.now = now.toEpochMilli();
        this.segments = segments;
    }

    /** The first of the names that a field goes by. */
    static String canonical(String name) {
        return ALIASES.getOrDefault(name, name);
    }

    static boolean holds(Rule rule, NaiveShop shop, String customer, Instant now) {
        NaiveCustomer known = shop.customer(customer);
        return known != null
                && new NaiveRule(shop.zone(), now, Map.of()).of(rule).test(known);
    }

    static Set<String> members(Rule rule, NaiveShop shop, Instant now) {
        Predicate<NaiveCustomer> predicate = new NaiveRule(shop.zone(), now, Map.of()).of(rule);
        Set<String> members = new LinkedHashSet<>();
        for (String customer : shop.customers()) {
            if (predicate.test(shop.customer(customer))) {
                members.add(customer);
            }
        }
        return members;
    }

    /** For whom the rule holds. */
    Predicate<NaiveCustomer> of(Rule rule) {
        return switch (rule) {
            case Rule.Or or ->
                or.terms().stream().map(this::of).reduce(Predicate::or).orElseThrow();
            case Rule.And and ->
                and.terms().stream().map(this::of).reduce(Predicate::and).orElseThrow();
            case Rule.Not not -> of(not.term()).negate();
            case Rule.Compare compare -> {
                boolean negated = compare.comparator() == Comparator.NOT_EQUAL;
                Comparator comparator = negated ? Comparator.EQUAL : compare.comparator();
                yield condition(
                        compare.attribute(), negated, compare(compare.attribute(), comparator, compare.value()));
            }
            case Rule.Between between ->
                condition(
                        between.attribute(),
                        between.negated(),
                        between(between.attribute(), between.low(), between.high()));
            case Rule.In in -> condition(in.attribute(), in.negated(), equalsAny(in.attribute(), in.values()));
            case Rule.Contains contains -> contains(contains);
            case Rule.Affix affix -> {
                String text = affix.text().text();
                yield condition(affix.attribute(), affix.negated(), value -> {
                    String found = (String) value;
                    return affix.atStart() ? found.startsWith(text) : found.endsWith(text);
                });
            }
            case Rule.IsNull isNull -> condition(isNull.attribute(), !isNull.negated(), value -> true);
            case Rule.Matches matches ->
                matches.function().equals("customer_within_distance")
                        ? NaiveDistance.of(matches)
                        : new NaiveFunction(zone, now).of(matches);
            case Rule.InSegment in ->
                negated(
                        in.negated(),
                        in.names().stream()
                                .map(name -> of(segments.get(name.text())))
                                .reduce(Predicate::or)
                                .orElseThrow());
        };
    }

    /** False for a field without a value, and then the complement if it is negated. */
    private Predicate<NaiveCustomer> condition(Attribute attribute, boolean negated, Predicate<Object> holds) {
        Attribute subject = attribute.subject();
        if (subject.kind() == Attribute.Kind.CUSTOM) {
            return customer -> {
                Object value = customer.custom(subject.name());
                return negated != (value != null && holds.test(value));
            };
        }
        int number = NaiveCustomer.number(canonical(subject.name()));
        return customer -> {
            Object value = customer.field(number, now);
            return negated != (value != null && holds.test(value));
        };
    }

    private Predicate<NaiveCustomer> contains(Rule.Contains contains) {
        boolean none = contains.quantifier() == Rule.Quantifier.NONE;
        List<Predicate<Object>> each =
                contains.values().stream().map(NaiveRule::containsOne).toList();
        Predicate<Object> holds = contains.quantifier() == Rule.Quantifier.ALL
                ? each.stream().reduce(Predicate::and).orElseThrow()
                : each.stream().reduce(Predicate::or).orElseThrow();
        return condition(contains.attribute(), contains.negated() != none, holds);
    }

    private static Predicate<Object> containsOne(Value value) {
        String text = text(value);
        String folded = folded(value);
        return found -> found instanceof Set<?> list ? list.contains(folded) : ((String) found).contains(text);
    }

    private Predicate<Object> equalsAny(Attribute attribute, List<Value> values) {
        return values.stream()
                .map(value -> compare(attribute, Comparator.EQUAL, value))
                .reduce(Predicate::or)
                .orElseThrow();
    }

    private Predicate<Object> compare(Attribute attribute, Comparator comparator, Value value) {
        if (attribute.kind() == Attribute.Kind.ANNIVERSARY) {
            if (comparator != Comparator.EQUAL) {
                throw new IllegalArgumentException("found " + comparator + ", expected = with an anniversary");
            }
            return anniversary(value, value);
        }
        return switch (value) {
            case Value.Text text -> {
                String folded = folded(text);
                yield found -> found instanceof Set<?> list
                        ? list.contains(folded)
                        : holds(comparator, ((String) found).compareTo(text.text()));
            }
            case Value.Bool bool -> found -> (Boolean) found == bool.value();
            case Value.Decimal decimal ->
                found -> switch (found) {
                    case Set<?> list -> list.contains(folded(decimal));
                    case String text -> holds(comparator, text.compareTo(decimal.text()));
                    case NaiveCustomer.Average average -> holds(comparator, average.compareTo(decimal.number()));
                    default -> holds(comparator, ((BigDecimal) found).compareTo(decimal.number()));
                };
            default -> {
                Moment moment = Moment.of(value, zone, now);
                yield found -> holds(comparator, (Long) found, moment);
            }
        };
    }

    private Predicate<Object> between(Attribute attribute, Value low, Value high) {
        if (attribute.kind() == Attribute.Kind.ANNIVERSARY) {
            return anniversary(low, high);
        }
        return compare(attribute, Comparator.GREATER_OR_EQUAL, low)
                .and(compare(attribute, Comparator.LESS_OR_EQUAL, high));
    }

    /** Month and day alone; 29 February is 28 February where the year of the day it is held against has none. */
    private Predicate<Object> anniversary(Value low, Value high) {
        Moment from = Moment.of(low, zone, now);
        Moment to = Moment.of(high, zone, now);
        int first = monthDay(from.day());
        int last = monthDay(to.day());
        int reaches = last == 228 && !to.day().isLeapYear() ? 229 : last;
        boolean wraps = first > last;
        return found -> {
            int day = monthDay(Moment.localDay((Long) found, zone));
            return wraps ? day >= first || day <= reaches : day >= first && day <= reaches;
        };
    }

    private static int monthDay(LocalDate day) {
        return day.getMonthValue() * 100 + day.getDayOfMonth();
    }

    static boolean holds(Comparator comparator, long found, Moment moment) {
        return switch (comparator) {
            case EQUAL -> found >= moment.first() && found <= moment.last();
            case NOT_EQUAL -> found < moment.first() || found > moment.last();
            case GREATER -> found > moment.last();
            case GREATER_OR_EQUAL -> found >= moment.first();
            case LESS -> found < moment.first();
            case LESS_OR_EQUAL -> found <= moment.last();
        };
    }

    static boolean holds(Comparator comparator, int order) {
        return switch (comparator) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
        };
    }

    private static Predicate<NaiveCustomer> negated(boolean negated, Predicate<NaiveCustomer> predicate) {
        return negated ? predicate.negate() : predicate;
    }

    static String text(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Decimal decimal -> decimal.text();
            default -> throw new IllegalArgumentException("found " + value + ", expected a text");
        };
    }

    static String folded(Value value) {
        return text(value).toLowerCase(Locale.ROOT);
    }
}
