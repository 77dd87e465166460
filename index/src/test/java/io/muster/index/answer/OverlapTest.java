package io.muster.index.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

final class OverlapTest {
    @Test
    void shouldCompareTwoSegments() {
        Overlap overlap = Overlap.of(
                List.of("a", "b"), List.of(RoaringBitmap.bitmapOf(1, 2, 3, 4), RoaringBitmap.bitmapOf(3, 4, 5)), 10);
        assertEquals(
                List.of(
                        new Overlap.Subset(List.of("a"), 4, 2),
                        new Overlap.Subset(List.of("b"), 3, 1),
                        new Overlap.Subset(List.of("a", "b"), 2, 2)),
                overlap.subsets());
        assertEquals(5, overlap.union());
        assertEquals(0.4, overlap.whole().jaccard(), 1e-12);
        assertEquals(0.2 / (0.4 * 0.3), overlap.whole().lift(), 1e-12);
        assertEquals(List.of(overlap.whole()), overlap.pairs());
    }

    @Test
    void shouldBeDefinedForEmptySegmentsAndWorkspaces() {
        RoaringBitmap none = new RoaringBitmap();
        Overlap overlap = Overlap.of(List.of("a", "b", "c"), List.of(none, RoaringBitmap.bitmapOf(1), none), 0);
        assertEquals(new Overlap.Similarity(List.of("a", "b", "c"), 0, 0, 0), overlap.whole());
        assertEquals(
                new Overlap.Similarity(List.of("a", "c"), 0, 0, 0),
                overlap.pairs().get(1));
        assertEquals(1, overlap.union());
    }

    @Test
    void shouldRefuseFewerThanTwoAndMoreThanEight() {
        assertThrows(IllegalArgumentException.class, () -> of(1));
        assertEquals(3, of(2).subsets().size());
        assertEquals(255, of(8).subsets().size());
        assertEquals(28, of(8).pairs().size());
        assertThrows(IllegalArgumentException.class, () -> of(9));
    }

    @Test
    void shouldAgreeWithCountingCustomersOneByOne() {
        long seed = System.nanoTime();
        System.out.println("seed: " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 50; round++) {
            int segments = random.nextInt(2, 9);
            int customers = random.nextInt(1, 200);
            List<RoaringBitmap> members = new ArrayList<>();
            for (int i = 0; i < segments; i++) {
                int share = random.nextInt(0, 101);
                members.add(RoaringBitmap.bitmapOf(IntStream.range(0, customers)
                        .filter(customer -> random.nextInt(100) < share)
                        .toArray()));
            }
            List<String> names = names(segments);
            Overlap overlap = Overlap.of(names, members, customers);
            for (Overlap.Subset subset : overlap.subsets()) {
                assertEquals(count(names, members, customers, subset.segments(), false), subset.size());
                assertEquals(count(names, members, customers, subset.segments(), true), subset.exactly());
            }
        }
    }

    @Test
    void shouldCompareEightSegmentsOfAMillionEachWithinSeconds() {
        SplittableRandom random = new SplittableRandom(1);
        List<RoaringBitmap> members = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            RoaringBitmap some = new RoaringBitmap();
            for (int customer = random.nextInt(19); customer < 10_000_000; customer += 1 + random.nextInt(19)) {
                some.add(customer);
            }
            members.add(some);
        }
        long start = System.nanoTime();
        Overlap overlap = Overlap.of(names(8), members, 10_000_000);
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.println("eight segments of a million: " + millis + " ms");
        assertTrue(millis < 30_000, millis + " ms");
        assertEquals(1, overlap.pairs().get(0).lift(), 0.1);
    }

    private static long count(
            List<String> names, List<RoaringBitmap> members, int customers, List<String> wanted, boolean exactly) {
        return IntStream.range(0, customers)
                .filter(customer -> IntStream.range(0, names.size()).allMatch(i -> {
                    boolean in = members.get(i).contains(customer);
                    return wanted.contains(names.get(i)) ? in : !(exactly && in);
                }))
                .count();
    }

    private static Overlap of(int segments) {
        return Overlap.of(
                names(segments),
                names(segments).stream()
                        .map(name -> RoaringBitmap.bitmapOf(1, 2))
                        .toList(),
                4);
    }

    private static List<String> names(int segments) {
        return IntStream.range(0, segments).mapToObj(i -> "s" + i).toList();
    }
}
