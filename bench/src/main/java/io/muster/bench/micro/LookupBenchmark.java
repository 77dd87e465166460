package io.muster.bench.micro;

import io.muster.index.id.IdBatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** The road of a look-up without the wire. All figures are of one customer. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LookupBenchmark {
    private static final int BATCH = 64;

    /** Id to bit, each question asked when the one before is answered. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long oneAfterAnother(LookupState state) {
        int question = state.next(BATCH);
        long word = 0;
        for (int i = 0; i < BATCH; i++) {
            // The uppermost bit is never set, which the processor can't know.
            int offset = (question + i + (int) (word >>> 63)) * LookupState.ID_LENGTH;
            int ordinal = state.ids.find(state.asked, offset, LookupState.ID_LENGTH);
            word = state.words.word(ordinal, 0);
        }
        return word;
    }

    /** Id to bit, 64 questions at hand. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long allAtHand(LookupState state) {
        int question = state.next(BATCH);
        long members = 0;
        for (int i = 0; i < BATCH; i++) {
            int ordinal = state.ids.find(state.asked, (question + i) * LookupState.ID_LENGTH, LookupState.ID_LENGTH);
            members |= (state.words.word(ordinal, 0) & 1) << i;
        }
        return members;
    }

    /** The same, looked up together. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long together(LookupState state) {
        int question = state.next(BATCH);
        IdBatch batch = state.batch;
        batch.begin(state.asked);
        for (int i = 0; i < BATCH; i++) {
            batch.add((question + i) * LookupState.ID_LENGTH, LookupState.ID_LENGTH);
        }
        state.ids.find(batch);
        state.words.words(batch, 0, state.found);
        long members = 0;
        for (int i = 0; i < BATCH; i++) {
            members |= (state.found[i] & 1) << i;
        }
        return members;
    }

    /** Ordinal to bit, 64 questions at hand. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long byOrdinal(LookupState state) {
        int question = state.next(BATCH);
        long members = 0;
        for (int i = 0; i < BATCH; i++) {
            members |= (state.words.word(state.askedOrdinals[question + i], 0) & 1) << i;
        }
        return members;
    }

    /** The same, looked up together: what a request by ordinal has of the engine. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long byOrdinalTogether(LookupState state) {
        int question = state.next(BATCH);
        IdBatch batch = state.batch;
        batch.begin(state.ordinalFrame);
        batch.addOrdinals(question * Integer.BYTES, BATCH);
        state.words.words(batch, 0, state.found);
        long members = 0;
        for (int i = 0; i < BATCH; i++) {
            members |= (state.found[i] & 1) << i;
        }
        return members;
    }
}
