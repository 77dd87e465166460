package io.muster.index.id;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.index.memory.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A batch answers what its ids answer one by one. */
class IdBatchTest {
    private final Random random = Seeds.random(IdBatchTest.class);
    private final IdBatch batch = new IdBatch();

    @Test
    void shouldFindWhatIsFoundOneByOneWhileIdsComeAndGo() {
        compareWithSingle(new IdTable(), 60_000, 60_000);
    }

    @Test
    void shouldFindWhatIsFoundOneByOneWhenAllFingerprintsAreTheSame() {
        compareWithSingle(new IdTable((id, offset, length) -> 7), 1_000, 500);
    }

    @Test
    void shouldFindWhatIsFoundOneByOneWhenProbesWrapAroundTheEnd() {
        compareWithSingle(new IdTable((id, offset, length) -> -1L - (id.getByte(offset + length - 1) & 3)), 1_000, 500);
    }

    @Test
    void shouldFindNothingInAnEmptyTableOrForAnEmptyBatch() {
        IdTable table = new IdTable();
        batch.begin(new UnsafeBuffer(new byte[8]));
        table.find(batch);
        assertEquals(0, batch.count());
        batch.add(0, 8);
        table.find(batch);
        assertEquals(IdTable.UNKNOWN, batch.ordinal(0));
    }

    private void compareWithSingle(IdTable table, int steps, int customers) {
        int[] ordinals = new int[customers];
        Arrays.fill(ordinals, IdTable.UNKNOWN);
        for (int step = 0; step < steps; step++) {
            int customer = random.nextInt(customers);
            if (ordinals[customer] == IdTable.UNKNOWN) {
                byte[] id = id(customer);
                ordinals[customer] = table.add(new UnsafeBuffer(id), 0, id.length);
            } else {
                table.remove(ordinals[customer]);
                ordinals[customer] = IdTable.UNKNOWN;
            }
            if (step % 100 == 0) {
                ask(table, ordinals);
            }
        }
    }

    private void ask(IdTable table, int[] ordinals) {
        int[] customers = random.ints(1 + random.nextInt(IdBatch.CAPACITY), 0, ordinals.length)
                .toArray();
        UnsafeBuffer ids = new UnsafeBuffer(new byte[IdBatch.CAPACITY * 64]);
        batch.begin(ids);
        int end = 0;
        for (int customer : customers) {
            byte[] id = id(customer);
            ids.putBytes(end, id);
            batch.add(end, id.length);
            end += id.length;
        }
        table.find(batch);
        for (int i = 0; i < customers.length; i++) {
            assertEquals(ordinals[customers[i]], batch.ordinal(i), "customer " + customers[i]);
            assertEquals(
                    batch.ordinal(i), table.find(batch.source(), batch.offset(i), batch.lengthBytes(i)), "one by one");
        }
    }

    /** From 1 to 30 bytes: shorter and longer than what is compared at once. */
    private static byte[] id(int customer) {
        return (Integer.toString(customer, 36) + "-".repeat(customer % 25)).getBytes(StandardCharsets.US_ASCII);
    }
}
