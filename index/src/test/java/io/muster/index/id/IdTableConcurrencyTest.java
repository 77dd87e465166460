package io.muster.index.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.memory.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The writer adds the ids 0, 1, 2, … so that id n gets the ordinal n, and removes those that 5 divides some time later.
 * Readers check what they find against the two marks between which everything is in flux.
 */
@Tag("optimized")
class IdTableConcurrencyTest {
    private static final int IDS = 200_000;
    private static final int LAG = 1_000;

    private final AtomicInteger added = new AtomicInteger();
    private final AtomicInteger removing = new AtomicInteger();
    private final AtomicInteger removed = new AtomicInteger();
    private final AtomicBoolean done = new AtomicBoolean();

    @Test
    void shouldNeverMissAPublishedIdNorGiveAWrongOrdinal() throws Exception {
        run(new IdTable(), IDS);
    }

    @Test
    void shouldNeverMissAPublishedIdNorGiveAWrongOrdinalWhenFingerprintsCollide() throws Exception {
        run(new IdTable((id, offset, length) -> ((long) id.getInt(offset) >>> 2) * 0x9E3779B97F4A7C15L), IDS / 4);
    }

    private void run(IdTable table, int ids) throws Exception {
        List<Future<Long>> readers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 2; i++) {
                readers.add(threads.submit(reader(table)));
            }
            try {
                write(table, ids);
            } finally {
                done.set(true);
            }
            for (Future<Long> reader : readers) {
                assertTrue(reader.get(30, TimeUnit.SECONDS) > 0, "reads");
            }
        }
    }

    private void write(IdTable table, int ids) {
        UnsafeBuffer id = new UnsafeBuffer(new byte[12]);
        for (int n = 0; n < ids; n++) {
            assertEquals(n, table.add(id, 0, encode(n, id)));
            added.set(n + 1);
            int old = n - LAG;
            if (old >= 0) {
                removing.set(old + 1);
                if (old % 5 == 0) {
                    table.remove(old);
                }
                removed.set(old + 1);
            }
        }
    }

    private Callable<Long> reader(IdTable table) {
        Random random = Seeds.random(IdTableConcurrencyTest.class);
        return () -> {
            UnsafeBuffer id = new UnsafeBuffer(new byte[12]);
            MutableDirectBuffer copy = new ExpandableArrayBuffer();
            IdBatch batch = new IdBatch();
            long reads = 0;
            while (!done.get() || reads == 0) {
                int n = random.nextInt(added.get() + 10);
                check(table, n, id, reads % 2 == 0 ? batch : null, copy);
                reads++;
            }
            return reads;
        };
    }

    private void check(IdTable table, int n, UnsafeBuffer id, IdBatch batchOrNull, MutableDirectBuffer copy) {
        boolean wasAdded = n < added.get();
        boolean wasRemoved = n % 5 == 0 && n < removed.get();
        int length = encode(n, id);
        int found = batchOrNull == null ? table.find(id, 0, length) : findInBatch(table, id, length, batchOrNull);
        int copied = table.copyId(n, copy, 0);
        boolean mayBeRemoved = n % 5 == 0 && n < removing.get();
        boolean mayBeAdded = n <= added.get();
        if (found != IdTable.UNKNOWN || wasAdded && !mayBeRemoved) {
            assertEquals(n, found);
            assertTrue(mayBeAdded && !wasRemoved, () -> "found before it was added or after it was removed: " + n);
            assertTrue(table.ordinals() > n, "ordinals");
        }
        if (copied != 0 || wasAdded && !mayBeRemoved) {
            assertEquals(length, copied);
            for (int i = 0; i < length; i++) {
                assertEquals(id.getByte(i), copy.getByte(i), "byte of the id");
            }
        }
    }

    private static int findInBatch(IdTable table, UnsafeBuffer id, int length, IdBatch batch) {
        batch.begin(id);
        batch.add(0, length);
        table.find(batch);
        return batch.ordinal(0);
    }

    private static int encode(int n, UnsafeBuffer id) {
        id.putInt(0, n);
        id.putLong(4, ~n * 0x0101010101010101L);
        return 5 + (n & 7);
    }
}
