package io.muster.index.column;

import io.muster.index.memory.Pages;
import java.util.Arrays;
import org.roaringbitmap.BitmapContainer;
import org.roaringbitmap.RoaringBitmap;

/** The bits of one page of 65,536 ordinals, gathered and then appended to a bitmap as one container. */
public final class PageBits {
    private static final int WORDS = Pages.ENTRIES / Long.SIZE;
    private static final int UNKNOWN_CARDINALITY = -1;
    private static final int LARGEST_ARRAY = 4096;

    private final long[] words = new long[WORDS];

    /** Takes all bits out. */
    public void clear() {
        Arrays.fill(words, 0);
    }

    /** Sets 64 bits at once, those of the entries {@code index * 64} onwards. */
    public void set(int index, long word) {
        words[index] = word;
    }

    /** Appends the bits as the container of this page, which must come after all that the bitmap has. */
    public void appendTo(RoaringBitmap bitmap, int page) {
        int cardinality = cardinality();
        if (cardinality > 0) {
            long[] own = cardinality > LARGEST_ARRAY ? words.clone() : words;
            bitmap.append((char) page, new BitmapContainer(own, UNKNOWN_CARDINALITY).repairAfterLazy());
        }
    }

    private int cardinality() {
        int sum = 0;
        for (long word : words) {
            sum += Long.bitCount(word);
        }
        return sum;
    }
}
