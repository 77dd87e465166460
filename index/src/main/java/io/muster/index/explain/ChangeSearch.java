package io.muster.index.explain;

import io.muster.index.answer.SmallestChange;
import io.muster.index.explain.Subject.Alternative;
import io.muster.index.function.Effort;
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

    private static final int VISITS_A_UNIT = 50;

    private final Proposition rule;
    private final List<Subject> subjects;
    private final byte[] present;
    private final byte[] truths;
    private final boolean holds;
    private final boolean complete;
    private List<Move> estimate;
    private int[] chosen;
    private int[] tried;
    private int most;
    private int size;
    private int level;
    private long untilVisits;
    private boolean cutShort;
    private SmallestChange smallest;

    ChangeSearch(Proposition rule, List<Subject> subjects, byte[] present) {
        this.rule = rule;
        this.subjects = subjects;
        this.present = present;
        truths = present.clone();
        holds = rule.value(present) == Proposition.TRUE;
        complete = subjects.stream().allMatch(Subject::complete);
    }

    /** Does a part; true when the {@link #smallest} is known. */
    boolean step(Effort effort) {
        while (smallest == null && !effort.isSpent()) {
            long before = rule.visits();
            if (chosen == null) {
                begin();
            } else {
                tryNext();
            }
            effort.spend(1 + (rule.visits() - before) / VISITS_A_UNIT);
        }
        return smallest != null;
    }

    /** What was found in the last step. */
    SmallestChange smallest() {
        return smallest;
    }

    private void begin() {
        estimate = estimate();
        boolean independent =
                rule.isReadOnce() && subjects.stream().allMatch(subject -> subject.conditions().length == 1);
        most = estimate == null ? subjects.size() : estimate.size() - 1;
        chosen = new int[most + 1];
        tried = new int[most + 1];
        untilVisits = rule.visits() + MOST_VISITS;
        level = -1;
        if (independent) {
            smallest = answer(estimate, complete);
        }
    }

    /** Goes to the next alternative of the subject chosen last, to the next subject, or to larger sets of subjects. */
    private void tryNext() {
        if (level < 0) {
            size++;
            if (size > most || cutShort) {
                smallest = answer(estimate, complete && !cutShort);
            } else {
                choose(0, 0);
            }
            return;
        }
        Subject subject = subjects.get(chosen[level]);
        tried[level]++;
        if (tried[level] < subject.alternatives().size()) {
            subject.apply(subject.alternatives().get(tried[level]), truths);
            if (level < size - 1) {
                choose(level + 1, chosen[level] + 1);
            } else {
                check();
            }
        } else {
            for (int condition : subject.conditions()) {
                truths[condition] = present[condition];
            }
            choose(level, chosen[level] + 1);
        }
    }

    private void choose(int at, int subject) {
        boolean enough = subject <= subjects.size() - (size - at) && !cutShort;
        level = enough ? at : at - 1;
        if (enough) {
            chosen[at] = subject;
            tried[at] = -1;
        }
    }

    private void check() {
        cutShort |= rule.visits() > untilVisits;
        if (flips()) {
            List<Move> moves = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                Subject subject = subjects.get(chosen[i]);
                moves.add(new Move(subject, subject.alternatives().get(tried[i])));
            }
            smallest = answer(moves, complete || size == 1);
        } else if (cutShort) {
            level = -1;
        }
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
