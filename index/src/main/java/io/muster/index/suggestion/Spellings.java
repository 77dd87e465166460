package io.muster.index.suggestion;

import java.util.HashMap;
import java.util.Map;

/** Texts that are compared without regard to case are one value, shown as it is spelled most often. Stateless. */
final class Spellings {
    private Spellings() {}

    /** The counts by value; of spellings that are equally frequent the first in order is shown. */
    static Map<String, Integer> merge(Map<String, Integer> counts) {
        Map<String, String> shown = new HashMap<>();
        Map<String, Integer> sums = new HashMap<>();
        counts.forEach((text, count) -> {
            String folded = Ranking.fold(text);
            sums.merge(folded, count, Integer::sum);
            shown.merge(folded, text, (known, other) -> better(known, other, counts));
        });
        Map<String, Integer> merged = new HashMap<>();
        sums.forEach((folded, sum) -> merged.put(shown.get(folded), sum));
        return merged;
    }

    private static String better(String known, String other, Map<String, Integer> counts) {
        int more = counts.get(other).compareTo(counts.get(known));
        return more > 0 || (more == 0 && other.compareTo(known) < 0) ? other : known;
    }
}
