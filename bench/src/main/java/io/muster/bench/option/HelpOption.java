package io.muster.bench.option;

import picocli.CommandLine.Option;

/** What every measurement takes, save the one that hands its options on. */
public final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this and end")
    private boolean help;
}
