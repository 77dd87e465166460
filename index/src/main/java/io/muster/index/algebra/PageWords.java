package io.muster.index.algebra;

import io.muster.index.memory.Pages;
import java.util.Arrays;
import org.roaringbitmap.BitmapContainer;
import org.roaringbitmap.Container;

/** The bits of a page of 65,536 customers as longs: loops of one line each, which C2 turns into vector instructions. */
final class PageWords {
    static final int LENGTH = Pages.ENTRIES / Long.SIZE;

    private PageWords() {}

    /** The bits of a container; none for null. */
    static void copy(Container from, long[] to) {
        if (!(from instanceof BitmapContainer)) {
            Arrays.fill(to, 0);
        }
        if (from != null) {
            from.copyBitmapTo(to, 0);
        }
    }

    static void and(long[] into, long[] other) {
        for (int i = 0; i < LENGTH; i++) {
            into[i] &= other[i];
        }
    }

    static void or(long[] into, long[] other) {
        for (int i = 0; i < LENGTH; i++) {
            into[i] |= other[i];
        }
    }

    /** Leaves what {@code all} has and {@code into} has not. */
    static void complement(long[] into, long[] all) {
        for (int i = 0; i < LENGTH; i++) {
            into[i] = all[i] & ~into[i];
        }
    }

    static int count(long[] words) {
        int count = 0;
        for (int i = 0; i < LENGTH; i++) {
            count += Long.bitCount(words[i]);
        }
        return count;
    }
}
