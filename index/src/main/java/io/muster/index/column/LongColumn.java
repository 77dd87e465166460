package io.muster.index.column;

import static org.agrona.BitUtil.SIZE_OF_LONG;

import io.muster.index.memory.LongPages;
import io.muster.index.memory.Pages;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import java.util.Arrays;
import java.util.function.LongPredicate;
import org.agrona.DirectBuffer;
import org.roaringbitmap.RoaringBitmap;

/**
 * A whole number for each customer: an instant, a day, a decimal in millionths. Each page knows the least and the
 * greatest value that it was ever given, so that a scan skips it or takes it whole. For one thread.
 */
public final class LongColumn {
    /** What a customer has that was given no value; not a value itself. */
    public static final long MISSING = Long.MIN_VALUE;

    private final LongPages values = new LongPages(MISSING);
    private long[] least = {};
    private long[] greatest = {};
    private int[] present = {};

    /** The customer's value or {@link #MISSING}. */
    public long get(int ordinal) {
        return values.get(ordinal);
    }

    /** Sets the customer's value; {@link #MISSING} takes it away. */
    public void set(int ordinal, long value) {
        long before = values.get(ordinal);
        if (before == value) {
            return;
        }
        values.set(ordinal, value);
        int page = ordinal >>> Pages.SHIFT;
        if (page >= present.length) {
            addPages(values.pages());
        }
        if (before == MISSING) {
            present[page]++;
        }
        if (value == MISSING) {
            remove(page);
        } else {
            least[page] = Math.min(least[page], value);
            greatest[page] = Math.max(greatest[page], value);
        }
    }

    /** The customers whose value is neither below {@code low} nor above {@code high}; never those that have none. */
    public RoaringBitmap scan(long low, long high) {
        RoaringBitmap found = new RoaringBitmap();
        PageBits bits = new PageBits();
        for (int page = 0; page < present.length; page++) {
            find(page, low, high, bits);
            bits.appendTo(found, page);
        }
        return found;
    }

    /** Those of one page of 65,536 ordinals, likewise. */
    public RoaringBitmap scanPage(int page, long low, long high) {
        RoaringBitmap found = new RoaringBitmap();
        PageBits bits = new PageBits();
        find(page, low, high, bits);
        bits.appendTo(found, page);
        return found;
    }

    /**
     * Makes {@code bits} those of one page of 65,536 ordinals, likewise. Does not allocate.
     *
     * @return whether the values had to be read; what the page knows of them was not enough
     */
    public boolean find(int page, long low, long high, PageBits bits) {
        long lowest = Math.max(low, MISSING + 1);
        if (lowest > high || isOutside(page, lowest, high)) {
            bits.clear();
            return false;
        }
        if (present[page] == Pages.ENTRIES && least[page] >= lowest && greatest[page] <= high) {
            bits.fill();
            return false;
        }
        bits.scan().between(values.page(page), lowest, high);
        return true;
    }

    /**
     * The same for values that pass a test, of which it is known that none outside of the range does. The missing value
     * does not pass it.
     */
    public boolean find(int page, long low, long high, LongPredicate test, PageBits bits) {
        bits.clear();
        if (isOutside(page, low, high)) {
            return false;
        }
        for (int word = 0; word < values.entries(page) / Long.SIZE; word++) {
            bits.set(word, scanWord(values.page(page), word * Long.SIZE * SIZE_OF_LONG, test));
        }
        return true;
    }

    /**
     * The least value of a page that is not below {@code point}, or one between the two; the greatest long for none.
     */
    public long ceiling(int page, long point) {
        if (isOutside(page, point, Long.MAX_VALUE)) {
            return Long.MAX_VALUE;
        }
        return least[page] >= point ? least[page] : PageScan.ceiling(values.page(page), point);
    }

    private boolean isOutside(int page, long low, long high) {
        return page >= present.length || present[page] == 0 || greatest[page] < low || least[page] > high;
    }

    /** Adds the values as they are. */
    public void freeze(Frozen into) {
        values.freeze(into);
    }

    /** Takes the values that were saved in the place of what is here; what each page knows follows from them. */
    public void restore(StateReader in) throws SnapshotException {
        values.restore(in);
        present = new int[0];
        addPages(values.pages());
        for (int page = 0; page < present.length; page++) {
            for (int i = 0; i < values.entries(page); i++) {
                long value = values.page(page).getLong(i * SIZE_OF_LONG);
                if (value != MISSING) {
                    present[page]++;
                    least[page] = Math.min(least[page], value);
                    greatest[page] = Math.max(greatest[page], value);
                }
            }
        }
    }

    /** Hands the values to two arrays that have room for {@link #present} of them, in the order of their ordinals. */
    public void copyTo(long[] toValues, int[] toOrdinals) {
        int count = 0;
        for (int page = 0; page < values.pages(); page++) {
            for (int i = 0; i < values.entries(page); i++) {
                long value = values.page(page).getLong(i * SIZE_OF_LONG);
                if (value != MISSING) {
                    toValues[count] = value;
                    toOrdinals[count++] = (page << Pages.SHIFT) + i;
                }
            }
        }
    }

    /** How many customers have a value. */
    public int present() {
        return Arrays.stream(present).sum();
    }

    /** One more than the highest ordinal that may have a value. */
    public int ordinals() {
        return (int) Math.min(Integer.MAX_VALUE, (long) values.pages() << Pages.SHIFT);
    }

    /** Size of the memory off the heap. */
    public long bytes() {
        return values.bytes();
    }

    private static long scanWord(DirectBuffer buffer, int offset, LongPredicate test) {
        long found = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            found |= (test.test(buffer.getLong(offset + bit * SIZE_OF_LONG)) ? 1L : 0L) << bit;
        }
        return found;
    }

    private void remove(int page) {
        present[page]--;
        if (present[page] == 0) {
            least[page] = Long.MAX_VALUE;
            greatest[page] = MISSING;
        }
    }

    private void addPages(int count) {
        int before = present.length;
        present = Arrays.copyOf(present, count);
        least = Arrays.copyOf(least, count);
        greatest = Arrays.copyOf(greatest, count);
        Arrays.fill(least, before, count, Long.MAX_VALUE);
        Arrays.fill(greatest, before, count, MISSING);
    }
}
