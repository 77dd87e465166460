package io.muster.server.oracle;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Definitions in mid-stream: made, edited, renamed, rolled back, deleted, and some that must be refused. */
final class RandomDefinitions {
    private static final int MOST_SEGMENTS = 10;

    private final RandomGenerator random;
    private final RandomRules rules;
    private final NaiveSegments segments;
    private final Set<RandomRules.Form> forms;
    private int serial;

    /**
     * A source of definitions.
     *
     * @param segments those there are, kept up by whoever takes what is drawn
     */
    RandomDefinitions(RandomGenerator random, RandomRules rules, NaiveSegments segments, Set<RandomRules.Form> forms) {
        this.random = random;
        this.rules = rules;
        this.segments = segments;
        this.forms = forms;
    }

    /** A new segment; rarely, and then to no effect, of a name that is taken. */
    History.Step.Define define() {
        List<String> names = names();
        String name = !names.isEmpty() && random.nextInt(30) == 0 ? oneOf(names) : "s" + serial++;
        return new History.Step.Define(name, rules.rule(names));
    }

    History.Step next() {
        List<String> names = names();
        int draw = random.nextInt(100);
        if (names.isEmpty() || draw < 30 && names.size() < MOST_SEGMENTS) {
            return define();
        }
        String name = random.nextInt(40) == 0 ? "nothing" : oneOf(names);
        if (draw < 45 && forms.contains(RandomRules.Form.DELETE)) {
            return new History.Step.Delete(name);
        }
        if (draw < 55 && forms.contains(RandomRules.Form.RENAME)) {
            return new History.Step.Rename(name, random.nextInt(10) == 0 ? oneOf(names) : "s" + serial++);
        }
        if (draw < 70 && forms.contains(RandomRules.Form.ROLLBACK)) {
            return rollback(name);
        }
        return forms.contains(RandomRules.Form.EDIT) ? new History.Step.Edit(name, rules.rule(names)) : define();
    }

    /** What becomes of a version that a rename has reworded is not for this judge to say. */
    private History.Step rollback(String name) {
        NaiveSegments.Segment segment = segments.get(name);
        int version = 1 + random.nextInt(segment == null ? 1 : segment.version());
        return segment != null && segment.isReworded(version)
                ? new History.Step.Edit(name, rules.rule(names()))
                : new History.Step.Rollback(name, random.nextInt(30) == 0 ? 99 : version);
    }

    private List<String> names() {
        return segments.all().stream().map(NaiveSegments.Segment::name).toList();
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
