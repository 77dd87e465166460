package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.algebra.MembersReading;
import io.muster.index.answer.RuleCount;
import io.muster.index.answer.RulePart;
import io.muster.index.change.Change;
import io.muster.index.change.ChangeListener;
import io.muster.index.record.CommandKind;
import io.muster.index.record.Commands;
import io.muster.index.record.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Promise 6: what a reader counts of whole segments while the engine's thread changes them is of one moment, that of
 * the sequence that it tells: as many as a plain model of sets has after that command.
 */
@Timeout(180)
@org.junit.jupiter.api.Tag("optimized")
final class Promise06ReadersCountTest {
    private static final int CUSTOMERS = 4_000;
    private static final int LETTERS = 3;
    private static final long CHANGES_NS = TimeUnit.SECONDS.toNanos(3);
    private static final long LONGEST_NS = TimeUnit.SECONDS.toNanos(60);
    private static final int FEWEST_SEQUENCES = 10;

    /** Also few customers are looked through by one command, and put into force by the next. */
    private static final Pace STEP_BY_STEP = new Pace(2_048, 0, 1_024);

    private static final List<String> RULES = List.of(
            "SEGMENT = 'a' AND SEGMENT = 'b'",
            "SEGMENT = 'a' OR SEGMENT = 'c'",
            "SEGMENT IN ('a', 'b', 'c')",
            "NOT SEGMENT = 'a'",
            "SEGMENT = 'a' AND SEGMENT NOT IN ('b', 'c')",
            "(SEGMENT = 'a' OR SEGMENT = 'b') AND NOT (SEGMENT = 'b' AND SEGMENT = 'c')");

    /** What a rule asks of the letters that a customer has, in the order of {@link #RULES}. */
    private static boolean holds(int rule, int letters) {
        boolean a = (letters & 1) != 0;
        boolean b = (letters & 2) != 0;
        boolean c = (letters & 4) != 0;
        return switch (rule) {
            case 0 -> a && b;
            case 1 -> a || c;
            case 2 -> a || b || c;
            case 3 -> !a;
            case 4 -> a && !(b || c);
            default -> (a || b) && !(b && c);
        };
    }

    private record Counted(int rule, long sequence, long count) {}

    /** The letters of each customer, and how many each rule has; -1 for a customer that there is not. */
    private static final class Model {
        private final int[] letters = new int[CUSTOMERS];
        private final long[] counts = new long[RULES.size()];

        Model() {
            Arrays.fill(letters, -1);
        }

        void set(int customer, int newLetters) {
            count(letters[customer], -1);
            letters[customer] = newLetters;
            count(newLetters, 1);
        }

        private void count(int has, int more) {
            for (int rule = 0; rule < counts.length && has >= 0; rule++) {
                counts[rule] += holds(rule, has) ? more : 0;
            }
        }
    }

