package io.muster.server.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.muster.index.SegmentEntry;
import io.muster.index.rule.Rule;
import io.muster.index.rule.RuleParser;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/**
 * The shop of the Online Retail table from its first day to 120 days after its last: each record when its time has
 * come, the clock stepped hour by hour; the segments with expected members, and more, held against the naive answer
 * daily. {@code -Dmuster.seed=s} repeats the random instants of a run.
 */
@Tag("optimized")
final class LivedThroughTest {
    private static final Instant START = Instant.parse("2010-12-01T00:00:00Z");

    /** 120 days after the instant that the expected members of the table are of. */
    private static final Instant END = OnlineRetail.NOW.plus(Duration.ofDays(120));

    private static final int RANDOM_INSTANTS = 100;
    private static final int SAMPLED_BITS = 50;
    private static final int CHECKS_FROM_SCRATCH = 300;
    private static final long REMEMBERED_MILLIS = Duration.ofDays(30).toMillis();

    private static final List<String> RULES = List.of(
            "last_order_date = -2d",
            "last_order_date < -60d AND amount_spent > 100",
            "country NOT CONTAINS 'United Kingdom'",
            "country IN ('Germany', 'france', 'Nowhere') OR last_order_date BETWEEN -1m AND yesterday",
            "first_order_date >= -3m AND number_of_orders BETWEEN 2 AND 5",
            "customer_added_date < -1y OR last_order_date > -1w",
            "last_order_date BETWEEN -30d AND now - 12h",
            "NOT (last_order_date NOT BETWEEN now - 36h AND now) AND NOT (amount_spent <= 500 OR average_order_amount"
                    + " < 150.5)",
            "number_of_orders IN (1, 3, 7) AND (first_order_date = -7d OR first_order_date = -14d OR first_order_date"
                    + " = -1m)",
            "average_order_amount IS NULL OR last_order_amount > 1000",
            "last_order_date IS NOT NULL AND first_order_date IN (today, yesterday, 2011-03-27, 2011-10-30)",
            "amount_spent >= 1000 AND last_order_status = 'paid' AND NOT last_order_date >= 90_days_ago",
            "last_order_date >= 2011-03-27 AND last_order_date <= 2011-03-27T23:30:00 OR last_order_date = 2011-10-30",
            "last_order_date >= -1y AND NOT (last_order_date >= -11m AND country CONTAINS ANY ('EIRE', 'Spain'))",
            "customer_added_date BETWEEN 2011-02-01T00:00:00Z AND -2w AND average_order_amount >= 300",
            "gender IS NULL AND abandoned_checkout_date IS NULL AND last_order_date != today AND number_of_orders > 10",
            "amount_spent < 0 OR number_of_orders < 0",
            "last_order_date >= now - 1h OR customer_added_date > now - 90s",
            "orders_placed MATCHES (date >= now - 60d, sum_amount >= 500)",
            "event('return') MATCHES (date >= -30d)");

    private record Kept(SegmentEntry segment, Rule rule, NaiveEdges edges) {}

    /** What a customer's rules said, each until the first instant at which it may say otherwise. */
    private record Remembered(boolean[] holds, long[] untilMillis) {}

