package io.muster.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code muster bench micro}: the inner loops under JMH. */
@Command(
        name = "micro",
        description = "Measures inner loops with JMH, in forks of this JVM; takes JMH's own options, such as -prof gc.")
final class MicroBenchmarks implements Callable<Integer> {
    @Parameters(description = "which benchmarks, and JMH's options")
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        Main.main(arguments.toArray(new String[0]));
        return 0;
    }
}
