package io.muster.index.suggestion;

import io.muster.index.answer.Suggestion;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.function.IntFunction;

/**
 * Finds the most frequent of numbered values. A value's text is asked for only when it is frequent enough; of more than
 * {@link #MOST_TEXTS} values only the most frequent are looked at, so that a field with a different text for each of
 * millions of customers does not stop the engine. One thread.
 */
final class Ranking {
    static final int MOST_TEXTS = 100_000;

    private static final Comparator<Suggestion> BEST_FIRST =
            Comparator.comparingLong(Suggestion::count).reversed().thenComparing(Suggestion::value);

    private final String prefix;
    private final int limit;
    private final PriorityQueue<Suggestion> best = new PriorityQueue<>(BEST_FIRST.reversed());
    private long[] candidates = new long[64];
    private int size;

    Ranking(String prefix, int limit) {
        this.prefix = fold(prefix);
        this.limit = limit;
    }

    /** A value by number; one that nobody has is left out. */
    void add(int number, long count) {
        if (count <= 0) {
            return;
        }
        if (size == candidates.length) {
            candidates = Arrays.copyOf(candidates, size * 2);
        }
        candidates[size++] = count << Integer.SIZE | number;
    }

    /** Ranks what was added. */
    void rank(IntFunction<String> texts) {
        for (long floor = 1; size > MOST_TEXTS; floor *= 2) {
            keepAbove(floor);
        }
        for (int i = 0; i < size; i++) {
            long count = candidates[i] >>> Integer.SIZE;
            if (best.size() < limit || count >= best.element().count()) {
                consider(new Suggestion(texts.apply((int) candidates[i]), count));
            }
        }
    }

    List<Suggestion> best() {
        return best.stream().sorted(BEST_FIRST).toList();
    }

    private void consider(Suggestion suggestion) {
        if (fold(suggestion.value()).startsWith(prefix)) {
            best.add(suggestion);
            if (best.size() > limit) {
                best.remove();
            }
        }
    }

    /** Keeps the values that are more frequent than that, or the first of all if that leaves none. */
    private void keepAbove(long floor) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (candidates[i] >>> Integer.SIZE > floor) {
                kept++;
            }
        }
        if (kept == 0) {
            size = MOST_TEXTS;
            return;
        }
        int to = 0;
        for (int i = 0; i < size; i++) {
            if (candidates[i] >>> Integer.SIZE > floor) {
                candidates[to++] = candidates[i];
            }
        }
        size = to;
    }

    static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
