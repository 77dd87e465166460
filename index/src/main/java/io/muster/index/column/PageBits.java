package io.muster.index.column;

import io.muster.index.memory.Pages;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.roaringbitmap.BitmapContainer;
import org.roaringbitmap.RoaringBitmap;

/** The bits of one page of 65,536 ordinals, gathered and then appended to a bitmap as one container. */
public final class PageBits {
    private static final int WORDS = Pages.ENTRIES / Long.SIZE;
    private static final int UNKNOWN_CARDINALITY = -1;
    private static final int LARGEST_ARRAY = 4096;

    private final long[] words = new long[WORDS];
    private final PageScan scan = new PageScan(words);

    /** Takes all bits out. */
    public void clear() {
        Arrays.fill(words, 0);
    }

    /** Puts all bits in. */
    void fill() {
        Arrays.fill(words, -1);
    }

    /** The bits themselves, 64 entries a long, the first in the lowest. */
    long[] words() {
        return words;
    }

    /** Loops that set them. */
    PageScan scan() {
        return scan;
    }

    /** Sets 64 bits at once, those of the entries {@code index * 64} onwards. */
    public void set(int index, long word) {
        words[index] = word;
    }

    /** Takes out the entries that do not pass a test, which is made of each that is in; returns how many that were. */
    public int retain(IntPredicate test) {
        int asked = 0;
        for (int index = 0; index < WORDS; index++) {
            long kept = words[index];
            for (long left = kept; left != 0; left &= left - 1) {
                int bit = Long.numberOfTrailingZeros(left);
                kept ^= test.test(index * Long.SIZE + bit) ? 0 : 1L << bit;
                asked++;
            }
            words[index] = kept;
        }
        return asked;
    }

    /** Appends the bits as the container of this page, which must come after all that the bitmap has. */
    public void appendTo(RoaringBitmap bitmap, int page) {
        int cardinality = cardinality();
        if (cardinality > LARGEST_ARRAY && cardinality < Pages.ENTRIES) {
            bitmap.append((char) page, new BitmapContainer(words.clone(), cardinality));
        } else if (cardinality > 0) {
            bitmap.append((char) page, new BitmapContainer(words, UNKNOWN_CARDINALITY).repairAfterLazy());
        }
    }

    /** Makes the bits all that the bitmap has of this page. */
    public void replaceIn(RoaringBitmap bitmap, int page) {
        if (bitmap.isEmpty() || bitmap.last() >>> Pages.SHIFT < page) {
            appendTo(bitmap, page);
            return;
        }
        long start = (long) page << Pages.SHIFT;
        bitmap.remove(start, start + Pages.ENTRIES);
        RoaringBitmap own = new RoaringBitmap();
        appendTo(own, page);
        bitmap.or(own);
    }

    private int cardinality() {
        int sum = 0;
        for (long word : words) {
            sum += Long.bitCount(word);
        }
        return sum;
    }
}
