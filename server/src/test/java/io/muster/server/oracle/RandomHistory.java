package io.muster.server.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.index.rule.Attribute;
import io.muster.index.rule.Rule;
import io.muster.index.rule.RuleParser;
import io.muster.index.rule.Value;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Draws a history from a seed: the same seed, the same history. */
final class RandomHistory {
    private static final int SAMPLED_WINDOWS = 30;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ZONES = List.of(
            "Europe/Skopje",
            "America/New_York",
            "Asia/Kolkata",
            "Australia/Lord_Howe",
            "Europe/London",
            "Pacific/Apia",
            "America/Sao_Paulo",
            "America/Havana",
            "Asia/Beirut",
            "Africa/Cairo",
            "America/Santiago",
            "Antarctica/Troll");
    private static final List<String> STARTS = List.of(
            "2024-02-27T18:00:00Z",
            "2023-12-30T09:30:00Z",
            "2024-03-09T12:00:00Z",
            "2024-03-30T20:00:00Z",
            "2024-04-05T20:00:00Z",
            "2024-10-04T20:00:00Z",
            "2024-10-26T12:00:00Z",
            "2025-02-27T00:00:00Z",
            "2011-12-29T08:00:00Z",
            "2011-12-30T09:59:00Z",
            "2018-11-03T20:00:00Z",
            "2018-02-17T12:00:00Z",
            "2024-03-30T12:00:00Z",
            "2024-04-25T12:00:00Z",
            "2024-10-31T12:00:00Z",
            "2024-03-09T20:00:00Z",
            "2024-06-15T12:00:00.123Z");

    /** A date of a rule that moves with time. */
    private record Window(Attribute attribute, Value value) {}

    private final SplittableRandom random;
    private final ZoneId zone;
    private final RandomRules rules;
    private final RandomRecords records;
    private final NaiveShop shop;
    private final List<History.Step> steps = new ArrayList<>();
    private final List<Window> windows = new ArrayList<>();
    private Instant now;

    private RandomHistory(long seed, Set<RandomRules.Form> forms) {
        random = new SplittableRandom(seed);
        zone = ZoneId.of(oneOf(ZONES));
        now = Instant.parse(oneOf(STARTS));
        rules = new RandomRules(random, LocalDate.ofInstant(now, zone), zone, forms);
        records = new RandomRecords(random, zone, 1 + random.nextInt(6));
        shop = new NaiveShop(zone);
    }

    static History of(long seed, int length, Set<RandomRules.Form> forms) {
        return new RandomHistory(seed, forms).draw(length);
    }

    private History draw(int length) {
        Instant start = now;
        take(records.declaration());
        for (int i = random.nextInt(8); i >= 0; i--) {
            define();
        }
        while (steps.size() < length) {
            int draw = random.nextInt(100);
            if (draw < 60) {
                take(records.next(now));
            } else if (draw < 95) {
                now = next();
                steps.add(new History.Step.Advance(now));
            } else {
                define();
            }
        }
        return new History(zone, start, steps);
    }

    private void take(String json) {
        steps.add(new History.Step.Take(json));
        try {
            shop.take(JSON.readTree(json), now);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void define() {
        String rule = rules.rule();
        steps.add(new History.Step.Define(rule));
        windows(RuleParser.parse(rule))
                .filter(window ->
                        window.value() instanceof Value.NowOffset || window.value() instanceof Value.RelativeDay)
                .forEach(windows::add);
    }

    private Instant next() {
        int draw = random.nextInt(10);
        if (draw < 8) {
            long[] edges = edges();
            if (edges.length > 0) {
                long edge = edges[random.nextInt(draw < 7 ? Math.min(4, edges.length) : edges.length)];
                return Instant.ofEpochMilli(Math.max(now.toEpochMilli(), edge + random.nextInt(-1, 2)));
            }
        }
        if (draw == 8) {
            Instant midnight = LocalDate.ofInstant(now, zone)
                    .plusDays(1)
                    .atStartOfDay(zone)
                    .toInstant();
            Instant edge = midnight.plusMillis(random.nextInt(-1, 2));
            return edge.isBefore(now) ? now : edge;
        }
        return now.plus(oneOf(List.of(
                Duration.ofMillis(1),
                Duration.ofMillis(0),
                Duration.ofSeconds(1 + random.nextInt(7200)),
                Duration.ofHours(1 + random.nextInt(100)),
                Duration.ofDays(1 + random.nextInt(random.nextInt(3) == 0 ? 40 : 3)))));
    }

    /** Some instants from now on, within two years, at which a date passes the edge of a window, sorted. */
    private long[] edges() {
        if (windows.isEmpty()) {
            return new long[0];
        }
        long earliest = now.toEpochMilli();
        long latest = now.plus(Duration.ofDays(800)).toEpochMilli();
        List<String> customers = List.copyOf(shop.customers());
        return IntStream.range(0, customers.isEmpty() ? 0 : SAMPLED_WINDOWS)
                .mapToObj(i -> oneOf(windows))
                .flatMap(window -> dates(shop.customer(oneOf(customers)), window.attribute())
                        .flatMap(date -> edges(date, window.value())))
                .mapToLong(Long::longValue)
                .filter(edge -> edge >= earliest && edge < latest)
                .sorted()
                .distinct()
                .toArray();
    }

    private Stream<Long> dates(NaiveCustomer customer, Attribute attribute) {
        if (attribute.name().equals("abandoned_checkout_date")) {
            return customer.openCheckouts().stream().map(NaiveShop.Checkout::time);
        }
        Object value = attribute.kind() == Attribute.Kind.CUSTOM
                ? customer.custom(attribute.name())
                : customer.field(NaiveCustomer.number(NaiveRule.canonical(attribute.name())), now.toEpochMilli());
        return value instanceof Long date ? Stream.of(date) : Stream.of();
    }

    private Stream<Long> edges(long date, Value value) {
        return switch (value) {
            case Value.NowOffset offset ->
                Stream.of(date - offset.offsetMillis(), date + NaiveShop.ABANDONED_AFTER_MILLIS);
            case Value.RelativeDay relative -> {
                LocalDate day = Moment.localDay(date, zone);
                LocalDate when = switch (relative.unit()) {
                    case DAYS -> day.minusDays(relative.amount());
                    case WEEKS -> day.minusWeeks(relative.amount());
                    case MONTHS -> day.minusMonths(relative.amount());
                    case YEARS -> day.minusYears(relative.amount());
                };
                yield Stream.of(when, when.plusDays(1))
                        .map(each -> each.atStartOfDay(zone).toInstant().toEpochMilli());
            }
            default -> Stream.of();
        };
    }

    private static Stream<Window> windows(Rule rule) {
        return switch (rule) {
            case Rule.Or or -> or.terms().stream().flatMap(RandomHistory::windows);
            case Rule.And and -> and.terms().stream().flatMap(RandomHistory::windows);
            case Rule.Not not -> windows(not.term());
            case Rule.Compare compare -> Stream.of(new Window(compare.attribute(), compare.value()));
            case Rule.Between between ->
                Stream.of(between.low(), between.high()).map(value -> new Window(between.attribute(), value));
            case Rule.In in -> in.values().stream().map(value -> new Window(in.attribute(), value));
            default -> Stream.of();
        };
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
