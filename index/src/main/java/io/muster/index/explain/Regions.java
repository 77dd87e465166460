package io.muster.index.explain;

import io.muster.index.criterion.RangeSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/** The spans between the values at which conditions begin or cease to hold, nearest to the present value first. */
final class Regions {
    /** Spans looked at; a rule may name a hundred thousand values. */
    private static final int MOST = 2_000;

    /**
     * Values among which nothing changes.
     *
     * @param low the first
     * @param high the last
     */
    record Region(long low, long high) {
        boolean contains(long value) {
            return value >= low && value <= high;
        }

        /** The value in it that is nearest. */
        long nearest(long value) {
            return Math.max(low, Math.min(high, value));
        }
    }

    private final List<Region> nearestFirst;
    private final boolean complete;

    /**
     * The spans.
     *
     * @param boundaries the first values of spans
     * @param present the value that nearness is measured from
     */
    Regions(long[] boundaries, long present) {
        long[] starts = LongStream.concat(LongStream.of(RangeSet.LOWEST), Arrays.stream(boundaries))
                .distinct()
                .sorted()
                .toArray();
        List<Region> regions = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            regions.add(new Region(starts[i], i + 1 < starts.length ? starts[i + 1] - 1 : Long.MAX_VALUE));
        }
        regions.sort(Comparator.comparingDouble(region -> Math.abs((double) region.nearest(present) - present)));
        complete = regions.size() <= MOST;
        nearestFirst = complete ? regions : regions.subList(0, MOST);
    }

    /** Of all boundaries of some sets. */
    static Regions of(Collection<RangeSet> sets, long present) {
        return new Regions(
                sets.stream()
                        .flatMapToLong(set -> Arrays.stream(set.boundaries()))
                        .toArray(),
                present);
    }

    List<Region> nearestFirst() {
        return nearestFirst;
    }

    /** Whether none was left out. */
    boolean isComplete() {
        return complete;
    }
}
