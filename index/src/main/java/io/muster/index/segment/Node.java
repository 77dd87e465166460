package io.muster.index.segment;

import io.muster.index.criterion.Criterion;
import io.muster.index.criterion.CriterionSource;
import java.util.List;
import java.util.function.BiConsumer;
import org.roaringbitmap.RoaringBitmap;

/** A rule compiled: a tree over criteria that can be asked for one customer or for all at once. One thread. */
public sealed interface Node {
    /** Whether it holds for one living customer. */
    boolean holds(int ordinal);

    /** Whether it holds for a customer of whom nothing is known. */
    boolean holdsForBlank();

    /** The living customers for whom it holds, as a bitmap of the caller's own. */
    RoaringBitmap members(RoaringBitmap living);

    /** Visits every criterion below, as often as it stands there, with its source. */
    void forEach(BiConsumer<CriterionSource, Criterion> visitor);

    /** A criterion by itself. */
    record Leaf(CriterionSource source, Criterion criterion) implements Node {
        @Override
        public boolean holds(int ordinal) {
            return criterion.members().contains(ordinal);
        }

        @Override
        public boolean holdsForBlank() {
            return false;
        }

        @Override
        public RoaringBitmap members(RoaringBitmap living) {
            return criterion.members().clone();
        }

        @Override
        public void forEach(BiConsumer<CriterionSource, Criterion> visitor) {
            visitor.accept(source, criterion);
        }
    }

    record Not(Node term) implements Node {
        @Override
        public boolean holds(int ordinal) {
            return !term.holds(ordinal);
        }

        @Override
        public boolean holdsForBlank() {
            return !term.holdsForBlank();
        }

        @Override
        public RoaringBitmap members(RoaringBitmap living) {
            return RoaringBitmap.andNot(living, term.members(living));
        }

        @Override
        public void forEach(BiConsumer<CriterionSource, Criterion> visitor) {
            term.forEach(visitor);
        }
    }

    record And(List<Node> terms) implements Node {
        @Override
        public boolean holds(int ordinal) {
            for (int i = 0; i < terms.size(); i++) {
                if (!terms.get(i).holds(ordinal)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean holdsForBlank() {
            return terms.stream().allMatch(Node::holdsForBlank);
        }

        @Override
        public RoaringBitmap members(RoaringBitmap living) {
            RoaringBitmap result = terms.get(0).members(living);
            for (int i = 1; i < terms.size() && !result.isEmpty(); i++) {
                switch (terms.get(i)) {
                    case Leaf leaf -> result.and(leaf.criterion().members());
                    case Not(Leaf leaf) -> result.andNot(leaf.criterion().members());
                    default -> result.and(terms.get(i).members(living));
                }
            }
            return result;
        }

        @Override
        public void forEach(BiConsumer<CriterionSource, Criterion> visitor) {
            terms.forEach(term -> term.forEach(visitor));
        }
    }

    record Or(List<Node> terms) implements Node {
        @Override
        public boolean holds(int ordinal) {
            for (int i = 0; i < terms.size(); i++) {
                if (terms.get(i).holds(ordinal)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean holdsForBlank() {
            return terms.stream().anyMatch(Node::holdsForBlank);
        }

        @Override
        public RoaringBitmap members(RoaringBitmap living) {
            RoaringBitmap result = terms.get(0).members(living);
            for (int i = 1; i < terms.size(); i++) {
                if (terms.get(i) instanceof Leaf leaf) {
                    result.or(leaf.criterion().members());
                } else {
                    result.or(terms.get(i).members(living));
                }
            }
            return result;
        }

        @Override
        public void forEach(BiConsumer<CriterionSource, Criterion> visitor) {
            terms.forEach(term -> term.forEach(visitor));
        }
    }
}
