package io.muster.index.explain;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fewest conditions that would have to be otherwise, worked out from the leaves up as if each were independent of
 * the others: exact where no condition stands twice and no subject has two. One thread.
 */
final class TreeCost {
    private static final long IMPOSSIBLE = Integer.MAX_VALUE;

    /** A part and what it is to be. */
    private record Goal(Proposition.Part part, boolean holds) {}

    private final byte[] truths;
    private final boolean[] movable;
    private final Map<Goal, Long> costs = new HashMap<>();

    /**
     * For some conditions.
     *
     * @param truths of the conditions now
     * @param movable which conditions can be made otherwise by anything
     */
    TreeCost(byte[] truths, boolean[] movable) {
        this.truths = truths;
        this.movable = movable;
    }

    /** The conditions to be made otherwise for the part to be so; null if nothing would do. */
    Set<Integer> conditions(Proposition.Part part, boolean holds) {
        Goal goal = new Goal(part, holds);
        if (cost(goal) >= IMPOSSIBLE) {
            return null;
        }
        Set<Integer> conditions = new HashSet<>();
        gather(goal, conditions, new HashSet<>());
        return conditions;
    }

    private long cost(Goal goal) {
        Long known = costs.get(goal);
        if (known == null) {
            known = Math.min(IMPOSSIBLE, workOut(goal));
            costs.put(goal, known);
        }
        return known;
    }

    private long workOut(Goal goal) {
        Proposition.Part part = goal.part();
        if (part.condition >= 0) {
            boolean now = truths[part.condition] > 0;
            return now == goal.holds() ? 0 : movable[part.condition] ? 1 : IMPOSSIBLE;
        }
        boolean wanted = goal.holds() != part.negated;
        long sum = 0;
        long least = IMPOSSIBLE;
        for (Proposition.Part term : part.terms) {
            long cost = cost(new Goal(term, wanted));
            sum = Math.min(IMPOSSIBLE, sum + cost);
            least = Math.min(least, cost);
        }
        return needsEach(part, wanted) ? sum : least;
    }

    private void gather(Goal goal, Set<Integer> conditions, Set<Goal> seen) {
        if (cost(goal) == 0 || !seen.add(goal)) {
            return;
        }
        Proposition.Part part = goal.part();
        if (part.condition >= 0) {
            conditions.add(part.condition);
            return;
        }
        boolean wanted = goal.holds() != part.negated;
        List<Goal> goals =
                part.terms.stream().map(term -> new Goal(term, wanted)).toList();
        if (needsEach(part, wanted)) {
            goals.forEach(each -> gather(each, conditions, seen));
        } else {
            for (Goal each : goals) {
                if (cost(each) == cost(goal)) {
                    gather(each, conditions, seen);
                    return;
                }
            }
        }
    }

    private static boolean needsEach(Proposition.Part part, boolean wanted) {
        return part.all == wanted;
    }
}
