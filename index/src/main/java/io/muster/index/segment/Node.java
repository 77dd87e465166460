package io.muster.index.segment;

import io.muster.index.criterion.Criterion;
import io.muster.index.criterion.CriterionSource;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.roaringbitmap.RoaringBitmap;

/** A rule compiled: a tree over criteria that can be asked for one customer or for all at once. One thread. */
public sealed interface Node {
    /** Whether it holds for one living customer. */
    boolean holds(int ordinal);

    /** Whether it holds for a customer of whom nothing is known. */
    boolean holdsForBlank();

    /**
     * The living customers with {@code from ≤ ordinal < to} for whom it holds, as a bitmap of the caller's own; by
     * bitmap algebra.
     */
    RoaringBitmap members(RoaringBitmap living, long from, long to);

    /** Visits every criterion below, as often as it stands there, with its source. */
    void forEach(BiConsumer<CriterionSource, Criterion> visitor);

    /** Visits every segment that it refers to, as often as it does. */
    void forEachSegment(Consumer<Segment> visitor);

    /** A criterion by itself. */
    record Leaf(CriterionSource source, Criterion criterion) implements Node {
        @Override
        public boolean holds(int ordinal) {
            return criterion.has(ordinal);
        }

        @Override
        public boolean holdsForBlank() {
            return false;
        }

        @Override
        public RoaringBitmap members(RoaringBitmap living, long from, long to) {
            return criterion.members().selectRange(from, to);
        }

        @Override
        public void forEach(BiConsumer<CriterionSource, Criterion> visitor) {
            visitor.accept(source, criterion);
        }

        @Override
        public void forEachSegment(Consumer<Segment> visitor) {}
    }

    /** Another segment, whose members are always up to date when this is asked. */
    record Member(Segment segment) implements Node {
        @Override
        public boolean holds(int ordinal) {
            return segment.members().contains(ordinal);
        }

        @Override
        public boolean holdsForBlank() {
            return segment.holdsForBlank();
        }

        @Override
        public RoaringBitmap members(RoaringBitmap living, long from, long to) {
            return segment.members().selectRange(from, to);
        }

        @Override
        public void forEach(BiConsumer<CriterionSource, Criterion> visitor) {}

        @Override
        public void forEachSegment(Consumer<Segment> visitor) {
            visitor.accept(segment);
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
        public RoaringBitmap members(RoaringBitmap living, long from, long to) {
            RoaringBitmap result = living.selectRange(from, to);
            result.andNot(term.members(living, from, to));
            return result;
        }

        @Override
        public void forEach(BiConsumer<CriterionSource, Criterion> visitor) {
            term.forEach(visitor);
        }

        @Override
        public void forEachSegment(Consumer<Segment> visitor) {
            term.forEachSegment(visitor);
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
        public RoaringBitmap members(RoaringBitmap living, long from, long to) {
            RoaringBitmap result = terms.get(0).members(living, from, to);
            for (int i = 1; i < terms.size() && !result.isEmpty(); i++) {
                if (terms.get(i) instanceof Not(Node term)) {
                    result.andNot(term.members(living, from, to));
                } else {
                    result.and(terms.get(i).members(living, from, to));
                }
            }
            return result;
        }

        @Override
        public void forEach(BiConsumer<CriterionSource, Criterion> visitor) {
            terms.forEach(term -> term.forEach(visitor));
        }

        @Override
        public void forEachSegment(Consumer<Segment> visitor) {
            terms.forEach(term -> term.forEachSegment(visitor));
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
        public RoaringBitmap members(RoaringBitmap living, long from, long to) {
            RoaringBitmap result = terms.get(0).members(living, from, to);
            for (int i = 1; i < terms.size(); i++) {
                result.or(terms.get(i).members(living, from, to));
            }
            return result;
        }

        @Override
        public void forEach(BiConsumer<CriterionSource, Criterion> visitor) {
            terms.forEach(term -> term.forEach(visitor));
        }

        @Override
        public void forEachSegment(Consumer<Segment> visitor) {
            terms.forEach(term -> term.forEachSegment(visitor));
        }
    }
}
