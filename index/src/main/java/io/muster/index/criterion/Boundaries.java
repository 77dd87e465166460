package io.muster.index.criterion;

import java.util.Arrays;

/**
 * The values at which criteria of one field begin or cease to hold, sorted: a value that changes from old to new can
 * only touch those between. One thread; changes of the list copy it, since definitions are rare.
 */
public final class Boundaries {
    private long[] keys = {};
    private LongCriterion[] criteria = {};

    public int size() {
        return keys.length;
    }

    /** {@code criterion} may change where a value passes from below one of the keys to that key or more. */
    public void add(long[] newKeys, LongCriterion criterion) {
        long[] sorted = newKeys.clone();
        Arrays.sort(sorted);
        long[] merged = new long[keys.length + sorted.length];
        LongCriterion[] owners = new LongCriterion[merged.length];
        int old = 0;
        int added = 0;
        for (int i = 0; i < merged.length; i++) {
            boolean takesOld = added == sorted.length || (old < keys.length && keys[old] <= sorted[added]);
            merged[i] = takesOld ? keys[old] : sorted[added];
            owners[i] = takesOld ? criteria[old] : criterion;
            old += takesOld ? 1 : 0;
            added += takesOld ? 0 : 1;
        }
        keys = merged;
        criteria = owners;
    }

    /** Takes out every boundary of {@code criterion}. */
    public void remove(LongCriterion criterion) {
        int kept = 0;
        for (int i = 0; i < keys.length; i++) {
            if (criteria[i] != criterion) {
                keys[kept] = keys[i];
                criteria[kept++] = criteria[i];
            }
        }
        keys = Arrays.copyOf(keys, kept);
        criteria = Arrays.copyOf(criteria, kept);
    }

    /**
     * Puts the customer into the criteria with a boundary between the two values, or out: those that hold for one of
     * the values and not for the other. A narrow range that the value leaps over is not touched.
     */
    public void cross(int ordinal, long oldValue, long newValue, Flips flips) {
        long low = Math.min(oldValue, newValue);
        long high = Math.max(oldValue, newValue);
        for (int i = firstAbove(low); i < keys.length && keys[i] <= high; i++) {
            boolean in = criteria[i].holds(newValue);
            if (in != criteria[i].holds(oldValue)) {
                criteria[i].set(ordinal, in, flips);
            }
        }
    }

    private int firstAbove(long key) {
        int low = 0;
        int high = keys.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keys[middle] > key) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
