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
        assertEquals(3, criteria.stream().mapToInt(criterion -> criterion.asked).sum());
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
