package io.muster.index.algebra;

import io.muster.index.column.PageBits;
import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.Container;
import org.roaringbitmap.RoaringBitmap;

/**
 * Finds the size of an expression and of each of its parts, page by page. Nothing is built for two sets; the parts of a
 * larger expression are kept as words of one page while they are combined. One thread.
 */
public final class Counting {
    private static final int NO_PAGE = Integer.MAX_VALUE;

    private final Expression whole;
    private final Expression living;
    private final RoaringBitmap collected;
    private final PageBits bits;
    private final List<long[]> words = new ArrayList<>(2);
    private int wanted;
    private boolean begun;

    /**
     * A counting that has not begun.
     *
     * @param living all customers, of which NOT takes some away
     * @param collected empty; gets the customers of the whole, of whole pages and from the lowest on
     * @param most it gets none of further pages when it has so many
     */
    public Counting(Expression whole, RoaringBitmap living, RoaringBitmap collected, int most) {
        this.whole = whole;
        this.living = Expression.set(living);
        this.collected = collected;
        wanted = most;
        bits = most > 0 ? new PageBits() : null;
    }

    /** A counting of which nobody wants the customers. */
    public Counting(Expression whole, RoaringBitmap living) {
        this(whole, living, null, 0);
    }

    /** Counts all that is left. */
    public void finish() {
        while (!step(Integer.MAX_VALUE)) {
            continue;
        }
    }

    /**
     * Counts some pages.
     *
     * @param visits how many containers are looked at, or a few more; the part of one is looked at in 0.1 to 1 µs
     * @return whether those were the last
     */
    public boolean step(int visits) {
        if (!begun) {
            begun = true;
            whole.rewind();
            living.rewind();
        }
        for (int left = visits; left > 0; ) {
            int page = living.nextPage(whole.nextPage(NO_PAGE));
            if (page == NO_PAGE) {
                return true;
            }
            left -= whole.turnTo(page) + living.turnTo(page);
            if (wanted <= 0) {
                count(whole);
            } else {
                collect(page);
            }
        }
        return false;
    }

    private void collect(int page) {
        long before = whole.count();
        fill(whole, words(0), 1);
        long[] found = words(0);
        for (int i = 0; i < found.length; i++) {
            bits.set(i, found[i]);
        }
        bits.appendTo(collected, page);
        wanted -= (int) Math.min(wanted, whole.count() - before);
    }

    /** Counts a part of which nobody wants the customers. */
    private void count(Expression part) {
        if (part.isSet()) {
            part.counted(cardinality(part.page()));
        } else if (part.kind() == Expression.Kind.NOT && part.term(0).isSet()) {
            part.counted(cardinality(living.page()) - countBoth(part.term(0), living));
        } else if (isPair(part)) {
            part.counted(countPair(part));
        } else {
            fill(part, words(0), 1);
        }
    }

    private static boolean isPair(Expression part) {
        return part.terms().size() == 2 && part.term(0).isSet() && part.term(1).isSet();
    }

    private static int countPair(Expression pair) {
        int both = countBoth(pair.term(0), pair.term(1));
        int first = cardinality(pair.term(0).page());
        int second = cardinality(pair.term(1).page());
        pair.term(1).counted(second);
        return pair.kind() == Expression.Kind.AND ? both : first + second - both;
    }

    /** Counts the first, and answers how many both have. */
    private static int countBoth(Expression one, Expression other) {
        Container first = one.page();
        Container second = other.page();
        one.counted(cardinality(first));
        return first == null || second == null ? 0 : first.andCardinality(second);
    }

    private static int cardinality(Container container) {
        return container == null ? 0 : container.getCardinality();
    }

    /** Counts a part and gives its customers of this page; uses the words from this depth on. */
    private void fill(Expression part, long[] into, int depth) {
        if (part.isSet()) {
            part.counted(cardinality(part.page()));
            PageWords.copy(part.page(), into);
            return;
        }
        fill(part.term(0), into, depth);
        long[] other = words(depth);
        if (part.kind() == Expression.Kind.NOT) {
            PageWords.copy(living.page(), other);
            PageWords.complement(into, other);
        }
        for (int i = 1; i < part.terms().size(); i++) {
            fill(part.term(i), other, depth + 1);
            if (part.kind() == Expression.Kind.AND) {
                PageWords.and(into, other);
            } else {
                PageWords.or(into, other);
            }
        }
        part.counted(PageWords.count(into));
    }

    /** Room for the bits of a page, by depth; no deeper than rules are. */
    private long[] words(int depth) {
        while (words.size() <= depth) {
            words.add(new long[PageWords.LENGTH]);
        }
        return words.get(depth);
    }
}
