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
    /** One thing that happens. Segments are named as they are called then. */
    sealed interface Step {
        /** A record comes in, or is loaded as history. */
        record Take(String json, boolean imported) implements Step {
            @Override
            public String toString() {
                return imported ? json + " -- imported" : json;
            }
        }

        /** Time has come to {@code now}. */
        record Advance(Instant now) implements Step {
            @Override
            public String toString() {
                return "-- now = " + now;
            }
        }

        /** A segment of this rule is made. */
        record Define(String name, String rule) implements Step {
            @Override
            public String toString() {
                return "-- segment " + name + ": " + rule;
            }
        }

        /** A segment gets another rule. */
        record Edit(String name, String rule) implements Step {
            @Override
            public String toString() {
                return "-- edit " + name + ": " + rule;
            }
        }

        /** A segment gets another name. */
        record Rename(String name, String newName) implements Step {
            @Override
            public String toString() {
                return "-- rename " + name + " to " + newName;
            }
        }

        /** A segment gets the rule of an earlier version. */
        record Rollback(String name, int version) implements Step {
            @Override
            public String toString() {
                return "-- roll " + name + " back to version " + version;
            }
        }

        /** A segment goes. */
        record Delete(String name) implements Step {
            @Override
            public String toString() {
                return "-- delete " + name;
            }
        }

        /** A custom field is typed. */
        record Declare(String path, String type) implements Step {
            @Override
            public String toString() {
                return "-- field " + path + " is a " + type;
            }
        }
    }

    History with(List<Step> otherSteps) {
        return new History(zone, start, otherSteps);
    }

    @Override
    public String toString() {
        return "workspace in " + zone + ", now = " + start + "\n"
                + steps.stream().map(Step::toString).collect(Collectors.joining("\n"));
    }
}
