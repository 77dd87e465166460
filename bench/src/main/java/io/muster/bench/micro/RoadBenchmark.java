package io.muster.bench.micro;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole road of a look-up: over a socket, through a server in this process and back, 1,024 customers under way. All
 * figures are of one customer; what {@code -prof gc} counts is of server and client together.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RoadBenchmark {
    /** Binary requests about one customer each. */
    @Benchmark
    @OperationsPerInvocation(RoadState.WINDOW)
    public int isMember(RoadState state) throws IOException {
        return state.isMember.ask();
    }

    /** Binary requests about 64 customers each. */
    @Benchmark
    @OperationsPerInvocation(RoadState.WINDOW)
    public int areMembers(RoadState state) throws IOException {
        return state.areMembers.ask();
    }

    /** Binary requests about 64 customers by ordinal. */
    @Benchmark
    @OperationsPerInvocation(RoadState.WINDOW)
    public int areOrdinalsMembers(RoadState state) throws IOException {
        return state.areOrdinalsMembers.ask();
    }

    /** Binary requests about 1,024 customers by ordinal. */
    @Benchmark
    @OperationsPerInvocation(RoadState.WINDOW)
    public int areManyOrdinalsMembers(RoadState state) throws IOException {
        return state.areManyOrdinalsMembers.ask();
    }

    /** Redis' command about one customer. */
    @Benchmark
    @OperationsPerInvocation(RoadState.WINDOW)
    public int sismember(RoadState state) throws IOException {
        return state.sismember.ask();
    }

    /** Redis' command about 64 customers. */
    @Benchmark
    @OperationsPerInvocation(RoadState.WINDOW)
    public int smismember(RoadState state) throws IOException {
        return state.smismember.ask();
    }
}
