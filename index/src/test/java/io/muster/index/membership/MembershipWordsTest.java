package io.muster.index.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.memory.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("optimized")
class MembershipWordsTest {
    private static final int ORDINALS = 200_000;

    private final MembershipWords words = new MembershipWords();

    @Test
    void shouldAnswerLikeAPlainMap() {
        Random random = Seeds.random(MembershipWordsTest.class);
        Map<Long, Long> model = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            int ordinal = random.nextInt(1 << random.nextInt(1, 19));
            int group = random.nextInt(5);
            long word = random.nextLong();
            words.set(ordinal, group, word);
            model.put(key(ordinal, group), word);
            if (i % 10_000 == 5_000) {
                long mask = 1L << random.nextInt(64);
                for (int page = 0; page < words.pages(group); page++) {
                    words.clearBits(group, page, mask);
                }
                model.replaceAll((key, value) -> key % 8 == group ? value & ~mask : value);
            }
        }
        model.forEach((key, value) -> assertEquals(value, words.word((int) (key / 8), (int) (key % 8))));
    }

    @Test
    void shouldReadZeroWhereNothingWasSetAndTakeNoMemoryForIt() {
        assertEquals(0, words.word(7, 3));
        words.set(7, 3, 0);
        words.clearBits(9, 0, -1);
        words.clearBits(0, 7, -1);
        assertEquals(0, words.bytes());
        words.set(7, 1, 5);
        assertEquals(0, words.word(7, 0));
        assertEquals(0, words.word(8, 1));
        assertEquals(0, words.word(Integer.MAX_VALUE, 1));
        assertEquals(64 * 8, words.bytes());
    }

    @Test
    void shouldKeepNeighboursAtTheEdgesOfAPage() {
        for (int ordinal = 65_534; ordinal <= 65_538; ordinal++) {
            words.set(ordinal, 0, ordinal);
        }
        for (int ordinal = 65_534; ordinal <= 65_538; ordinal++) {
            assertEquals(ordinal, words.word(ordinal, 0));
        }
    }

    /**
     * Both halves of a word are the same number, which only rises; the marker says which ordinals have at least round
     * one.
     */
    @Test
    void shouldNeverShowATornOrLostOrOlderWordToAReader() throws Exception {
        AtomicInteger set = new AtomicInteger();
        AtomicBoolean done = new AtomicBoolean();
        List<Future<Long>> readers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 2; i++) {
                readers.add(threads.submit(reader(set, done)));
            }
            for (int round = 1; round <= 3; round++) {
                for (int ordinal = 0; ordinal < ORDINALS; ordinal++) {
                    words.set(ordinal, ordinal % 3, (long) round << Integer.SIZE | round);
                    set.set(Math.max(set.get(), ordinal + 1));
                }
            }
            done.set(true);
            for (Future<Long> reader : readers) {
                assertTrue(reader.get(30, TimeUnit.SECONDS) > 0, "reads");
            }
        }
    }

    @Test
    void shouldPublishCounters() {
        PublishedCounters counters = new PublishedCounters();
        assertEquals(0, counters.get(100));
        counters.set(100, -5);
        counters.set(70_000, 6);
        assertEquals(-5, counters.get(100));
        assertEquals(6, counters.get(70_000));
        assertEquals(0, counters.get(99));
    }

    private Callable<Long> reader(AtomicInteger set, AtomicBoolean done) {
        Random random = Seeds.random(MembershipWordsTest.class);
        return () -> {
            long reads = 0;
            while (!done.get() || reads == 0) {
                int certain = set.get();
                int ordinal = random.nextInt(certain + 1);
                long first = words.word(ordinal, ordinal % 3);
                long second = words.word(ordinal, ordinal % 3);
                assertEquals(first >>> Integer.SIZE, first & 0xFFFFFFFFL, "both halves");
                assertTrue(second >= first, "an older word");
                assertTrue(first != 0 || ordinal >= certain, "a lost word");
                reads++;
            }
            return reads;
        };
    }

    private static long key(int ordinal, int group) {
        return ordinal * 8L + group;
    }
}
