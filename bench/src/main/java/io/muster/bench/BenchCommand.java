package io.muster.bench;

import io.muster.bench.compare.CompareBench;
import io.muster.bench.edges.EdgesBench;
import io.muster.bench.engine.GrowthBench;
import io.muster.bench.load.LoadBench;
import io.muster.bench.option.HelpOption;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code muster bench}: the measurements that the README quotes. */
@Command(
        name = "muster bench",
        description = "Measures a server of its own, or one that runs already.",
        subcommands = {
            LookupRoad.class,
            LookupsUnderLoad.class,
            WorstCases.class,
            Overload.class,
            Ingest.class,
            Snapshotting.class,
            Previews.class,
            ShopSize.class,
            LoadBench.class,
            CompareBench.class,
            GrowthBench.class,
            EdgesBench.class,
            MicroBenchmarks.class
        })
public final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HelpOption help;

    /** Runs one measurement and ends the process. */
    public static void main(String[] arguments) {
        String[] own = arguments.length > 0 && arguments[0].equals("bench")
                ? java.util.Arrays.copyOfRange(arguments, 1, arguments.length)
                : arguments;
        CommandLine commands = new CommandLine(new BenchCommand()).setCaseInsensitiveEnumValuesAllowed(true);
        commands.getSubcommands().get("micro").setUnmatchedOptionsArePositionalParams(true);
        System.exit(commands.execute(own));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "expected a measurement: lookups, lookups-under-load, worst-cases, overload, ingest, snapshots,"
                        + " previews, size, load, compare, growth, edges or micro");
    }
}
