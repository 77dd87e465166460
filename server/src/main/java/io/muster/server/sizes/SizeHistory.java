package io.muster.server.sizes;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Sizes at moments of the last days: one in each quarter of a day in which somebody looked. Never changed; any thread.
 *
 * @param moments milliseconds since the epoch, ascending
 * @param sizes of each segment as many as there are moments, {@link #UNKNOWN} where it was not there
 */
public record SizeHistory(long[] moments, Map<SegmentKey, int[]> sizes) {
    /** How far it goes back. */
    public static final int DAYS = 14;

    /** One value in each. */
    public static final Duration STEP = Duration.ofHours(6);

    /** Of more segments there are no sizes of the past. */
    public static final int MAX_SEGMENTS = 50_000;

    /** In place of a size. */
    public static final int UNKNOWN = -1;

    static final SizeHistory EMPTY = new SizeHistory(new long[0], Map.of());

    /** Whether {@code nowMillis} is in another quarter of a day than the last moment. */
    boolean isDue(long nowMillis) {
        return moments.length == 0 || step(nowMillis) > step(moments[moments.length - 1]);
    }

    /** With one moment more, without those that are too long ago, and without segments that are not there any more. */
    SizeHistory with(long nowMillis, Map<SegmentKey, Integer> now) {
        int first = firstSince(nowMillis - Duration.ofDays(DAYS).toMillis());
        int count = moments.length - first;
        long[] later = Arrays.copyOfRange(moments, first, moments.length + 1);
        later[count] = nowMillis;
        Map<SegmentKey, int[]> grown = HashMap.newHashMap(now.size());
        now.forEach((segment, size) -> {
            int[] before = sizes.get(segment);
            int[] values = new int[count + 1];
            if (before == null) {
                Arrays.fill(values, UNKNOWN);
            } else {
                System.arraycopy(before, first, values, 0, count);
            }
            values[count] = size;
            grown.put(segment, values);
        });
        return new SizeHistory(later, grown);
    }

    /** Only those that {@code stays} picks. */
    SizeHistory only(Predicate<SegmentKey> stays) {
        Map<SegmentKey, int[]> rest = new HashMap<>(sizes);
        rest.keySet().removeIf(stays.negate());
        return new SizeHistory(moments, rest);
    }

    /** The index of the first moment that is not before {@code sinceMillis}. */
    public int firstSince(long sinceMillis) {
        int found = Arrays.binarySearch(moments, sinceMillis);
        return found < 0 ? -found - 1 : found;
    }

    /** The size of a segment at the moment of that index, or {@link #UNKNOWN}. */
    public int size(SegmentKey segment, int index) {
        int[] values = sizes.get(segment);
        return values == null ? UNKNOWN : values[index];
    }

    private static long step(long millis) {
        return Math.floorDiv(millis, STEP.toMillis());
    }
}
