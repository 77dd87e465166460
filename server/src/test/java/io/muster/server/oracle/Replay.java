package io.muster.server.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.index.rule.Rule;
import io.muster.index.rule.RuleParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lets a history happen to an engine and to the naive shop at once, and holds each segment against its rule after each
 * step.
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

    private record Watched(String segment, String rule, Rule parsed) {}

    private final History history;
    private final JudgedShop judged;
    private final NaiveShop naive;
    private final List<Watched> watched = new ArrayList<>();
    private Instant now;

    private Replay(History history, JudgedShop judged) {
        this.history = history;
        this.judged = judged;
        this.naive = new NaiveShop(history.zone());
        this.now = history.start();
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

    /** A history with as few steps as can be found that still makes a difference of the same kind. */
    static History shrink(History history, Opening opening) {
        History smallest = history;
        Difference difference = firstDifference(smallest, opening);
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
                    Difference still = firstDifference(smallest.with(fewer), opening);
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

    private Difference run() {
        int step = 0;
        try {
            for (; step < history.steps().size(); step++) {
                String what = happen(history.steps().get(step));
                if (what == null) {
                    what = compare();
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
            case History.Step.Take take -> {
                boolean expected = naive.take(json(take.json()), now);
                boolean taken = judged.take(take.json());
                yield taken == expected
                        ? null
                        : "record " + take.json() + "\n  expected to be " + (expected ? "taken" : "refused")
                                + ", found " + (taken ? "taken" : judged.refusal());
            }
            case History.Step.Advance advance -> advance(advance.now());
            case History.Step.Define define -> {
                String segment = "segment " + watched.size();
                judged.define(segment, define.rule());
                watched.add(new Watched(segment, define.rule(), RuleParser.parse(define.rule())));
                yield null;
            }
        };
    }

    /** The server sleeps until the next due instant: nothing may change before. */
    private String advance(Instant next) {
        long due = judged.nextDueMillis();
        String early = null;
        if (next.toEpochMilli() < due) {
            for (Watched each : watched) {
                if (!NaiveRule.members(each.parsed(), naive, now)
                        .equals(NaiveRule.members(each.parsed(), naive, next))) {
                    early = "rule " + each.rule() + "\n  changes from " + now + " to " + next
                            + ", but the engine's next due instant is "
                            + (due == Long.MAX_VALUE ? "never" : Instant.ofEpochMilli(due));
                }
            }
        }
        now = next;
        judged.advance(next);
        return early;
    }

    private String compare() {
        for (Watched each : watched) {
            Set<String> expected = NaiveRule.members(each.parsed(), naive, now);
            Set<String> found = judged.members(each.segment());
            if (!found.equals(expected)) {
                return "rule " + each.rule() + "\n  now " + now + "\n  missing " + without(expected, found)
                        + "\n  too many " + without(found, expected);
            }
            long cardinality = judged.cardinality(each.segment());
            if (cardinality != expected.size()) {
                return "rule " + each.rule() + "\n  cardinality " + cardinality + ", expected " + expected.size();
            }
            for (String customer : naive.customers()) {
                boolean bit = judged.isMember(each.segment(), customer);
                if (bit != expected.contains(customer)) {
                    return "rule " + each.rule() + "\n  bit of " + customer + ": found " + bit + ", expected " + !bit;
                }
            }
        }
        return null;
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
