package io.muster.index.explain;

import io.muster.index.answer.SmallestChange;
import io.muster.index.explain.Subject.Alternative;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for the fewest subjects whose change would flip a rule. Sets of subjects are tried by size, as far as the
 * bounded effort goes; beyond it stands what {@link TreeCost} finds. Subjects are taken as independent, also those that
 * follow from the same orders. One thread.
 */
final class ChangeSearch {
    /** Parts of rules worked out before the search is cut short: some ten milliseconds. */
    static final long MOST_VISITS = 1_000_000;

    /** One subject as it would be. */
    private record Move(Subject subject, Alternative alternative) {}

    private final Proposition rule;
    private final List<Subject> subjects;
    private final byte[] present;
    private final byte[] truths;
    private final boolean holds;
    private final List<Move> moves = new ArrayList<>();
    private boolean cutShort;

    ChangeSearch(Proposition rule, List<Subject> subjects, byte[] present) {
        this.rule = rule;
        this.subjects = subjects;
        this.present = present;
        truths = present.clone();
        holds = rule.value(present) == Proposition.TRUE;
    }

    SmallestChange smallest() {
        boolean complete = subjects.stream().allMatch(Subject::complete);
        boolean independent =
                rule.isReadOnce() && subjects.stream().allMatch(subject -> subject.conditions().length == 1);
        List<Move> estimate = estimate();
        if (independent) {
            return answer(estimate, complete);
        }
        int most = estimate == null ? subjects.size() : estimate.size() - 1;
        long until = rule.visits() + MOST_VISITS;
        for (int size = 1; size <= most && !cutShort; size++) {
            if (find(0, size, until)) {
                return answer(moves, complete || size == 1);
            }
        }
        return answer(estimate, complete && !cutShort);
    }

    /** Whether changes of so many subjects from this one on flip the rule; they are then in {@code moves}. */
    private boolean find(int from, int size, long until) {
        if (size == 0) {
            cutShort |= rule.visits() > until;
            return flips();
        }
        for (int i = from; i <= subjects.size() - size && !cutShort; i++) {
            Subject subject = subjects.get(i);
            for (Alternative alternative : subject.alternatives()) {
                moves.add(new Move(subject, alternative));
                subject.apply(alternative, truths);
                if (find(i + 1, size - 1, until)) {
                    return true;
                }
                moves.removeLast();
            }
            for (int condition : subject.conditions()) {
                truths[condition] = present[condition];
            }
        }
        return false;
    }

    private boolean flips() {
        return (rule.value(truths) == Proposition.TRUE) != holds;
    }

    /** What the tree says, as far as each subject can be all that it is to be; null if that does not flip the rule. */
    private List<Move> estimate() {
        boolean[] movable = new boolean[present.length];
        for (Subject subject : subjects) {
            for (Alternative alternative : subject.alternatives()) {
                for (int i = 0; i < subject.conditions().length; i++) {
                    int condition = subject.conditions()[i];
                    movable[condition] |= alternative.truths()[i] != present[condition] > 0;
                }
            }
        }
        Set<Integer> wanted = new TreeCost(present, movable).conditions(rule.whole(), !holds);
        if (wanted == null) {
            return null;
        }
        List<Move> found = new ArrayList<>();
        for (Subject subject : subjects) {
            if (Arrays.stream(subject.conditions()).anyMatch(wanted::contains)) {
                Alternative fitting = fitting(subject, wanted);
                if (fitting == null) {
                    found.clear();
                    break;
                }
                found.add(new Move(subject, fitting));
                subject.apply(fitting, truths);
            }
        }
        boolean flips = !found.isEmpty() && flips();
        System.arraycopy(present, 0, truths, 0, present.length);
        return flips ? found : null;
    }

    private Alternative fitting(Subject subject, Set<Integer> wanted) {
        for (Alternative alternative : subject.alternatives()) {
            boolean fits = true;
            for (int i = 0; i < subject.conditions().length; i++) {
                int condition = subject.conditions()[i];
                boolean changed = alternative.truths()[i] != present[condition] > 0;
                fits &= changed || !wanted.contains(condition);
            }
            if (fits) {
                return alternative;
            }
        }
        return null;
    }

    /** Changes of one list are one step. */
    private static SmallestChange answer(List<Move> moves, boolean proven) {
        if (moves == null) {
            return new SmallestChange(false, proven, List.of());
        }
        Map<String, SmallestChange.Step> steps = new LinkedHashMap<>();
        for (Move move : moves) {
            Subject subject = move.subject();
            SmallestChange.Step step = new SmallestChange.Step(
                    subject.name(), subject.from(), move.alternative().to());
            steps.merge(
                    subject.name(),
                    step,
                    (a, b) -> new SmallestChange.Step(a.subject(), a.from(), a.to() + ", " + b.to()));
        }
        return new SmallestChange(true, proven, List.copyOf(steps.values()));
    }
}
