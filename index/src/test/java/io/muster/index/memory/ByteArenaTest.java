package io.muster.index.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ByteArenaTest {
    private final ByteArena arena = new ByteArena();

    @Test
    void shouldKeepBlobsOfAllLengthsLikeAPlainMap() {
        Random random = Seeds.random(ByteArenaTest.class);
        Map<Long, byte[]> model = new HashMap<>();
        for (int i = 0; i < 3_000; i++) {
            byte[] blob = new byte[lengthOf(random)];
            random.nextBytes(blob);
            long handle = append(blob);
            assertEquals(0, handle & 7);
            assertEquals(handle >>> 3, Integer.toUnsignedLong((int) (handle >>> 3)));
            assertEquals(null, model.put(handle, blob));
        }
        model.forEach((handle, blob) -> assertArrayEquals(blob, read(handle)));
    }

    @Test
    void shouldTakeNoRoomForWhatIsToldAgain() {
        UnsafeBuffer told = new UnsafeBuffer(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
        long first = arena.replace(-1, told, 0, 9);
        long taken = arena.taken();
        assertEquals(first, arena.replace(first, told, 0, 9));
        assertEquals(taken, arena.taken());
        long other = arena.replace(first, told, 1, 8);
        assertArrayEquals(new byte[] {2, 3, 4, 5, 6, 7, 8, 9}, read(other));
        assertEquals(0, arena.length(first), "what was replaced is erased");
    }

    @Test
    void shouldKeepABlobThatIsLargerThanAWindowAndThoseAroundIt() {
        byte[] small = {1, 2, 3};
        byte[] large = new byte[(3 << 20) + 5];
        new Random(large.length).nextBytes(large);
        long before = append(small);
        long huge = append(large);
        long after = append(small);
        assertArrayEquals(small, read(before));
        assertArrayEquals(large, read(huge));
        assertArrayEquals(small, read(after));
    }

    @Test
    void shouldEraseTheBytesAndTheLengthOnly() {
        long first = append(new byte[] {1, 2, 3, 4, 5});
        long second = append(new byte[] {6});
        arena.erase(first);
        assertEquals(0, arena.length(first));
        for (int i = 0; i < 5; i++) {
            assertEquals(0, arena.buffer(first).getByte(arena.offset(first) + i));
        }
        assertFalse(arena.matches(first, new UnsafeBuffer(new byte[5]), 0, 5));
        assertFalse(arena.matches(first, new UnsafeBuffer(new byte[5]), 0, 0));
        assertEquals(0, arena.copy(first, new ExpandableArrayBuffer(), 0));
        assertArrayEquals(new byte[] {6}, read(second));
        arena.erase(first);
        assertArrayEquals(new byte[] {6}, read(second));
    }

    @Test
    void shouldMatchOnlyTheSameBytes() {
        UnsafeBuffer other = new UnsafeBuffer("xabcdefghijk".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        long handle = arena.append(other, 1, 11);
        assertTrue(arena.matches(handle, other, 1, 11));
        assertFalse(arena.matches(handle, other, 0, 11));
        assertFalse(arena.matches(handle, other, 1, 10));
        other.putByte(11, (byte) 'z');
        assertFalse(arena.matches(handle, other, 1, 11));
        other.putByte(11, (byte) 'k');
        other.putByte(1, (byte) 'z');
        assertFalse(arena.matches(handle, other, 1, 11));
    }

    @Test
    void shouldStartSmall() {
        assertEquals(0, arena.bytes());
        append(new byte[10]);
        assertEquals(256, arena.bytes());
    }

    private static int lengthOf(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> 0;
            case 1 -> random.nextInt(10_000);
            default -> random.nextInt(60);
        };
    }

    private long append(byte[] blob) {
        return arena.append(new UnsafeBuffer(blob), 0, blob.length);
    }

    private byte[] read(long handle) {
        byte[] bytes = new byte[arena.length(handle)];
        arena.buffer(handle).getBytes(arena.offset(handle), bytes);
        ExpandableArrayBuffer copy = new ExpandableArrayBuffer();
        assertEquals(bytes.length, arena.copy(handle, copy, 3));
        assertTrue(arena.matches(handle, copy, 3, bytes.length));
        return bytes;
    }
}
