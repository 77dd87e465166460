package io.muster.index.segment;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * Which memberships are to be evaluated: as a list while they are few, and as bitmaps when many customers are touched
 * in parts and none of them is to be evaluated before the last part. One thread; the list allocates only to grow.
 *
 * <pre>
 *  entry of the list:  ordinal (32) | rank of the segment (16) | slot (16)
 * </pre>
 */
final class Touched {
    /** Ranks fit into fifteen bits. */
    static final int MAX_RANK = Short.MAX_VALUE;

    private static final int FEWEST = 64;
    private static final int MOST_KEPT = 1 << 20;

    private long[] entries = new long[FEWEST];
    private int size;
    private final Map<Integer, RoaringBitmap> held = new TreeMap<>();

    static int key(int rank, int slot) {
        return rank << Short.SIZE | slot;
    }

    static int slotOf(int key) {
        return key & 0xFFFF;
    }

    void add(int ordinal, int key) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, size * 2);
        }
        entries[size++] = (long) ordinal << Integer.SIZE | key;
    }

    int size() {
        return size;
    }

    int ordinal(int i) {
        return (int) (entries[i] >>> Integer.SIZE);
    }

    int key(int i) {
        return (int) entries[i];
    }

    /** By ordinal, then rank. */
    void sort() {
        Arrays.sort(entries, 0, size);
    }

    void clear() {
        size = 0;
        if (entries.length > MOST_KEPT) {
            entries = new long[FEWEST];
        }
    }

    /** Moves the list to the bitmaps. */
    void hold() {
        for (int i = 0; i < size; i++) {
            held.computeIfAbsent(slotOf(key(i)), slot -> new RoaringBitmap()).add(ordinal(i));
        }
        clear();
    }

    boolean hasHeld() {
        return !held.isEmpty();
    }

    /** Nobody is held for the slot any more. */
    void forget(int slot) {
        held.remove(slot);
    }

    /** The first {@link RangeCommit range} of ordinals of which some are held; there must be one. */
    int firstHeldRange() {
        int first = Integer.MAX_VALUE;
        for (RoaringBitmap ordinals : held.values()) {
            first = Math.min(first, ordinals.first() >>> RangeCommit.SHIFT);
        }
        return first;
    }

    /** Takes out those of a range, by slot. */
    Map<Integer, RoaringBitmap> takeHeld(int range) {
        long from = (long) range << RangeCommit.SHIFT;
        Map<Integer, RoaringBitmap> taken = new TreeMap<>();
        held.entrySet().removeIf(entry -> {
            RoaringBitmap ofRange = entry.getValue().selectRange(from, from + RangeCommit.LENGTH);
            if (!ofRange.isEmpty()) {
                taken.put(entry.getKey(), ofRange);
                entry.getValue().remove(from, from + RangeCommit.LENGTH);
            }
            return entry.getValue().isEmpty();
        });
        return taken;
    }
}
