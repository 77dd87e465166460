package io.muster.bench.micro;

import io.muster.index.algebra.Counting;
import io.muster.index.algebra.Expression;
import io.muster.index.algebra.MembersReading;
import io.muster.index.algebra.PortableMembers;
import io.muster.index.algebra.SharedMembers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.roaringbitmap.RoaringBitmap;

/** Counts and exports of sets of a tenth of the customers each, and the ways that were there before. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AlgebraBenchmark {
    private static final int EVERY = 10;

    @Param({"1000000", "10000000"})
    private int customers;

    private final RoaringBitmap[] sets = new RoaringBitmap[4];
    private final RoaringBitmap living = new RoaringBitmap();
    private MembersReading two;
    private ByteBuffer target;

    @Setup(Level.Trial)
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < sets.length; i++) {
            sets[i] = new RoaringBitmap();
            for (int customer = 0; customer < customers; customer++) {
                if (random.nextInt(EVERY) == 0) {
                    sets[i].add(customer);
                }
            }
        }
        living.add(0L, customers);
        two = new MembersReading(List.of(new SharedMembers(sets[0]), new SharedMembers(sets[1])), () -> true);
        target = ByteBuffer.allocateDirect(customers / Byte.SIZE * 2);
    }

    /** As counts were made before: the result is built. */
    @Benchmark
    public long builtIntersection() {
        RoaringBitmap both = sets[0].selectRange(0L, customers);
        both.and(sets[1].selectRange(0L, customers));
        return both.getLongCardinality();
    }

    @Benchmark
    public long countedIntersection() {
        return two.countIntersection(Integer.MAX_VALUE);
    }

    /** (a or b) and not (c and d), built. */
    @Benchmark
    public long builtExpression() {
        RoaringBitmap either = RoaringBitmap.or(sets[0], sets[1]);
        RoaringBitmap rest = living.clone();
        rest.andNot(RoaringBitmap.and(sets[2], sets[3]));
        either.and(rest);
        return either.getLongCardinality();
    }

    @Benchmark
    public long countedExpression() {
        Expression expression = Expression.and(List.of(
                Expression.or(List.of(Expression.set(sets[0]), Expression.set(sets[1]))),
                Expression.not(Expression.and(List.of(Expression.set(sets[2]), Expression.set(sets[3]))))));
        new Counting(expression, living).finish();
        return expression.count();
    }

    /** As exports were made before: copied, and then written. */
    @Benchmark
    public int copiedExport() {
        RoaringBitmap copy = sets[0].clone();
        copy.runOptimize();
        byte[] bytes = new byte[copy.serializedSizeInBytes()];
        copy.serialize(ByteBuffer.wrap(bytes));
        target.clear().put(bytes);
        return target.position();
    }

    @Benchmark
    public int sharedExport() {
        PortableMembers portable = new PortableMembers(sets[0]);
        portable.write(target.clear());
        return target.position();
    }
}
