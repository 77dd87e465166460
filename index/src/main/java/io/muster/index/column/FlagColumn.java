package io.muster.index.column;

import io.muster.index.memory.LongPages;
import io.muster.index.memory.Pages;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.Structure;
import org.roaringbitmap.RoaringBitmap;

/**
 * True, false or missing for each customer, in two bits: 32 customers a long, the first in the lowest bits. For one
 * thread.
 */
public final class FlagColumn {
    public static final int MISSING = 0;
    public static final int FALSE = 1;
    public static final int TRUE = 2;

    private static final int FLAGS_SHIFT = 5;
    private static final int FLAGS_MASK = (1 << FLAGS_SHIFT) - 1;
    private static final long FLAG_MASK = 3;
    private static final long LOWER_BITS = 0x5555555555555555L;
    private static final int WORDS_PER_PAGE = Pages.ENTRIES >>> FLAGS_SHIFT;

    private final LongPages words = new LongPages(0);
    private int ordinals;

    /** {@link #TRUE}, {@link #FALSE} or {@link #MISSING}. */
    public int get(int ordinal) {
        return (int) (words.get(ordinal >>> FLAGS_SHIFT) >>> shiftOf(ordinal) & FLAG_MASK);
    }

    /**
     * Sets the customer's flag.
     *
     * @throws IllegalArgumentException if it is not one of the three
     */
    public void set(int ordinal, int value) {
        if (value < MISSING || value > TRUE) {
            throw new IllegalArgumentException("flag: found " + value + ", expected 0 to 2");
        }
        long word = words.get(ordinal >>> FLAGS_SHIFT) & ~(FLAG_MASK << shiftOf(ordinal));
        words.set(ordinal >>> FLAGS_SHIFT, word | (long) value << shiftOf(ordinal));
        ordinals = Math.max(ordinals, ordinal + 1);
    }

    /**
     * The customers that have this flag.
     *
     * @param value {@link #TRUE} or {@link #FALSE}
     * @throws IllegalArgumentException if it is something else: who is missing here is not known here
     */
    public RoaringBitmap scan(int value) {
        if (value != FALSE && value != TRUE) {
            throw new IllegalArgumentException("flag: found " + value + ", expected 1 or 2");
        }
        RoaringBitmap found = new RoaringBitmap();
        PageBits bits = new PageBits();
        for (int page = 0; page << Pages.SHIFT < ordinals && page << Pages.SHIFT >= 0; page++) {
            find(page, value, bits);
            bits.appendTo(found, page);
        }
        return found;
    }

    /**
     * Makes {@code bits} those of one page of 65,536 ordinals. Does not allocate.
     *
     * @param flags {@link #TRUE}, {@link #FALSE}, or both joined for those who have either
     */
    public void find(int page, int flags, PageBits bits) {
        for (int i = 0; i < WORDS_PER_PAGE; i += 2) {
            int word = page * WORDS_PER_PAGE + i;
            bits.set(i / 2, select(words.get(word), flags) | select(words.get(word + 1), flags) << Integer.SIZE);
        }
    }

    /** Adds the flags as they are. */
    public void freeze(Frozen into) {
        int ordinalsNow = ordinals;
        into.add(Structure.FLAG_COLUMN, out -> out.putInt(ordinalsNow));
        words.freeze(into);
    }

    /** Takes the flags that were saved in the place of what is here. */
    public void restore(StateReader in) throws SnapshotException {
        in.begin(Structure.FLAG_COLUMN);
        ordinals = in.getInt("ordinals", 0, Integer.MAX_VALUE);
        words.restore(in);
    }

    /** Size of the memory off the heap. */
    public long bytes() {
        return words.bytes();
    }

    private static long select(long word, int flags) {
        long found = (flags & FALSE) == 0 ? 0 : word;
        return Long.compress((flags & TRUE) == 0 ? found : found | word >>> 1, LOWER_BITS);
    }

    private static int shiftOf(int ordinal) {
        return (ordinal & FLAGS_MASK) * 2;
    }
}
