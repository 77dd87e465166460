package io.muster.server.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lets a history happen to an engine and to the naive workspace at once, and holds the one against the other after each
 * step: members, sizes, bits, until when these hold, and the changes that were told.
 */
final class Replay {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Where the two part.
     *
     * @param step counted from 0
     * @param thrown whether the shop threw
     * @param what the rule and for whom it holds in one but not in the other, or what was thrown
     */
    record Difference(int step, boolean thrown, String what) {}

    private final History history;
    private final JudgedShop judged;
    private final NaiveWorkspace naive;
    private final ReplayedChanges changes;
    private final ReplayedOutlook outlook;

    private Replay(History history, JudgedShop judged) {
        this.history = history;
        this.judged = judged;
        naive = new NaiveWorkspace(history.zone(), history.start());
        changes = judged.skills().contains(JudgedShop.Skill.CHANGES) ? new ReplayedChanges(judged, naive) : null;
        outlook = judged.skills().contains(JudgedShop.Skill.UNTIL) ? new ReplayedOutlook(judged, naive) : null;
    }

    /** Makes a shop, empty, at the history's start. */
    interface Opening {
        JudgedShop open(History history);
    }

    /** Where a shop of that opening and the naive one part; null if they don't. */
    static Difference firstDifference(History history, Opening opening) {
        try (JudgedShop judged = opening.open(history)) {
            return new Replay(history, judged).run();
        }
    }

    private Difference run() {
        int step = 0;
        try {
            for (; step < history.steps().size(); step++) {
                String what = happen(history.steps().get(step));
                if (what == null && changes != null) {
                    what = changes.compare();
                }
                if (what == null) {
                    what = compare();
                }
                if (what == null && outlook != null) {
                    what = outlook.compare(step == history.steps().size() - 1);
                }
                if (what != null) {
                    return new Difference(step, false, what);
                }
            }
            return null;
        } catch (RuntimeException | AssertionError e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            return new Difference(step, true, trace.toString());
        }
    }

    private String happen(History.Step step) {
        return switch (step) {
            case History.Step.Take take ->
                agree(
                        step,
                        naive.take(json(take.json()), take.imported()),
                        judged.take(take.json(), take.imported()),
                        Set.of());
            case History.Step.Advance advance -> advance(advance.now());
            case History.Step.Define define ->
                agree(step, naive.define(define.name(), define.rule()), judged.define(define.name(), define.rule()));
            case History.Step.Edit edit ->
                agree(step, naive.edit(edit.name(), edit.rule()), judged.edit(edit.name(), edit.rule()));
            case History.Step.Rename rename ->
                agree(
                        step,
                        naive.rename(rename.name(), rename.newName()),
                        judged.rename(rename.name(), rename.newName()));
            case History.Step.Rollback back ->
                agree(step, naive.rollback(back.name(), back.version()), judged.rollback(back.name(), back.version()));
            case History.Step.Delete delete -> {
                Set<String> referring = naive.segments().referring(delete.name());
                boolean expected = naive.delete(delete.name()) == NaiveSegments.Verdict.TAKEN;
                yield agree(step, expected, judged.delete(delete.name()), referring);
            }
            case History.Step.Declare declare ->
                agree(
                        step,
                        naive.declare(declare.path(), declare.type()),
                        judged.declare(declare.path(), declare.type()),
                        Set.of());
        };
    }

    private String agree(History.Step step, NaiveSegments.Verdict expected, boolean taken) {
        String difference = agree(step, expected == NaiveSegments.Verdict.TAKEN, taken, Set.of());
        return difference == null ? null : difference + " (" + expected + ")";
    }

    /** @param anyOf the refusal must name one of these, unless there are none */
    private String agree(History.Step step, boolean expected, boolean taken, Set<String> anyOf) {
        if (taken != expected) {
            return step + "\n  expected to be " + (expected ? "taken" : "refused") + ", found "
                    + (taken ? "taken" : judged.refusal());
        }
        return taken || anyOf.isEmpty() || anyOf.stream().anyMatch(judged.refusal()::contains)
                ? null
                : step + "\n  refused with '" + judged.refusal() + "', expected it to name one of " + anyOf;
    }

    /** The server sleeps until the next due instant: nothing may change before. */
    private String advance(Instant next) {
        long due = judged.nextDueMillis();
        naive.advance(next);
        judged.advance(next);
        if (!naive.flips().isEmpty() && naive.flips().getFirst().atMillis() < due) {
            return naive.flips().getFirst() + "\n  came at "
                    + Instant.ofEpochMilli(naive.flips().getFirst().atMillis())
                    + ", but the engine's next due instant was "
                    + (due == Long.MAX_VALUE ? "never" : Instant.ofEpochMilli(due));
        }
        return null;
    }

    private String compare() {
        for (NaiveSegments.Segment segment : naive.segments().all()) {
            Set<String> expected = naive.members(segment);
            Set<String> found = judged.members(segment.name());
            if (!found.equals(expected)) {
                return what(segment) + "\n  missing " + without(expected, found) + "\n  too many "
                        + without(found, expected);
            }
            long cardinality = judged.cardinality(segment.name());
            if (cardinality != expected.size()) {
                return what(segment) + "\n  cardinality " + cardinality + ", expected " + expected.size();
            }
            for (String customer : naive.shop().customers()) {
                boolean bit = judged.isMember(segment.name(), customer);
                if (bit != expected.contains(customer)) {
                    return what(segment) + "\n  bit of " + customer + ": found " + bit + ", expected " + !bit;
                }
            }
            if (judged.version(segment.name()) < segment.version()) {
                return what(segment) + "\n  version " + judged.version(segment.name()) + ", expected "
                        + segment.version();
            }
        }
        return null;
    }

    private String what(NaiveSegments.Segment segment) {
        return "segment " + segment.name() + "\n  now " + naive.now();
    }

    private static Set<String> without(Set<String> from, Set<String> these) {
        Set<String> rest = new TreeSet<>(from);
        rest.removeAll(these);
        return rest;
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
