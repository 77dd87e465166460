package io.muster.bench.micro;

import io.muster.server.metrics.RequestMeter;
import io.muster.server.metrics.RequestMeters;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs a look-up to be measured: alone in its read, and one of sixteen. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RequestMeterBenchmark {
    private static final int IS_MEMBER = 30;
    private static final int PIPELINED = 16;

    private final RequestMeter meter = new RequestMeters().meter();

    @Benchmark
    public void measureLookUpAlone() {
        long readNs = System.nanoTime();
        meter.answered(IS_MEMBER);
        meter.flushed(readNs);
    }

    @Benchmark
    @OperationsPerInvocation(PIPELINED)
    public void measureLookUpOfSixteen() {
        long readNs = System.nanoTime();
        for (int i = 0; i < PIPELINED; i++) {
            meter.answered(IS_MEMBER);
        }
        meter.flushed(readNs);
    }
}
