package io.muster.server.oracle;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What happens to a shop, from first to last.
 *
 * @param start the first {@code now}
 */
record History(ZoneId zone, Instant start, List<Step> steps) {
    /** One thing that happens. */
    sealed interface Step {
        /** A record comes in. */
        record Take(String json) implements Step {}

        /** Time has come to {@code now}. */
        record Advance(Instant now) implements Step {}

        /** A segment of this rule is made. */
        record Define(String rule) implements Step {}
    }

    History with(List<Step> otherSteps) {
        return new History(zone, start, otherSteps);
    }

    @Override
    public String toString() {
        return "workspace in " + zone + ", now = " + start + "\n"
                + steps.stream()
                        .map(step -> switch (step) {
                            case Step.Take take -> take.json();
                            case Step.Advance advance -> "-- now = " + advance.now();
                            case Step.Define define -> "-- segment: " + define.rule();
                        })
                        .collect(Collectors.joining("\n"));
    }
}
