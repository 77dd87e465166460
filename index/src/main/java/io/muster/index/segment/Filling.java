package io.muster.index.segment;

import io.muster.index.criterion.Criterion;
import io.muster.index.criterion.CriterionSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Completes the criteria of compiled rules, a few ordinals at a time, while customers change; those that are left to
 * {@link Scanning} it leaves. One thread.
 *
 * <p>Customers who come later are no concern of it: a criterion hears of them by itself.
 */
public final class Filling {
    private record Waiting(CriterionSource source, Criterion criterion) {}

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final int ordinals;
    private int next;

    /**
     * A filling that has not begun.
     *
     * @param ordinals one more than the highest given out so far
     */
    public Filling(List<Node> nodes, int ordinals) {
        this.ordinals = ordinals;
        for (Node node : nodes) {
            node.forEach((source, criterion) -> {
                if (!criterion.isComplete() && !Scanning.scans(source, criterion)) {
                    waiting.add(new Waiting(source, criterion));
                }
            });
        }
    }

    public boolean isDone() {
        return waiting.isEmpty();
    }

    /** Does all of it at once. */
    public void finish() {
        while (!isDone()) {
            step();
        }
    }

    /** Does a part; there must be one. */
    public void step() {
        Waiting first = waiting.element();
        int length = first.source().fillLength();
        int to = Math.min(ordinals, (next / length + 1) * length);
        if (!first.criterion().isComplete() && next < to) {
            next = first.source().fill(first.criterion(), next, to);
        }
        if (first.criterion().isComplete() || next >= ordinals) {
            first.criterion().completed();
            waiting.remove();
            next = 0;
        }
    }
}
