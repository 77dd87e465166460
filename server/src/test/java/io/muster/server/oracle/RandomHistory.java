package io.muster.server.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.index.rule.Rule;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/** Draws a history from a seed: the same seed, the same history. */
final class RandomHistory {
    private static final int SAMPLED_PAIRS = 12;
    private static final long FAR_MILLIS = Duration.ofDays(800).toMillis();
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

    private final SplittableRandom random;
    private final ZoneId zone;
    private final Set<RandomRules.Form> forms;
    private final RandomRecords records;
    private final NaiveShop shop;
    private final NaiveSegments segments = new NaiveSegments();
    private final RandomDefinitions definitions;
    private final List<History.Step> steps = new ArrayList<>();
    private final Map<String, NaiveEdges> edges = new TreeMap<>();
    private Instant now;

    private RandomHistory(long seed, Set<RandomRules.Form> forms) {
        this.forms = forms;
        random = new SplittableRandom(seed);
        zone = ZoneId.of(oneOf(ZONES));
        now = Instant.parse(oneOf(STARTS));
        RandomRules rules = new RandomRules(random, LocalDate.ofInstant(now, zone), zone, forms);
        definitions = new RandomDefinitions(random, rules, segments, forms);
        records = new RandomRecords(random, zone, 1 + random.nextInt(6), forms.contains(RandomRules.Form.DISTANCE));
        shop = new NaiveShop(zone);
    }

    static History of(long seed, int length, Set<RandomRules.Form> forms) {
        return new RandomHistory(seed, forms).draw(length);
    }

    private History draw(int length) {
        Instant start = now;
        typeFields();
        for (int i = random.nextInt(Math.min(8, length / 4 + 1)); i >= 0; i--) {
            define(definitions.define());
        }
        while (steps.size() < length) {
            int draw = random.nextInt(100);
            if (draw < 57) {
                take(records.next(now));
            } else if (draw < 90) {
                now = next();
                steps.add(new History.Step.Advance(now));
            } else {
                define(definitions.next());
            }
        }
        return new History(zone, start, steps);
    }

    /** By declaration, before there are any values, or by the first values. */
    private void typeFields() {
        if (!forms.contains(RandomRules.Form.DECLARE) || random.nextBoolean()) {
            take(records.typing());
            return;
        }
        new TreeMap<>(RandomRecords.FIELD_TYPES).forEach((path, type) -> {
            steps.add(new History.Step.Declare(path, type));
            shop.declare(path, type);
            if (random.nextInt(8) == 0) {
                steps.add(new History.Step.Declare(path, type.equals("number") ? "text" : "number"));
            }
        });
    }

    private void take(String json) {
        steps.add(new History.Step.Take(json, forms.contains(RandomRules.Form.IMPORT) && random.nextInt(8) == 0));
        try {
            shop.take(JSON.readTree(json), now);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void define(History.Step step) {
        steps.add(step);
        switch (step) {
            case History.Step.Define define -> segments.define(define.name(), define.rule());
            case History.Step.Edit edit -> segments.edit(edit.name(), edit.rule());
            case History.Step.Rename rename -> segments.rename(rename.name(), rename.newName());
            case History.Step.Rollback back -> segments.rollback(back.name(), back.version());
            case History.Step.Delete delete -> segments.delete(delete.name());
            default -> throw new IllegalArgumentException("found " + step + ", expected a definition");
        }
        Map<String, Rule> rules = segments.rules();
        edges.clear();
        rules.forEach((name, rule) -> edges.put(name, new NaiveEdges(rule, rules, zone)));
        edges.values().removeIf(NaiveEdges::isEmpty);
    }

    private Instant next() {
        int draw = random.nextInt(10);
        if (draw < 8) {
            List<Long> some = edges();
            if (!some.isEmpty()) {
                long edge = some.get(random.nextInt(draw < 7 ? Math.min(4, some.size()) : some.size()));
                return later(Instant.ofEpochMilli(edge + random.nextInt(-1, 2)));
            }
        }
        LocalDate today = LocalDate.ofInstant(now, zone);
        if (draw == 8) {
            LocalDate day = random.nextInt(6) == 0 ? today.plusYears(1).withDayOfYear(1) : today.plusDays(1);
            return later(day.atStartOfDay(zone).toInstant().plusMillis(random.nextInt(-1, 2)));
        }
        ZoneOffsetTransition transition = zone.getRules().nextTransition(now);
        if (random.nextInt(4) == 0
                && transition != null
                && transition.getInstant().isBefore(now.plusMillis(FAR_MILLIS))) {
            return later(transition.getInstant().plusMillis(random.nextInt(-1, 2)));
        }
        return now.plus(oneOf(List.of(
                Duration.ofMillis(1),
                Duration.ofMillis(0),
                Duration.ofSeconds(1 + random.nextInt(7200)),
                Duration.ofHours(1 + random.nextInt(100)),
                Duration.ofDays(1 + random.nextInt(random.nextInt(3) == 0 ? 40 : 3)))));
    }

    private Instant later(Instant instant) {
        return instant.isBefore(now) ? now : instant;
    }

    /** Some instants from now on at which time may move a customer, sorted. */
    private List<Long> edges() {
        List<String> names = List.copyOf(edges.keySet());
        List<String> customers = List.copyOf(shop.customers());
        if (names.isEmpty() || customers.isEmpty()) {
            return List.of();
        }
        TreeSet<Long> some = new TreeSet<>();
        for (int i = 0; i < SAMPLED_PAIRS; i++) {
            some.addAll(edges.get(oneOf(names))
                    .between(shop.customer(oneOf(customers)), now.toEpochMilli() - 2, now.toEpochMilli() + FAR_MILLIS));
        }
        return List.copyOf(some);
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
