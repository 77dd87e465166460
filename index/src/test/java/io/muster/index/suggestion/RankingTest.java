package io.muster.index.suggestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.answer.Suggestion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RankingTest {
    @Test
    void shouldAgreeWithSortingAll() {
        long seed = System.nanoTime();
        System.out.println("seed: " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            String prefix = List.of("", "v", "V1", "v22").get(random.nextInt(4));
            int limit = random.nextInt(1, 30);
            Ranking ranking = new Ranking(prefix, limit);
            List<Suggestion> all = new ArrayList<>();
            for (int number = 0; number < random.nextInt(1, 300); number++) {
                long count = random.nextInt(0, 6);
                ranking.add(number, count);
                if (count > 0 && text(number).startsWith(prefix.toLowerCase(Locale.ROOT))) {
                    all.add(new Suggestion(text(number), count));
                }
            }
            ranking.rank(RankingTest::text);
            all.sort(Comparator.comparingLong(Suggestion::count).reversed().thenComparing(Suggestion::value));
            assertEquals(all.subList(0, Math.min(limit, all.size())), ranking.best());
        }
    }

    @Test
    void shouldReadNoMoreTextsThanItsBoundAndStillFindTheMostFrequent() {
        Ranking ranking = new Ranking("", 3);
        for (int number = 0; number < 5 * Ranking.MOST_TEXTS; number++) {
            ranking.add(number, number % (2 * Ranking.MOST_TEXTS) == 77 ? number : 1 + number % 3);
        }
        AtomicInteger read = new AtomicInteger();
        ranking.rank(number -> {
            read.incrementAndGet();
            return text(number);
        });
        assertTrue(read.get() <= Ranking.MOST_TEXTS, () -> read + " texts");
        assertEquals(
                List.of("v400077", "v200077", "v77"),
                ranking.best().stream().map(Suggestion::value).toList());
    }

    @Test
    void shouldFindSomeOfManyThatAreEquallyFrequent() {
        Ranking ranking = new Ranking("v", 5);
        for (int number = 0; number < 2 * Ranking.MOST_TEXTS; number++) {
            ranking.add(number, 1);
        }
        ranking.rank(RankingTest::text);
        assertEquals(5, ranking.best().size());
    }

    private static String text(int number) {
        return "v" + number;
    }
}
