package io.muster.bench.micro;

import io.muster.index.id.IdBatch;
import io.muster.index.id.IdTable;
import io.muster.index.membership.MembershipWords;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The ids and membership words of so many customers, and questions about customers drawn at random. The questions stand
 * in the order in which they are asked, as those of a frame do, so that reading them misses no cache.
 */
@State(Scope.Benchmark)
public class LookupState {
    static final int ID_LENGTH = 10;
    private static final int QUESTIONS = 1 << 20;

    @Param({"1000000", "10000000"})
    int customers;

    @Param({"4", "1"})
    int groups;

    /** Whether ids are digits alone, which are found without a look at their bytes; else they begin with {@code c-}. */
    @Param({"true", "false"})
    boolean plain;

    final IdTable ids = new IdTable();
    final MembershipWords words = new MembershipWords();
    final IdBatch batch = new IdBatch();
    final long[] found = new long[IdBatch.CAPACITY];
    final UnsafeBuffer asked = new UnsafeBuffer(new byte[QUESTIONS * ID_LENGTH]);
    final int[] askedOrdinals = new int[QUESTIONS];
    final UnsafeBuffer ordinalFrame = new UnsafeBuffer(ByteBuffer.allocateDirect(QUESTIONS * Integer.BYTES));
    private int next;

    /** Adds the customers, half of them with bits set. */
    @Setup(Level.Trial)
    public void fill() {
        Random random = new Random(7);
        UnsafeBuffer id = new UnsafeBuffer(new byte[ID_LENGTH]);
        for (int customer = 0; customer < customers; customer++) {
            putId(id, 0, customer);
            int ordinal = ids.add(id, 0, ID_LENGTH);
            for (int group = 0; group < groups; group++) {
                words.set(ordinal, group, random.nextLong() >>> 1);
            }
        }
        for (int question = 0; question < QUESTIONS; question++) {
            int customer = random.nextInt(customers);
            askedOrdinals[question] = customer;
            ordinalFrame.putInt(question * Integer.BYTES, customer, ByteOrder.LITTLE_ENDIAN);
            putId(asked, question * ID_LENGTH, customer);
        }
    }

    /** The first of so many questions that follow each other. */
    int next(int count) {
        int from = next + count > QUESTIONS ? 0 : next;
        next = from + count;
        return from;
    }

    private void putId(UnsafeBuffer target, int offset, int customer) {
        target.putByte(offset, (byte) (plain ? '0' : 'c'));
        target.putByte(offset + 1, (byte) (plain ? '0' : '-'));
        int rest = customer;
        for (int digit = ID_LENGTH - 1; digit > 1; digit--) {
            target.putByte(offset + digit, (byte) ('0' + rest % 10));
            rest /= 10;
        }
    }
}
