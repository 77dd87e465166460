package io.muster.index.algebra;

import java.util.List;
import org.roaringbitmap.Container;
import org.roaringbitmap.ContainerPointer;
import org.roaringbitmap.RoaringBitmap;

/**
 * Sets of customers joined by AND, OR and NOT, with the size of each part, which a {@link Counting} finds. The same
 * object stands in one place of one expression. One thread.
 */
public final class Expression {
    /** What a part is. */
    enum Kind {
        SET,
        NOT,
        AND,
        OR
    }

    private final Kind kind;
    private final List<Expression> terms;
    private final RoaringBitmap set;
    private ContainerPointer next;
    private Container page;
    private long count;

    private Expression(Kind kind, List<Expression> terms, RoaringBitmap set) {
        this.kind = kind;
        this.terms = terms;
        this.set = set;
    }

    /** These customers; the bitmap must not change before the counting is done. */
    public static Expression set(RoaringBitmap customers) {
        return new Expression(Kind.SET, List.of(), customers);
    }

    /** All customers but these. */
    public static Expression not(Expression term) {
        return new Expression(Kind.NOT, List.of(term), null);
    }

    /** The customers of each of the terms, of which there is one at least. */
    public static Expression and(List<Expression> terms) {
        return terms.size() == 1 ? terms.getFirst() : new Expression(Kind.AND, List.copyOf(terms), null);
    }

    /** The customers of any of the terms, of which there is one at least. */
    public static Expression or(List<Expression> terms) {
        return terms.size() == 1 ? terms.getFirst() : new Expression(Kind.OR, List.copyOf(terms), null);
    }

    /** How many customers it has, when the counting is done. */
    public long count() {
        return count;
    }

    Kind kind() {
        return kind;
    }

    boolean isSet() {
        return kind == Kind.SET;
    }

    List<Expression> terms() {
        return terms;
    }

    Expression term(int index) {
        return terms.get(index);
    }

    /** Goes back to the first page, with nothing counted. */
    void rewind() {
        count = 0;
        next = set == null ? null : set.getContainerPointer();
        page = null;
        for (int i = 0; i < terms.size(); i++) {
            terms.get(i).rewind();
        }
    }

    /** The next page that a set below has something in, or {@code least} where that is before. */
    int nextPage(int least) {
        int found = least;
        if (next != null && next.getContainer() != null) {
            found = Math.min(found, next.key());
        }
        for (int i = 0; i < terms.size(); i++) {
            found = terms.get(i).nextPage(found);
        }
        return found;
    }

    /** Goes on to this page, which none of the sets has passed; answers how many sets have something in it. */
    int turnTo(int key) {
        int found = 0;
        if (next != null) {
            page = next.getContainer();
            if (page != null && next.key() == key) {
                next.advance();
                found = 1;
            } else {
                page = null;
            }
        }
        for (int i = 0; i < terms.size(); i++) {
            found += terms.get(i).turnTo(key);
        }
        return found;
    }

    /** What a set has in this page; null for nothing. */
    Container page() {
        return page;
    }

    void counted(int more) {
        count += more;
    }
}
