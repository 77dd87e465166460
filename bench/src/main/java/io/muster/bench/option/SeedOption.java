package io.muster.bench.option;

import picocli.CommandLine.Option;

/** What makes the next run draw what this one drew. */
public final class SeedOption {
    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "(default: ${DEFAULT-VALUE})")
    private long seed;

    /** What all that is random in a measurement begins with. */
    public long value() {
        return seed;
    }
}
