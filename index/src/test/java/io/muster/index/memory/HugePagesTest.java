package io.muster.index.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class HugePagesTest {
    @Test
    void shouldGiveZeroedPiecesThatDoNotOverlap() {
        UnsafeBuffer first = HugePages.allocate();
        UnsafeBuffer second = HugePages.allocate();
        for (int at = 0; at < HugePages.PIECE_BYTES; at += Long.BYTES) {
            assertEquals(0, first.getLong(at));
            first.putLong(at, at);
        }
        for (int at = 0; at < HugePages.PIECE_BYTES; at += Long.BYTES) {
            assertEquals(0, second.getLong(at));
            assertEquals(at, first.getLong(at));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldAlignPiecesToTheirLength() {
        assertEquals(0, HugePages.allocate().addressOffset() % HugePages.PIECE_BYTES);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldFreeAPieceOfWhichNobodyHoldsAPart() {
        HugeCuts cuts = new HugeCuts(HugePages.PIECE_BYTES / 2);
        UnsafeBuffer part = cuts.cut(1);
        part.putLong(0, 42);
        cuts = null;
        for (int i = 0; i < 50; i++) {
            HugePages.allocate();
        }
        long full = HugePages.mappedBytes();
        long deadlineNs = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (HugePages.mappedBytes() > full - 40L * HugePages.PIECE_BYTES) {
            assertTrue(System.nanoTime() < deadlineNs, "still mapped: " + HugePages.mappedBytes());
            System.gc();
            Thread.onSpinWait();
        }
        assertEquals(42, part.getLong(0), "a part that is held");
    }

    @Test
    void shouldCutPartsOfOneLengthThatDoNotOverlap() {
        HugeCuts cuts = new HugeCuts(512 * 1024);
        int[] numbers = {9, 2, 0, 3, 1, 8};
        UnsafeBuffer[] parts = new UnsafeBuffer[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            parts[i] = cuts.cut(numbers[i]);
            parts[i].setMemory(0, parts[i].capacity(), (byte) (i + 1));
        }
        for (int i = 0; i < numbers.length; i++) {
            assertEquals(512 * 1024, parts[i].capacity());
            assertEquals(i + 1, parts[i].getByte(0));
            assertEquals(i + 1, parts[i].getByte(parts[i].capacity() - 1));
        }
    }
}
