package io.muster.index.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Makes rules of every form that the language has, from a seed. */
final class RandomRules {
    private static final Span NOWHERE = new Span(0, 0, 1, 1);
    private static final List<String> NAMES = List.of(
            "a",
            "last_order_date",
            "number_of_orders",
            "email.opened",
            "orders_placed",
            "event",
            "x9",
            "_b",
            "размер",
            "segments",
            "any",
            "min",
            "notes",
            "fields.x",
            "é.ö");
    private static final List<String> PATHS =
            List.of("plan", "Shoe_Size", "facts.birth_date", "app--12--x.Key", "a.b.c", "1.2", "НАЗИВ", "and", "in.or");
    private static final List<String> TEXTS = List.of(
            "",
            "vip",
            "it's",
            "''",
            "\\'",
            "\\\\'x",
            "a\\b",
            " ",
            "tab\there",
            "ж🙂",
            "AND",
            "2026-01-01",
            ")",
            "\"",
            "’");

    private final Random random;

    RandomRules(long seed) {
        random = new Random(seed);
    }

    Rule rule(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return condition();
        }
        return switch (random.nextInt(3)) {
            case 0 -> new Rule.Or(terms(depth), NOWHERE);
            case 1 -> new Rule.And(terms(depth), NOWHERE);
            default -> new Rule.Not(rule(depth - 1), NOWHERE);
        };
    }

    private List<Rule> terms(int depth) {
        return several(2, () -> rule(depth - 1));
    }

    private Rule condition() {
        boolean negated = random.nextBoolean();
        return switch (random.nextInt(8)) {
            case 0 -> new Rule.Compare(attribute(), pick(List.of(Comparator.values())), value(), NOWHERE);
            case 1 -> new Rule.Between(attribute(), negated, value(), value(), NOWHERE);
            case 2 -> new Rule.In(attribute(), negated, several(1, this::value), NOWHERE);
            case 3 -> contains(negated);
            case 4 -> new Rule.Affix(attribute(), negated, random.nextBoolean(), text(), NOWHERE);
            case 5 -> new Rule.IsNull(attribute(), negated, NOWHERE);
            case 6 -> matches(negated);
            default -> new Rule.InSegment(negated, several(1, this::text), NOWHERE);
        };
    }

    private Rule contains(boolean negated) {
        Rule.Quantifier quantifier = pick(List.of(Rule.Quantifier.values()));
        List<Value> values = quantifier == Rule.Quantifier.ONE ? List.of(value()) : several(1, this::value);
        return new Rule.Contains(attribute(), negated, quantifier, values, NOWHERE);
    }

    private Rule matches(boolean negated) {
        List<Parameter> parameters = new ArrayList<>();
        for (int index = random.nextInt(4); index > 0; index--) {
            String argument = random.nextInt(3) == 0 ? pick(TEXTS) : null;
            parameters.add(new Parameter(pick(NAMES) + index, argument, test(), NOWHERE));
        }
        String argument = random.nextInt(3) == 0 ? pick(TEXTS) : null;
        return new Rule.Matches(pick(NAMES), argument, negated, List.copyOf(parameters), NOWHERE);
    }

    private Parameter.Test test() {
        boolean negated = random.nextBoolean();
        return switch (random.nextInt(4)) {
            case 0 -> new Parameter.Test.Compare(pick(List.of(Comparator.values())), value());
            case 1 -> new Parameter.Test.Between(negated, value(), value());
            case 2 -> new Parameter.Test.In(negated, several(1, this::value));
            default -> new Parameter.Test.Contains(negated, value());
        };
    }

    private Attribute attribute() {
        Attribute subject = random.nextInt(3) == 0
                ? new Attribute(Attribute.Kind.CUSTOM, pick(PATHS), NOWHERE)
                : new Attribute(Attribute.Kind.FIELD, pick(NAMES), NOWHERE);
        return random.nextInt(4) == 0 ? Attribute.anniversaryOf(subject, NOWHERE) : subject;
    }

    private Value value() {
        return switch (random.nextInt(8)) {
            case 0 -> decimal();
            case 1 -> text();
            case 2 -> new Value.Bool(random.nextBoolean(), NOWHERE);
            case 3 -> new Value.FixedDay(LocalDate.ofEpochDay(random.nextLong(-719_528, 2_932_897)), NOWHERE);
            case 4 -> relativeDay();
            case 5 -> new Value.FixedInstant(instant(), NOWHERE);
            case 6 -> new Value.LocalInstant(local(), NOWHERE);
            default -> nowOffset();
        };
    }

    private Value decimal() {
        String text = pick(List.of("", "-", "+"))
                + pick(List.of("0", "3", "129.90", "007", "2012162031638", "0.000001", "9".repeat(60)));
        return new Value.Decimal(new BigDecimal(text), text, NOWHERE);
    }

    private Value.Text text() {
        return new Value.Text(pick(TEXTS), NOWHERE);
    }

    private Value relativeDay() {
        Value.DayUnit unit = pick(List.of(Value.DayUnit.values()));
        int most = Amount.most(unit);
        return new Value.RelativeDay(
                random.nextBoolean() ? random.nextInt(-5, 5) : random.nextInt(-most, most + 1), unit, NOWHERE);
    }

    private Value nowOffset() {
        long unitMillis = new Amount(1, pick(List.of("s", "min", "h", "d", "w"))).unitMillis();
        long most = random.nextBoolean() ? 100 : Amount.MOST_MILLIS / unitMillis;
        return new Value.NowOffset(random.nextLong(-most, most + 1) * unitMillis, NOWHERE);
    }

    private LocalDateTime local() {
        LocalDateTime whole = LocalDate.ofEpochDay(random.nextLong(-719_528, 2_932_897))
                .atTime(random.nextInt(24), random.nextInt(60), random.nextInt(60));
        return whole.withNano(random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
    }

    private Instant instant() {
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(random.nextInt(-1080, 1081) * 60);
        return local().toInstant(offset);
    }

    private <T> List<T> several(int least, Supplier<T> one) {
        List<T> made = new ArrayList<>();
        for (int count = least + random.nextInt(3); count > 0; count--) {
            made.add(one.get());
        }
        return List.copyOf(made);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
