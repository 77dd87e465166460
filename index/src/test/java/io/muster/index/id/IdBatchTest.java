package io.muster.index.id;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muster.index.memory.Seeds;
import java.nio.ByteBuffer;
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

    @Test
    void shouldTakeIdsThatStandBehindTheirLengths() {
        UnsafeBuffer frame = new UnsafeBuffer(new byte[64]);
        int end = 5;
        for (String id : new String[] {"ann", "", "bob@example.org"}) {
            frame.putShort(end + 3, (short) id.length(), LITTLE_ENDIAN);
            end += 3 + Short.BYTES + frame.putStringWithoutLengthUtf8(end + 3 + Short.BYTES, id);
        }
        batch.begin(frame);
        batch.add(0, 1);
        assertEquals(end, batch.addIds(5, 3, 3));
        assertEquals(4, batch.count());
        assertEquals("ann", frame.getStringWithoutLengthUtf8(batch.offset(1), batch.lengthBytes(1)));
        assertEquals(0, batch.lengthBytes(2));
        assertEquals("bob@example.org", frame.getStringWithoutLengthUtf8(batch.offset(3), batch.lengthBytes(3)));
    }

    @Test
    void shouldTakeNoIdsThatReachBeyondTheBufferAndNotMoreThanItHasRoomFor() {
        UnsafeBuffer frame = new UnsafeBuffer(new byte[1_000]);
        frame.putShort(990, (short) 9, LITTLE_ENDIAN);
        batch.begin(frame);
        assertThrows(IndexOutOfBoundsException.class, () -> batch.addIds(990, 1, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> batch.addIds(999, 1, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> batch.addIds(0, IdBatch.CAPACITY + 1, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> batch.addOrdinals(997, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> batch.addOrdinals(0, IdBatch.CAPACITY + 1));
        assertEquals(0, batch.count());
    }

    @Test
    void shouldTakeOrdinalsWhereverTheyStand() {
        ByteBuffer direct = ByteBuffer.allocateDirect(64);
        for (UnsafeBuffer frame : new UnsafeBuffer[] {new UnsafeBuffer(new byte[64]), new UnsafeBuffer(direct)}) {
            frame.putInt(7, 0x01020304, LITTLE_ENDIAN);
            frame.putInt(11, -2, LITTLE_ENDIAN);
            frame.putInt(21, 5, LITTLE_ENDIAN);
            batch.begin(frame);
            batch.addOrdinals(21, 1);
            batch.addOrdinals(7, 2);
            assertEquals(3, batch.count());
            assertEquals(5, batch.ordinal(0));
            assertEquals(0x01020304, batch.ordinal(1));
            assertEquals(-2, batch.ordinal(2));
        }
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
