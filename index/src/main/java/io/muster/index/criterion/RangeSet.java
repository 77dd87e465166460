package io.muster.index.criterion;

import io.muster.index.time.Bound;
import io.muster.index.time.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sorted, disjoint, closed spans of longs that never hold {@link Long#MIN_VALUE}, which stands for a missing value. */
public final class RangeSet {
    /** The smallest value that is not missing. */
    public static final long LOWEST = Long.MIN_VALUE + 1;

    private final long[] lows;
    private final long[] highs;

    private RangeSet(long[] lows, long[] highs) {
        this.lows = lows;
        this.highs = highs;
    }

    /** The values from {@code low} to {@code high}, both in; none if {@code low > high}. */
    public static RangeSet of(long low, long high) {
        return union(List.of(new long[] {low, high}));
    }

    /** What is in at least one of the spans {@code {low, high}}. */
    public static RangeSet union(List<long[]> spans) {
        List<long[]> sorted = new ArrayList<>(spans);
        sorted.removeIf(span -> span[0] > span[1] || span[1] < LOWEST);
        sorted.sort((a, b) -> Long.compare(a[0], b[0]));
        List<long[]> joined = new ArrayList<>();
        for (long[] span : sorted) {
            long low = Math.max(span[0], LOWEST);
            long[] last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && low - 1 <= last[1]) {
                last[1] = Math.max(last[1], span[1]);
            } else {
                joined.add(new long[] {low, span[1]});
            }
        }
        return new RangeSet(
                joined.stream().mapToLong(span -> span[0]).toArray(),
                joined.stream().mapToLong(span -> span[1]).toArray());
    }

    /** The values {@code {low, high}} inside a window both of whose ends stand. */
    public static long[] span(Window window) {
        long low = window.lower() instanceof Bound.Fixed lower ? lower.atMillis() : LOWEST;
        long high = window.upper() instanceof Bound.Fixed upper ? upper.atMillis() - 1 : Long.MAX_VALUE;
        return new long[] {low, high};
    }

    /** How many spans there are. */
    public int size() {
        return lows.length;
    }

    /** First value of span {@code i}. */
    public long low(int i) {
        return lows[i];
    }

    /** Last value of span {@code i}. */
    public long high(int i) {
        return highs[i];
    }

    /** Where a value that rises comes into a span or leaves one. */
    public long[] boundaries() {
        long[] boundaries = new long[2 * lows.length];
        int size = 0;
        for (int i = 0; i < lows.length; i++) {
            boundaries[size++] = lows[i];
            if (highs[i] != Long.MAX_VALUE) {
                boundaries[size++] = highs[i] + 1;
            }
        }
        return Arrays.copyOf(boundaries, size);
    }

    public boolean contains(long value) {
        int at = Arrays.binarySearch(lows, value);
        int span = at >= 0 ? at : -at - 2;
        return span >= 0 && value <= highs[span];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RangeSet set && Arrays.equals(lows, set.lows) && Arrays.equals(highs, set.highs);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(lows) + Arrays.hashCode(highs);
    }

    @Override
    public String toString() {
        return Arrays.toString(lows) + ".." + Arrays.toString(highs);
    }
}
