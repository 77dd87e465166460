package io.muster.index.algebra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.memory.Pages;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/** Random expressions over sets of all forms, beside bit sets. */
final class CountingTest {
    private static final int CUSTOMERS = 5 * 65_536 + 1_234;
    private static final int ROUNDS = 300;

    private final SplittableRandom random;
    private final List<BitSet> sets = new ArrayList<>();
    private final List<RoaringBitmap> bitmaps = new ArrayList<>();
    private final BitSet living;
    private final RoaringBitmap livingBitmap;

    /** A part of an expression, and what it should have. */
    private record Part(Expression expression, BitSet expected) {}

    CountingTest() {
        long seed = System.nanoTime();
        System.out.println("seed: " + seed);
        random = new SplittableRandom(seed);
        living = of(0.97, 1);
        livingBitmap = bitmap(living);
        for (double share : new double[] {0, 0.0001, 0.01, 0.05, 0.1, 0.5, 0.9, 1}) {
            for (int run : new int[] {1, 700, 100_000}) {
                BitSet set = of(share, run);
                set.and(living);
                sets.add(set);
                RoaringBitmap bitmap = bitmap(set);
                if (random.nextBoolean()) {
                    bitmap.runOptimize();
                }
                bitmaps.add(bitmap);
            }
        }
    }

    @Test
    void shouldCountEachPartOfAnExpression() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Part> parts = new ArrayList<>();
            Part whole = part(random.nextInt(4), parts);
            RoaringBitmap collected = new RoaringBitmap();
            int most = random.nextInt(3) * random.nextInt(100_000);
            Counting counting = new Counting(whole.expression(), livingBitmap, collected, most);
            int visits = 1 + random.nextInt(20);
            while (!counting.step(visits)) {
                continue;
            }
            for (Part part : parts) {
                assertEquals(part.expected().cardinality(), part.expression().count(), "round " + round);
            }
            RoaringBitmap first = bitmap(whole.expected());
            assertTrue(collected.getCardinality() >= Math.min(most, first.getCardinality()), "round " + round);
            first.remove(collected.isEmpty() ? 0L : (collected.last() | Pages.MASK) + 1L, 1L << 32);
            assertEquals(first, collected, "round " + round);
        }
    }

    @Test
    void shouldCountNobodyWhereThereIsNobody() {
        Expression not = Expression.not(Expression.set(new RoaringBitmap()));
        new Counting(not, new RoaringBitmap()).finish();
        assertEquals(0, not.count());
    }

    @Test
    void shouldWriteWhatReadsBackAsTheSameSet() throws Exception {
        for (RoaringBitmap bitmap : bitmaps) {
            PortableMembers portable = new PortableMembers(bitmap);
            ByteBuffer bytes = ByteBuffer.allocateDirect(portable.lengthBytes());
            portable.write(bytes);
            assertEquals(0, bytes.remaining());
            RoaringBitmap read = new RoaringBitmap();
            read.deserialize(bytes.flip());
            assertEquals(bitmap, read);
        }
    }

    private Part part(int depth, List<Part> parts) {
        Part made;
        if (depth == 0 || random.nextInt(4) == 0) {
            int index = random.nextInt(sets.size());
            made = new Part(Expression.set(bitmaps.get(index)), sets.get(index));
        } else if (random.nextInt(4) == 0) {
            Part term = part(depth - 1, parts);
            BitSet expected = (BitSet) living.clone();
            expected.andNot(term.expected());
            made = new Part(Expression.not(term.expression()), expected);
        } else {
            made = joined(depth, parts);
        }
        parts.add(made);
        return made;
    }

    private Part joined(int depth, List<Part> parts) {
        boolean and = random.nextBoolean();
        int count = 2 + random.nextInt(3);
        Part first = part(depth - 1, parts);
        List<Expression> terms = new ArrayList<>(List.of(first.expression()));
        BitSet expected = (BitSet) first.expected().clone();
        for (int i = 1; i < count; i++) {
            Part term = part(depth - 1, parts);
            terms.add(term.expression());
            if (and) {
                expected.and(term.expected());
            } else {
                expected.or(term.expected());
            }
        }
        return new Part(and ? Expression.and(terms) : Expression.or(terms), expected);
    }

    /** So many of the customers, in stretches of such a length. */
    private BitSet of(double share, int run) {
        BitSet set = new BitSet();
        for (int from = 0; from < CUSTOMERS; from += run) {
            if (random.nextDouble() < share) {
                set.set(from, Math.min(CUSTOMERS, from + run));
            }
        }
        return set;
    }

    private static RoaringBitmap bitmap(BitSet set) {
        RoaringBitmap bitmap = new RoaringBitmap();
        set.stream().forEach(bitmap::add);
        return bitmap;
    }
}
