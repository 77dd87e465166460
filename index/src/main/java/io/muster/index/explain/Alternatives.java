package io.muster.index.explain;

import io.muster.index.explain.Subject.Alternative;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Gathers what a subject might be. Of those that make the same conditions hold the first that comes is kept. One
 * thread.
 */
final class Alternatives {
    private static final String MISSING = "missing";

    private final int size;
    private final BitSet present;
    private final Map<BitSet, String> byTruths = new LinkedHashMap<>();

    /**
     * None yet.
     *
     * @param size how many conditions look at the subject
     * @param present which of them hold now
     */
    Alternatives(int size, IntPredicate present) {
        this.size = size;
        this.present = truths(present);
    }

    /** Another value; {@code holds} says which conditions it makes hold. */
    void add(String to, IntPredicate holds) {
        BitSet truths = truths(holds);
        if (!truths.equals(present)) {
            byTruths.putIfAbsent(truths, to);
        }
    }

    /** No value, which makes no condition hold. */
    void addMissing() {
        BitSet none = new BitSet();
        if (!none.equals(present)) {
            byTruths.merge(none, MISSING, (to, missing) -> to + " or " + missing);
        }
    }

    List<Alternative> list() {
        List<Alternative> list = new ArrayList<>();
        byTruths.forEach((truths, to) -> {
            boolean[] each = new boolean[size];
            truths.stream().forEach(i -> each[i] = true);
            list.add(new Alternative(to, each));
        });
        return list;
    }

    private BitSet truths(IntPredicate holds) {
        BitSet truths = new BitSet(size);
        for (int i = 0; i < size; i++) {
            truths.set(i, holds.test(i));
        }
        return truths;
    }
}
