package io.muster.server.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.index.SegmentEntry;
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

/** Lets a history happen to an engine and to the naive shop at once, and holds each segment against its rule after each step. */
final class Replay {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Where the two part.
     *
     * @param step counted from 0
     * @param what the rule and for whom it holds in one but not in the other, or what the engine threw
     */
    record Difference(int step, String what) {}

    private record Watched(String rule, Rule parsed, SegmentEntry segment) {}

    private final History history;
    private final NaiveShop naive;
    private final List<Watched> watched = new ArrayList<>();
    private Instant now;

    private Replay(History history) {
        this.history = history;
        this.naive = new NaiveShop(history.zone());
        this.now = history.start();
    }

    /** Null where there is none. */
    static Difference firstDifference(History history) {
        return new Replay(history).run();
    }

    /** A history with as few steps as can be found that still makes a difference. */
    static History shrink(History history) {
        History smallest = history;
        Difference difference = firstDifference(smallest);
        if (difference == null) {
            return history;
        }
        smallest = smallest.with(smallest.steps().subList(0, Math.min(difference.step() + 1, smallest.steps().size())));
        for (int chunk = Math.max(1, smallest.steps().size() / 2); chunk > 0; chunk /= 2) {
            boolean shorter = true;
            while (shorter) {
                shorter = false;
                for (int from = smallest.steps().size() - chunk; from >= 0; from -= chunk) {
                    List<History.Step> fewer = new ArrayList<>(smallest.steps());
                    fewer.subList(from, from + chunk).clear();
                    if (firstDifference(smallest.with(fewer)) != null) {
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
        try (EngineShop engine = new EngineShop(history.zone(), "EUR", history.start(), 100)) {
            for (; step < history.steps().size(); step++) {
                String what = happen(history.steps().get(step), engine);
                if (what == null) {
                    what = compare(engine);
                }
                if (what != null) {
                    return new Difference(step, what);
                }
            }
            return null;
        } catch (RuntimeException | AssertionError e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            return new Difference(step, trace.toString());
        }
    }

    private String happen(History.Step step, EngineShop engine) {
        return switch (step) {
            case History.Step.Take take -> {
                boolean expected = naive.take(json(take.json()), now);
                boolean taken = engine.take(take.json());
                yield taken == expected
                        ? null
                        : "record " + take.json() + "\n  expected to be " + (expected ? "taken" : "refused") + ", found "
                                + (taken ? "taken" : engine.refusal());
            }
            case History.Step.Advance advance -> advance(advance.now(), engine);
            case History.Step.Define define -> {
                SegmentEntry segment = engine.define("segment " + watched.size(), define.rule());
                watched.add(new Watched(define.rule(), RuleParser.parse(define.rule()), segment));
                yield null;
            }
        };
    }

    /** The server sleeps until the next due instant: nothing may change before. */
    private String advance(Instant next, EngineShop engine) {
        long due = engine.engine().nextDueMillis();
        String early = null;
        if (next.toEpochMilli() < due) {
            for (Watched each : watched) {
                if (!NaiveRule.members(each.parsed(), naive, now).equals(NaiveRule.members(each.parsed(), naive, next))) {
                    early = "rule " + each.rule() + "\n  changes from " + now + " to " + next
                            + ", but the engine's next due instant is " + (due == Long.MAX_VALUE ? "never" : Instant.ofEpochMilli(due));
                }
            }
        }
        now = next;
        engine.advance(next);
        return early;
    }

    private String compare(EngineShop engine) {
        for (Watched each : watched) {
            Set<String> expected = NaiveRule.members(each.parsed(), naive, now);
            Set<String> found = engine.members(each.segment());
            if (!found.equals(expected)) {
                return "rule " + each.rule() + "\n  now " + now + "\n  missing " + without(expected, found) + "\n  too many "
                        + without(found, expected);
            }
            long cardinality = engine.view().cardinality(each.segment());
            if (cardinality != expected.size()) {
                return "rule " + each.rule() + "\n  cardinality " + cardinality + ", expected " + expected.size();
            }
            for (String customer : naive.customers()) {
                boolean bit = engine.view().isMember(engine.ordinal(customer), each.segment());
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
