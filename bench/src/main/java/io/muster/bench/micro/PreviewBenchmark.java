package io.muster.bench.micro;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** Counts of rules of four conditions that are not saved, on the engine's thread with nothing in between. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PreviewBenchmark {
    @Benchmark
    public long allConditionsKnown(PreviewState state) {
        return state.countKnown();
    }

    @Benchmark
    public long noConditionKnown(PreviewState state) {
        return state.countUnknown();
    }

    @Benchmark
    public boolean partOfNoConditionKnown(PreviewState state) {
        return state.stepUnknown();
    }
}
