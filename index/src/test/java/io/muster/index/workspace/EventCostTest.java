package io.muster.index.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.Outcome;
import io.muster.index.Pace;
import io.muster.index.change.ChangeListener;
import io.muster.index.change.Changes;
import io.muster.index.criterion.Criterion;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandReader;
import io.muster.index.record.CommandWriter;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import io.muster.index.segment.PreparedRule;
import io.muster.index.segment.RuleCompiler;
import io.muster.index.store.KeyStore;
import io.muster.index.store.ProfileStore;
import io.muster.index.time.EngineTime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

/** What an event costs is counted in criteria asked, so that the answer does not depend on the machine. */
final class EventCostTest {
    private static final long START_MILLIS =
            Instant.parse("2026-06-15T10:00:00Z").toEpochMilli();
    private static final long DAY_MILLIS = 86_400_000L;
    private static final int CUSTOMERS = 100;
    private static final int EVENTS = 2_000;
    private static final List<String> TOUCHED = List.of(
            "number_of_orders > 3",
            "amount_spent >= 100",
            "last_order_date >= now - 30d",
            "last_order_date = -2d",
            "customer_tags CONTAINS 'vip'",
            "customer_language = 'mk'",
            "gender STARTS WITH 'f'",
            "orders_placed MATCHES (date >= now - 20d, sum_amount >= 50)",
            "NOT email.opened MATCHES (date >= -30d, count >= 2)",
            "event('quiz') MATCHES (max('score') > 3)");

    private static final List<String> OF_PRODUCTS = List.of(
            "products_purchased MATCHES (id = 'p-1', count >= 2)",
            "products_purchased MATCHES (tag = 'SALE', date >= -20d)",
            "event('quiz') MATCHES (answer = 'yes')");

    @Test
    void shouldCostTheSameWithTenAndWithTenThousandSegmentsWhenTheSameCriteriaAreTouched() {
        long seed = System.nanoTime();
        try (World ten = new World(0);
                World tenThousand = new World(10_000 - TOUCHED.size())) {
            long few = ten.live(new Random(seed));
            long many = tenThousand.live(new Random(seed));
            assertEquals(10, ten.criteria.size());
            assertEquals(10_000, tenThousand.criteria.size());
            assertTrue(few > EVENTS / 2, "asked " + few + ", seed " + seed);
            assertEquals(few, many, "seed " + seed);
        }
    }

    @Test
    void shouldCostTheSameHoweverManySegmentsAskForOtherTextsOfTheSameKindOfEvent() {
        long seed = System.nanoTime();
        try (World few = new World(0);
                World many = new World(0)) {
            Stream.of(few, many).forEach(world -> OF_PRODUCTS.forEach(world::define));
            for (int number = 0; number < 1_000; number++) {
                String other = "'other " + number + "'";
                many.define("products_purchased MATCHES (id = " + other + ", count >= 2)");
                many.define("event('quiz') MATCHES (answer IN (" + other + ", 'nothing'), count >= 2)");
                many.define("orders_placed MATCHES (discount_code = " + other + ")");
                many.define("checkouts_abandoned MATCHES (product = " + other + ")");
            }
            assertEquals(few.live(new Random(seed)), many.live(new Random(seed)), "seed " + seed);
        }
    }

    /** The fields, functions and records of a workspace, with rules compiled over them. */
    private static final class World implements AutoCloseable {
        private final EngineTime time = new EngineTime(START_MILLIS);
        private final ProfileStore profiles = new ProfileStore(CUSTOMERS);
        private final KeyStore keys = new KeyStore(EVENTS);
        private final WorkspaceState state = new WorkspaceState(
                1,
                ZoneId.of("Europe/Skopje"),
                "EUR",
                DAY_MILLIS / 24,
                time,
                profiles,
                keys,
                new Changes(ChangeListener.NONE, time),
                Pace.USUAL.usualRows());
        private final Records records = new Records(state, Pace.USUAL.usualRows());
        private final RuleCompiler compiler =
                new RuleCompiler(state.schema, state.days, state.functions, state.history());
        private final Set<Criterion> criteria = new HashSet<>();
        private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        private final CommandWriter writer = new CommandWriter(buffer);
        private final CommandReader reader = new CommandReader();
        private final Outcome outcome = new Outcome();

        World(int untouched) {
            TOUCHED.forEach(this::define);
            for (int number = 0; number < untouched; number++) {
                define(untouched(number));
            }
        }