    @Test
    void shouldCountWhatAModelHasAtTheSequenceThatIsTold() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed: " + seed);
        ConcurrentHashMap<Long, long[]> expected = new ConcurrentHashMap<>();
        AtomicBoolean ended = new AtomicBoolean();
        AtomicInteger seen = new AtomicInteger();
        try (Shop shop = new Shop("UTC", "2024-03-01T00:00:00Z")) {
            List<String> names = List.of("a", "b", "c");
            names.forEach(name -> shop.segment(name, "customer_tags CONTAINS '" + name + "'"));
            WorkspaceView view = shop.engine.workspace(shop.id);
            Model model = new Model();
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < CUSTOMERS; i++) {
                change(shop, model, i, random.nextInt(1 << LETTERS));
            }
            expected.put(shop.engine.sequence(), model.counts.clone());
            CompletableFuture<List<Counted>> reader =
                    CompletableFuture.supplyAsync(() -> read(shop.engine, view, seen, ended));
            CompletableFuture<Set<Long>> intersections = CompletableFuture.supplyAsync(() -> intersect(view, ended));
            Set<Long> intersectionsThereWere = new HashSet<>(Set.of(model.counts[0]));
            long beganNs = System.nanoTime();
            while (System.nanoTime() - beganNs < CHANGES_NS
                    || seen.get() <= FEWEST_SEQUENCES && System.nanoTime() - beganNs < LONGEST_NS) {
                int customer = random.nextInt(CUSTOMERS);
                change(shop, model, customer, random.nextInt(20) == 0 ? -1 : random.nextInt(1 << LETTERS));
                expected.put(shop.engine.sequence(), model.counts.clone());
                intersectionsThereWere.add(model.counts[0]);
                if (random.nextInt(100) == 0) {
                    Thread.yield();
                }
            }
            ended.set(true);
            List<Counted> counted = reader.get(60, TimeUnit.SECONDS);
            Set<Long> sequences = new HashSet<>();
            for (Counted each : counted) {
                sequences.add(each.sequence());
                assertEquals(
                        expected.get(each.sequence())[each.rule()],
                        each.count(),
                        () -> RULES.get(each.rule()) + " at sequence " + each.sequence() + ", seed " + seed);
            }
            System.out.printf("%d counts at %d sequences of %d%n", counted.size(), sequences.size(), expected.size());
            assertTrue(sequences.size() > 1, () -> "sequences: found only " + sequences);
            Set<Long> found = intersections.get(60, TimeUnit.SECONDS);
            assertTrue(intersectionsThereWere.containsAll(found), () -> "found " + found);
        }
    }

    @Test
    void shouldCountEachPartOfARule() {
        try (Shop shop = new Shop("UTC", "2024-03-01T00:00:00Z")) {
            shop.segment("a", "customer_tags CONTAINS 'a'");
            shop.segment("b", "customer_tags CONTAINS 'b'");
            Model model = new Model();
            for (int i = 0; i < 100; i++) {
                change(shop, model, i, i % 4);
            }
            String rule = "SEGMENT = 'a' AND NOT SEGMENT = 'b'";
            ReadersCount count = shop.engine.workspace(shop.id).count(rule);
            assertTrue(count.begin(shop.engine::sequence));
            assertTrue(count.step(1_000));
            RuleCount found = count.get();
            assertEquals(shop.engine.count(shop.id, rule, 0).finish(), found);
            assertEquals(25, found.count());
            assertEquals(
                    List.of(50L, 50L),
                    found.whole().terms().stream().map(RulePart::count).toList());
            change(shop, model, 0, 3);
            assertNull(count.get(), "a count of what has changed since");
        }
    }

    @Test
    void shouldLeaveToTheEngineWhatIsNotOfSegmentsThatThereAre() {
        try (Shop shop = new Shop("UTC", "2024-03-01T00:00:00Z")) {
            shop.segment("a", "customer_tags CONTAINS 'a'");
            WorkspaceView view = shop.engine.workspace(shop.id);
            assertNotNull(view.count("SEGMENT = 'a'"));
            assertNull(view.count("SEGMENT = 'nobody'"));
            assertNull(view.count("SEGMENT = 'a' AND number_of_orders > 1"));
            assertNull(view.count("SEGMENT = "));
            assertNull(view.count("SEGMENT = 'a' OR ".repeat(100) + "SEGMENT = 'a'"), "a long rule");
        }
    }

    @Test
    void shouldGiveNothingWhenTheSegmentIsAnotherMeanwhile() {
        try (Shop shop = new Shop("UTC", "2024-03-01T00:00:00Z")) {
            shop.segment("a", "customer_tags CONTAINS 'a'");
            WorkspaceView view = shop.engine.workspace(shop.id);
            SegmentEntry entry = view.segments().byName("a");
            ReadersCount count = view.count("SEGMENT = 'a'");
            assertTrue(count.begin(shop.engine::sequence));
            assertTrue(count.step(1_000));
            MembersReading reading = view.reading(List.of(entry));
            assertTrue(reading.begin());
            shop.command(Commands.deleteSegment(shop.id, entry.id()));
            shop.settle();
            assertNull(count.get());
            assertTrue(!reading.holds());
            assertNull(view.reading(List.of(entry)));
        }
    }

    /** The sequences under which a reader would tell of segments while the engine's thread puts them into force. */
    private static final class ReaderWithin implements ChangeListener {
        private final List<Long> told = new ArrayList<>();
        private Shop shop;
        private int asked;

        @Override
        public void changed(Change change) {}

        @Override
        public void redefined(Redefinition redefinition) {
            WorkspaceView view = shop.view();
            SegmentEntry entry = view.segments().byId(redefinition.segmentId());
            if (entry != null) {
                asked++;
                MembersReading reading = view.reading(List.of(entry));
                if (reading.begin() && reading.holds()) {
                    told.add(reading.sequence(shop.engine.sequence()));
                }
            }
        }
    }

    @Test
    void shouldNotTellOfADefinitionUnderASequenceBeforeIt() {
        ReaderWithin within = new ReaderWithin();
        try (Shop shop = new Shop("UTC", "2024-03-01T00:00:00Z", within, STEP_BY_STEP)) {
            within.shop = shop;
            Model model = new Model();
            for (int i = 0; i < 100; i++) {
                change(shop, model, i, i % 4);
            }
            int edited = shop.segment("a", "customer_tags CONTAINS 'a'");
            shop.settle();
            shop.segment("dependent", "NOT SEGMENT = 'a'");
            shop.settle();
            for (String rule : List.of("customer_tags CONTAINS 'b'", "customer_tags CONTAINS 'nobody has'")) {
                shop.command(Commands.updateSegment(shop.id, edited, "a", rule));
                shop.settle();
            }
            assertEquals(6, within.asked, "definitions that came into force, with the one that refers to it");
            assertEquals(List.of(), within.told, "sequences told of while a definition was coming into force");
            MembersReading afterwards =
                    shop.view().reading(shop.view().segments().entries());
            assertTrue(afterwards.begin() && afterwards.holds());
            assertEquals(shop.engine.sequence(), afterwards.sequence(shop.engine.sequence()));
        }
    }

    private static List<Counted> read(Engine engine, WorkspaceView view, AtomicInteger seen, AtomicBoolean ended) {
        List<Counted> counted = new ArrayList<>();
        long last = 0;
        List<ReadersCount> counts = RULES.stream().map(view::count).toList();
        while (!ended.get()) {
            for (int rule = 0; rule < counts.size(); rule++) {
                ReadersCount count = counts.get(rule);
                if (!count.begin(engine::sequence)) {
                    continue;
                }
                while (!count.step(1)) {
                    continue;
                }
                RuleCount found = count.get();
                if (found != null) {
                    counted.add(new Counted(rule, count.sequence(), found.count()));
                    seen.addAndGet(count.sequence() == last ? 0 : 1);
                    last = count.sequence();
                }
            }
        }
        return counted;
    }

    private static Set<Long> intersect(WorkspaceView view, AtomicBoolean ended) {
        Set<Long> found = new HashSet<>();
        MembersReading reading = view.reading(
                List.of(view.segments().byName("a"), view.segments().byName("b")));
        while (!ended.get()) {
            long count = reading.countIntersection(1_000);
            if (count != MembersReading.UNCOUNTED) {
                found.add(count);
            }
        }
        return found;
    }

    /** One command: a customer with these letters as tags, or none any more. */
    private static void change(Shop shop, Model model, int customer, int letters) {
        model.set(customer, letters);
        if (letters < 0) {
            shop.record(CommandKind.CUSTOMER_DELETED, writer -> writer.text(Tag.CUSTOMER, "c-" + customer));
            return;
        }
        List<String> tags = new ArrayList<>();
        for (int letter = 0; letter < LETTERS; letter++) {
            if ((letters >> letter & 1) != 0) {
                tags.add(String.valueOf((char) ('a' + letter)));
            }
        }
        shop.record(
                CommandKind.CUSTOMER,
                writer -> writer.text(Tag.CUSTOMER, "c-" + customer).texts(Tag.TAGS, tags));
    }
}
