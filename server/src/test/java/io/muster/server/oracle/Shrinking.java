package io.muster.server.oracle;

import java.util.ArrayList;
import java.util.List;

/** Makes histories small that show a difference. */
final class Shrinking {
    private Shrinking() {}

    /** A history with as few steps as can be found that still makes a difference of the same kind. */
    static History shrink(History history, Replay.Opening opening) {
        History smallest = history;
        Replay.Difference difference = Replay.firstDifference(smallest, opening);
        if (difference == null) {
            return history;
        }
        smallest = smallest.with(smallest.steps()
                .subList(0, Math.min(difference.step() + 1, smallest.steps().size())));
        for (int chunk = Math.max(1, smallest.steps().size() / 2); chunk > 0; chunk /= 2) {
            boolean shorter = true;
            while (shorter) {
                shorter = false;
                for (int from = smallest.steps().size() - chunk; from >= 0; from -= chunk) {
                    List<History.Step> fewer = new ArrayList<>(smallest.steps());
                    fewer.subList(from, from + chunk).clear();
                    Replay.Difference still = Replay.firstDifference(smallest.with(fewer), opening);
                    if (still != null && still.thrown() == difference.thrown()) {
                        smallest = smallest.with(fewer);
                        shorter = true;
                        from = Math.min(from, smallest.steps().size());
                    }
                }
            }
        }
        return smallest;
    }
}