        private static String untouched(int number) {
            return switch (number % 7) {
                case 0 -> "amount_spent > " + (1_000_000_000L + number);
                case 1 -> "number_of_orders = " + (1_000_000 + number);
                case 2 -> "first_order_date < 2001-01-01T00:00:" + seconds(number);
                case 3 -> "customer_language = 'language " + number + "'";
                case 4 -> "customer_tags CONTAINS 'tag " + number + "'";
                case 5 -> "event('event " + number + "') MATCHES (count >= 2)";
                default -> "last_email_clicked_date >= now - " + (1_000 + number) + "s";
            };
        }

        private static String seconds(int number) {
            return String.format("%02d.%03d", number / 1_000, number % 1_000);
        }

        private void define(String rule) {
            compiler.compile(PreparedRule.of(rule), name -> null, new IdentityHashMap<>())
                    .forEach((source, criterion) -> criteria.add(criterion));
        }

        long asked() {
            return criteria.stream().mapToLong(Criterion::asked).sum();
        }

        /** Events of customers who have ordered before. Returns how many criteria those asked. */
        long live(Random random) {
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                order("first " + customer, "c-" + customer, time.nowMillis() - 60 * DAY_MILLIS, 1);
            }
            long before = asked();
            for (int event = 0; event < EVENTS; event++) {
                happen(event, random);
                pass(random.nextLong(DAY_MILLIS / 20));
            }
            return asked() - before;
        }

        private void pass(long millis) {
            long targetMillis = time.nowMillis() + millis;
            time.tell(targetMillis);
            while (state.heap.nextMillis() <= targetMillis) {
                time.set(Math.max(time.nowMillis(), state.heap.nextMillis()));
                state.heap.next().run(Integer.MAX_VALUE);
            }
            time.set(targetMillis);
        }

        private void happen(int event, Random random) {
            String customer = "c-" + random.nextInt(CUSTOMERS);
            long atMillis = time.nowMillis() - random.nextLong(60 * DAY_MILLIS);
            switch (random.nextInt(4)) {
                case 0 -> profile(customer, random);
                case 1 -> order("o-" + event, customer, atMillis, random.nextInt(60));
                case 2 -> event("email.opened", customer, atMillis, 1);
                default -> event("quiz", customer, atMillis, random.nextInt(6));
            }
        }

        private void profile(String customer, Random random) {
            List<String> tags = random.nextBoolean() ? List.of("vip", "new") : List.of("new");
            String language = random.nextBoolean() ? "mk" : "de";
            String gender = random.nextBoolean() ? "female" : "male";
            apply(
                    CommandKind.CUSTOMER,
                    command -> command.text(Tag.CUSTOMER, customer)
                            .texts(Tag.TAGS, tags)
                            .text(Tag.LANGUAGE, language)
                            .text(Tag.GENDER, gender));
        }

        private void order(String order, String customer, long atMillis, int total) {
            apply(
                    CommandKind.ORDER_PLACED,
                    command -> command.text(Tag.ID, order)
                            .text(Tag.CUSTOMER, customer)
                            .instant(Tag.TIME, atMillis)
                            .decimal(Tag.TOTAL, total * Decimals.ONE)
                            .none(Tag.ITEM)
                            .text(Tag.PRODUCT, "p-" + total % 4)
                            .texts(Tag.ITEM_TAGS, total % 2 == 0 ? List.of("Sale") : List.of()));
        }

        private void event(String name, String customer, long atMillis, int score) {
            apply(
                    CommandKind.EVENT,
                    command -> command.text(Tag.NAME, name)
                            .text(Tag.CUSTOMER, customer)
                            .instant(Tag.TIME, atMillis)
                            .name(Tag.PROPERTY, "score")
                            .decimal(Tag.PROPERTY, score * Decimals.ONE)
                            .name(Tag.PROPERTY, "answer")
                            .text(Tag.PROPERTY, score % 2 == 0 ? "Yes" : "no"));
        }

        private void apply(int kind, UnaryOperator<CommandWriter> fields) {
            int length = fields.apply(writer.begin(0, kind, 1)).length();
            records.apply(reader.wrap(buffer, 0, length), outcome);
            assertTrue(outcome.accepted(), outcome.reason());
        }

        @Override
        public void close() {
            profiles.close();
            keys.close();
        }
    }
}
