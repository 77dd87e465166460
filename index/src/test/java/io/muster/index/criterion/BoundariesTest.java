package io.muster.index.criterion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BoundariesTest {
    private static final class Counting extends LongCriterion {
        private final long threshold;
        private int asked;

        Counting(long threshold) {
            super(threshold);
            this.threshold = threshold;
        }

        @Override
        public boolean holds(long value) {
            asked++;
            return value >= threshold;
        }
    }

    @Test
    void shouldAskOnlyTheCriteriaBetweenOldAndNew() {
        Boundaries boundaries = new Boundaries();
        List<Counting> criteria = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            criteria.add(new Counting(i));
            boundaries.add(new long[] {i}, criteria.get(i));
        }
        List<Integer> flipped = new ArrayList<>();
        boundaries.cross(7, 4_998, 5_001, (criterion, ordinal) -> flipped.add(criteria.indexOf(criterion)));
        assertEquals(List.of(4_999, 5_000, 5_001), flipped);
        assertEquals(
                3, criteria.stream().filter(criterion -> criterion.asked > 0).count());
    }

    @Test
    void shouldNotTouchARangeThatTheValueLeapsOver() {
        Boundaries boundaries = new Boundaries();
        RangeCriterion narrow = new RangeCriterion(RangeSet.of(10, 20));
        boundaries.add(narrow.ranges().boundaries(), narrow);
        List<Criterion> flipped = new ArrayList<>();
        Flips flips = (criterion, ordinal) -> flipped.add(criterion);
        boundaries.cross(7, 0, 30, flips);
        assertEquals(0, narrow.asked());
        boundaries.cross(7, 30, 15, flips);
        boundaries.cross(7, 15, 20, flips);
        assertEquals(List.of(narrow), flipped);
        assertEquals(1, narrow.asked());
        boundaries.cross(7, 20, 9, flips);
        assertEquals(List.of(narrow, narrow), flipped);
    }

    @Test
    void shouldForgetACriterionThatIsRemoved() {
        Boundaries boundaries = new Boundaries();
        Counting criterion = new Counting(5);
        boundaries.add(new long[] {5, 9}, criterion);
        boundaries.remove(criterion);
        assertEquals(0, boundaries.size());
    }
}
