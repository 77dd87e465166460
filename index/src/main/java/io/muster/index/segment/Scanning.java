package io.muster.index.segment;

import io.muster.index.column.PageBits;
import io.muster.index.criterion.Criterion;
import io.muster.index.criterion.CriterionSource;
import io.muster.index.memory.Pages;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntSupplier;
import org.roaringbitmap.RoaringBitmap;

/**
 * Completes those criteria of a rule that are found by scans of columns, page by page, while customers change and time
 * passes. Of each page the conditions that cost least are read first; where nobody needs to know the size of each part,
 * those that an AND has no use for any more are not read, and are worth nothing there. One thread.
 */
final class Scanning {
    private enum Found {
        NOBODY,
        SOMEBODY,
        NOT_YET
    }

    /** A part of the rule: how it is read at one page, and what that costs about, in pages of columns. */
    private interface Part {
        Found read(int page);

        int cost();
    }

    private final class Known implements Part {
        private final RoaringBitmap members;

        Known(RoaringBitmap members) {
            this.members = members;
        }

        @Override
        public Found read(int page) {
            return has(members, page);
        }

        @Override
        public int cost() {
            return 0;
        }
    }

    private final class Column implements Part {
        private final CriterionSource source;
        private final Criterion criterion;
        private final BitSet pages = new BitSet();

        Column(Node.Leaf leaf) {
            source = leaf.source();
            criterion = leaf.criterion();
        }

        @Override
        public Found read(int page) {
            if (!pages.get(page) || criterion.isStale(page)) {
                if (left <= 0) {
                    return Found.NOT_YET;
                }
                left -= source.scan(criterion, page, bits);
                pages.set(page);
            }
            return has(criterion.members(), page);
        }

        @Override
        public int cost() {
            return 1;
        }
    }

    private record Complement(Part term) implements Part {
        @Override
        public Found read(int page) {
            return term.read(page) == Found.NOT_YET ? Found.NOT_YET : Found.SOMEBODY;
        }

        @Override
        public int cost() {
            return term.cost();
        }
    }

    private record Either(List<Part> terms) implements Part {
        @Override
        public Found read(int page) {
            Found either = Found.NOBODY;
            for (Part term : terms) {
                Found found = term.read(page);
                if (found == Found.NOT_YET) {
                    return found;
                }
                either = found == Found.SOMEBODY ? found : either;
            }
            return either;
        }

        @Override
        public int cost() {
            return terms.stream().mapToInt(Part::cost).sum();
        }
    }

    private record Both(List<Part> terms, boolean eachPart) implements Part {
        @Override
        public Found read(int page) {
            Found both = Found.SOMEBODY;
            for (Part term : terms) {
                Found found = term.read(page);
                if (found == Found.NOT_YET || found == Found.NOBODY && !eachPart) {
                    return found;
                }
                both = found == Found.NOBODY ? found : both;
            }
            return both;
        }

        @Override
        public int cost() {
            return terms.stream().mapToInt(Part::cost).sum();
        }
    }

    private static final int MOST_AT_ONCE = 1 << 20;

    private final PageBits bits = new PageBits();
    private final IntSupplier ordinals;
    private final boolean eachPart;
    private final Part whole;
    private int budget;
    private int left;
    private int next;
    private boolean readOnce;

    /**
     * A scanning that has not begun.
     *
     * @param ordinals one more than the highest given out so far
     * @param eachPart whether the size of each part of the rule is asked for
     * @param budget how many pages of columns are read in a step, about; at least 1
     */
    Scanning(Node node, IntSupplier ordinals, boolean eachPart, int budget) {
        this.ordinals = ordinals;
        this.eachPart = eachPart;
        this.budget = budget;
        whole = part(node);
    }

    /**
     * Does a part; returns whether all is as of now. It may be called again later to make it so: where it has been
     * overtaken by time it does more at once each time, so that it gets there.
     */
    boolean step() {
        left = budget;
        if (readOnce) {
            budget = (int) Math.min(MOST_AT_ONCE, 2L * budget);
            next = 0;
        }
        boolean ofOneMoment = next == 0;
        int pages = (int) (((long) ordinals.getAsInt() + Pages.MASK) >>> Pages.SHIFT);
        for (; next < pages; next++) {
            if (whole.read(next) == Found.NOT_YET) {
                return false;
            }
        }
        readOnce = true;
        return ofOneMoment;
    }

    private Part part(Node node) {
        return switch (node) {
            case Node.Leaf leaf ->
                scans(leaf.source(), leaf.criterion())
                        ? new Column(leaf)
                        : new Known(leaf.criterion().members());
            case Node.Member member -> new Known(member.segment().members());
            case Node.Not not -> new Complement(part(not.term()));
            case Node.And and -> new Both(parts(and.terms()), eachPart);
            case Node.Or or -> new Either(parts(or.terms()));
        };
    }

    /** Whether the criterion is one that has to be scanned for. */
    static boolean scans(CriterionSource source, Criterion criterion) {
        return !criterion.isComplete() && criterion.isApart() && source.scans(criterion);
    }

    private List<Part> parts(List<Node> nodes) {
        return nodes.stream()
                .map(this::part)
                .sorted(Comparator.comparingInt(Part::cost))
                .toList();
    }

    /** Whether anybody is in a page; taken for granted where that makes no difference. */
    private Found has(RoaringBitmap members, int page) {
        if (eachPart) {
            return Found.SOMEBODY;
        }
        long start = (long) page << Pages.SHIFT;
        return members.intersects(start, start + Pages.ENTRIES) ? Found.SOMEBODY : Found.NOBODY;
    }
}
