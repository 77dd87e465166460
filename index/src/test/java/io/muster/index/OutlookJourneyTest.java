package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.index.answer.MembershipUntil;
import io.muster.index.memory.Seeds;
import io.muster.index.record.CommandKind;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Goes to each instant that the engine foretells, and to the millisecond before it. */
final class OutlookJourneyTest {
    private static final int JOURNEYS = 4;
    private static final int CUSTOMERS = 4;
    private static final int SEGMENTS = 25;
    private static final int STEPS = 250;
    private static final List<String> ZONES = List.of(
            "Europe/Skopje",
            "Australia/Lord_Howe",
            "America/St_Johns",
            "Pacific/Apia",
            "Asia/Kathmandu",
            "UTC",
            "America/Sao_Paulo",
            "Africa/Casablanca");

    private final Random random = Seeds.random(OutlookJourneyTest.class);
    private final OutlookRules rules = new OutlookRules(random);
    private Shop shop;
    private int ids;

    @Test
    void shouldFlipAtTheForetoldInstantAndAtNoneBefore() {
        for (int i = 0; i < JOURNEYS; i++) {
            String zone = ZONES.get(random.nextInt(ZONES.size()));
            long start = Instant.parse("2009-01-01T00:00:00Z").toEpochMilli() + random.nextLong(20L * 365 * 86_400_000);
            shop = new Shop(zone, Instant.ofEpochMilli(start).toString());
            try {
                live();
                travel(zone);
            } finally {
                shop.close();
            }
        }
    }

    private void travel(String zone) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < SEGMENTS; i++) {
            String rule = rules.rule(LocalDate.ofInstant(Instant.ofEpochMilli(now()), ZoneId.of(zone)));
            int segment = shop.segment("s-" + i, rule);
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                pairs.add(new Pair(segment, "c-" + customer, rule));
            }
        }
        pairs.forEach(Pair::foretell);
        long end = now() + 3L * 366 * 86_400_000;
        for (int step = 0; step < STEPS; step++) {
            long next = pairs.stream()
                    .mapToLong(pair -> pair.until.untilMillis())
                    .min()
                    .orElseThrow();
            if (next > end) {
                break;
            }
            goTo(next - 1);
            pairs.forEach(pair -> pair.check(pair.until.member()));
            goTo(next);
            pairs.forEach(pair -> pair.check(pair.until.member() != (pair.until.untilMillis() == next)));
            pairs.stream().filter(pair -> pair.until.untilMillis() == next).forEach(Pair::foretell);
        }
        Pair any = pairs.get(random.nextInt(pairs.size()));
        MembershipUntil before = any.until;
        any.foretell();
        assertEquals(before, any.until, any + ": another answer though nothing has come");
    }

    private void goTo(long millis) {
        if (millis > now()) {
            shop.advanceMillis(millis);
        }
    }

    private long now() {
        return shop.engine.nowMillis();
    }

    private void live() {
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            String id = "c-" + customer;
            shop.customer(id);
            if (random.nextInt(4) > 0) {
                birthday(id);
            }
            for (int i = random.nextInt(12); i > 0; i--) {
                happen(id);
            }
        }
    }

    private void birthday(String customer) {
        LocalDate day = random.nextInt(4) == 0
                ? LocalDate.of(1992, 2, 28).plusDays(random.nextInt(3))
                : LocalDate.of(1980, 1, 1).plusDays(random.nextInt(10_000));
        shop.record(
                CommandKind.CUSTOMER,
                writer -> writer.text(Tag.CUSTOMER, customer).day(Tag.BIRTHDAY, day.toEpochDay()));
    }

    private void happen(String customer) {
        String id = "e-" + ids++;
        long total = random.nextInt(200) * Decimals.ONE;
        switch (random.nextInt(3)) {
            case 0 ->
                shop.record(
                        CommandKind.ORDER_PLACED,
                        writer -> writer.text(Tag.ID, id)
                                .text(Tag.CUSTOMER, customer)
                                .instant(Tag.TIME, time())
                                .decimal(Tag.TOTAL, total));
            case 1 ->
                shop.record(
                        CommandKind.CHECKOUT_STARTED,
                        writer -> writer.text(Tag.ID, id)
                                .text(Tag.CUSTOMER, customer)
                                .instant(Tag.TIME, now() - random.nextInt(5_400_000) + 300_000)
                                .decimal(Tag.TOTAL, total));
            default ->
                shop.record(
                        CommandKind.EVENT,
                        writer -> writer.text(Tag.NAME, random.nextBoolean() ? "email_opened" : "score")
                                .text(Tag.CUSTOMER, customer)
                                .instant(Tag.TIME, time())
                                .name(Tag.PROPERTY, "points")
                                .decimal(Tag.PROPERTY, (random.nextInt(9) - 2) * Decimals.ONE));
        }
    }

    private long time() {
        long back = random.nextInt(3) == 0 ? 3L * 86_400_000 : 100L * 86_400_000;
        return now() - random.nextLong(back) + (random.nextInt(5) == 0 ? 200_000 : 0);
    }

    private final class Pair {
        private final int segment;
        private final String customer;
        private final String rule;
        private MembershipUntil until;

        Pair(int segment, String customer, String rule) {
            this.segment = segment;
            this.customer = customer;
            this.rule = rule;
        }

        void foretell() {
            until = shop.engine.until(shop.id, segment, customer).finish();
            check(until.member());
        }

        void check(boolean expected) {
            SegmentEntry entry = shop.view().segments().byId(segment);
            assertEquals(expected, shop.isMember(entry.name(), customer), this::toString);
        }

        @Override
        public String toString() {
            return customer + " of " + rule + " in " + shop.view().zone() + " at " + Instant.ofEpochMilli(now())
                    + ", foretold " + until;
        }
    }
}