    private final long seed = Long.getLong("muster.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final NaiveShop naive = new NaiveShop(OnlineRetail.ZONE);
    private final List<Kept> kept = new ArrayList<>();
    private final List<NaiveCustomer> customers = new ArrayList<>();
    private final List<Integer> ordinals = new ArrayList<>();
    private final Map<NaiveCustomer, Remembered> remembered = new WeakHashMap<>();
    private int checks;

    @Test
    void shouldAgreeWithANaiveRecomputationAtEachMidnightAndAtRandomInstants() {
        OnlineRetail.assumePresent();
        System.out.println("seed: " + seed);
        try (EngineShop engine = new EngineShop(OnlineRetail.ZONE, "GBP", START, 5000)) {
            int half = RULES.size() / 2;
            Set<String> readyMade = Set.copyOf(engine.view().segments().entries().stream()
                    .map(SegmentEntry::name)
                    .toList());
            List<OnlineRetail.Expected> expected = OnlineRetail.expected();
            expected.stream()
                    .filter(row -> !readyMade.contains(row.name()))
                    .forEach(row -> assertTrue(engine.define(row.name(), row.rule()), row.rule()));
            int others = engine.view().segments().entries().size();
            RULES.subList(0, half).forEach(rule -> engine.define(rule, rule));
            List<OnlineRetail.Line> lines = OnlineRetail.lines();
            TreeSet<Instant> checks = checks();
            TreeSet<Instant> stops = new TreeSet<>(checks);
            for (Instant hour = START; !hour.isAfter(END); hour = hour.plus(Duration.ofHours(1))) {
                stops.add(hour);
            }
            int next = 0;
            for (Instant now : stops) {
                while (next < lines.size() && lines.get(next).time() <= now.toEpochMilli()) {
                    next = take(lines, next, engine);
                }
                engine.advance(now);
                if (now.equals(Instant.parse("2011-06-01T00:00:00Z"))) {
                    RULES.subList(half, RULES.size()).forEach(rule -> engine.define(rule, rule));
                }
                if (checks.contains(now)) {
                    check(engine, now);
                }
                if (now.equals(OnlineRetail.NOW)) {
                    expected.forEach(row ->
                            assertEquals(row.digest(), OnlineRetail.digest(engine.members(row.name())), row.name()));
                }
            }
            assertTrue(
                    next == lines.size() && kept.size() == RULES.size() + others,
                    "all records and segments have been there");
        }
    }

    /** All records of one instant, at that instant. */
    private int take(List<OnlineRetail.Line> lines, int first, EngineShop engine) {
        Instant time = Instant.ofEpochMilli(lines.get(first).time());
        engine.advance(time);
        int next = first;
        while (next < lines.size() && lines.get(next).time() == time.toEpochMilli()) {
            OnlineRetail.Line line = lines.get(next);
            assertTrue(engine.take(line.text(), false), () -> engine.refusal() + "\n" + line.text());
            assertTrue(naive.take(line.record(), time), line::text);
            next++;
        }
        return next;
    }

    private TreeSet<Instant> checks() {
        TreeSet<Instant> checks = new TreeSet<>();
        LocalDate last = LocalDate.ofInstant(END, OnlineRetail.ZONE);
        for (LocalDate day = LocalDate.ofInstant(START, OnlineRetail.ZONE); !day.isAfter(last); day = day.plusDays(1)) {
            checks.add(day.atStartOfDay(OnlineRetail.ZONE).toInstant());
        }
        for (Instant daily = OnlineRetail.NOW; !daily.isAfter(END); daily = daily.plus(Duration.ofDays(1))) {
            checks.add(daily);
        }
        for (int i = 0; i < RANDOM_INSTANTS; i++) {
            checks.add(START.plusMillis(
                    random.nextLong(Duration.between(START, END).toMillis())));
        }
        return checks;
    }

    private void check(EngineShop engine, Instant now) {
        refresh(engine);
        List<RoaringBitmap> naively = naively(now);
        for (int i = 0; i < kept.size(); i++) {
            Kept each = kept.get(i);
            RoaringBitmap expected = naively.get(i);
            RoaringBitmap found = engine.ordinals(each.segment());
            if (!found.equals(expected) || engine.view().cardinality(each.segment()) != expected.getCardinality()) {
                fail(each.segment().rule() + " at " + now + ", seed " + seed + "\n  missing "
                        + names(RoaringBitmap.andNot(expected, found)) + "\n  too many "
                        + names(RoaringBitmap.andNot(found, expected)) + "\n  cardinality "
                        + engine.view().cardinality(each.segment()) + ", expected " + expected.getCardinality());
            }
            checkBits(engine, each.segment(), expected, now);
        }
    }

    /**
     * The members of each kept segment; all rules of one customer before the next, who may be far away in memory. What
     * can't have changed is remembered, and now and then forgotten.
     */
    private List<RoaringBitmap> naively(Instant now) {
        NaiveRule at = new NaiveRule(OnlineRetail.ZONE, now, Map.of());
        List<Predicate<NaiveCustomer>> rules =
                kept.stream().map(each -> at.of(each.rule())).toList();
        List<RoaringBitmap> members =
                kept.stream().map(each -> new RoaringBitmap()).toList();
        if (checks++ % CHECKS_FROM_SCRATCH == 0) {
            remembered.clear();
        }
        for (int i = 0; i < customers.size(); i++) {
            NaiveCustomer customer = customers.get(i);
            Remembered said = remembered.computeIfAbsent(
                    customer, none -> new Remembered(new boolean[kept.size()], new long[kept.size()]));
            int ordinal = ordinals.get(i);
            for (int rule = 0; rule < rules.size(); rule++) {
                if (now.toEpochMilli() >= said.untilMillis()[rule]) {
                    said.holds()[rule] = rules.get(rule).test(customer);
                    long last = now.toEpochMilli() + REMEMBERED_MILLIS;
                    SortedSet<Long> edges = kept.get(rule).edges().between(customer, now.toEpochMilli(), last);
                    said.untilMillis()[rule] = edges.isEmpty() ? last : edges.getFirst();
                }
                if (said.holds()[rule]) {
                    members.get(rule).add(ordinal);
                }
            }
        }
        return members;
    }

    private void checkBits(EngineShop engine, SegmentEntry segment, RoaringBitmap expected, Instant now) {
        for (int i = 0; i < SAMPLED_BITS && !ordinals.isEmpty(); i++) {
            int ordinal = ordinals.get(random.nextInt(ordinals.size()));
            if (engine.view().isMember(ordinal, segment) != expected.contains(ordinal)) {
                fail("the bit of " + names(RoaringBitmap.bitmapOf(ordinal)) + " in " + segment.rule() + " at " + now
                        + ": expected " + expected.contains(ordinal) + ", seed " + seed);
            }
        }
    }

    /** Customers never leave this shop, segments neither. */
    private void refresh(EngineShop engine) {
        if (kept.size() != engine.view().segments().entries().size()) {
            kept.clear();
            remembered.clear();
            engine.view().segments().entries().forEach(segment -> {
                Rule rule = RuleParser.parse(segment.rule());
                kept.add(new Kept(segment, rule, new NaiveEdges(rule, Map.of(), OnlineRetail.ZONE)));
            });
        }
        if (customers.size() != naive.customers().size()) {
            ordinals.clear();
            naive.customers().forEach(id -> ordinals.add(engine.ordinal(id)));
        }
        customers.clear();
        naive.customers().forEach(id -> customers.add(naive.customer(id)));
    }

    private List<String> names(RoaringBitmap some) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < ordinals.size() && names.size() < 10; i++) {
            if (some.contains(ordinals.get(i))) {
                names.add(customers.get(i).id());
            }
        }
        return names;
    }
}
