package io.muster.server.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.record.CommandKind;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryBoundTest {
    private final AtomicLong usedBytes = new AtomicLong();
    private final AtomicInteger collections = new AtomicInteger();
    private long freedByCollection;
    private final MemoryBound bound = new MemoryBound(100, usedBytes::get, () -> {
        collections.incrementAndGet();
        usedBytes.addAndGet(-freedByCollection);
    });

    @Test
    void shouldTakeRecordsUpToTheBound() {
        usedBytes.set(99);
        assertNull(bound.refuse(CommandKind.ORDER_PLACED));
        assertEquals(0, collections.get());
    }

    @Test
    void shouldRefuseRecordsAtTheBoundAndSayWhy() {
        usedBytes.set(100);
        String reason = bound.refuse(CommandKind.ORDER_PLACED);
        assertEquals("memory: found 100 bytes off the heap in use, expected less than 100 (max-memory)", reason);
        assertTrue(bound.isFull());
        assertEquals(1, bound.refused());
    }

    @Test
    void shouldTakeWhatOnlyTakesAway() {
        usedBytes.set(1_000);
        assertNotNull(bound.refuse(CommandKind.ORDER_PLACED));
        assertNull(bound.refuse(CommandKind.CUSTOMER_DELETED));
        assertNull(bound.refuseCommand(CommandKind.DELETE_SEGMENT));
        assertNull(bound.refuseCommand(CommandKind.DELETE_WORKSPACE));
        assertNotNull(bound.refuseCommand(CommandKind.CREATE_SEGMENT));
    }

    @Test
    void shouldCollectBeforeItRefusesAndNotForEveryRecord() {
        usedBytes.set(150);
        freedByCollection = 60;
        assertNull(bound.refuse(CommandKind.ORDER_PLACED));
        assertEquals(1, collections.get());

        freedByCollection = 0;
        usedBytes.set(150);
        for (int i = 0; i < 1_000; i++) {
            bound.refuse(CommandKind.ORDER_PLACED);
        }
        assertTrue(bound.isFull());
        assertTrue(collections.get() <= 3, "found " + collections + " collections");
    }

    @Test
    void shouldTakeRecordsAgainWhenThereIsRoom() {
        usedBytes.set(100);
        assertNotNull(bound.refuse(CommandKind.ORDER_PLACED));
        usedBytes.set(50);
        assertNull(bound.refuse(CommandKind.ORDER_PLACED));
        assertNull(bound.refuseCommand(CommandKind.CREATE_SEGMENT));
    }
}
