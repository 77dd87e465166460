package io.muster.protocol.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class PendingRequestsTest {
    @Test
    void shouldHaveNoPlaceBeyondItsWindow() throws InterruptedException {
        PendingRequests pending = new PendingRequests(2);
        assertNotNull(pending.tryAcquire());
        assertNotNull(pending.tryAcquire());
        assertNull(pending.tryAcquire());
        assertNull(pending.acquire(1_000));
        assertEquals(2, pending.outstanding());
    }

    @Test
    void shouldBeClaimedOnceAndOnlyByItsOwnId() {
        PendingRequests pending = new PendingRequests(1);
        PendingRequest place = pending.tryAcquire();
        long first = place.publish();
        assertSame(place, pending.claim(first));
        assertNull(pending.claim(first));
        pending.release(place);
        long second = pending.tryAcquire().publish();
        assertNotEquals(first, second);
        assertNull(pending.claim(first));
        assertNull(pending.claim(-1));
        assertNull(pending.claim(5));
        assertSame(place, pending.claim(second));
    }

    @Test
    void shouldNeverGiveAPlaceToTwoAtOnce() throws Exception {
        PendingRequests pending = new PendingRequests(3);
        AtomicIntegerArray holders = new AtomicIntegerArray(3);
        AtomicInteger clashes = new AtomicInteger();
        List<Future<?>> threads = new ArrayList<>();
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            for (int thread = 0; thread < 4; thread++) {
                threads.add(executor.submit(() -> {
                    for (int i = 0; i < 50_000; i++) {
                        PendingRequest place = pending.tryAcquire();
                        if (place == null) {
                            Thread.yield();
                            continue;
                        }
                        if (holders.incrementAndGet(place.index) != 1) {
                            clashes.incrementAndGet();
                        }
                        long id = place.publish();
                        holders.decrementAndGet(place.index);
                        if (pending.claim(id) != place) {
                            clashes.incrementAndGet();
                        }
                        pending.release(place);
                    }
                }));
            }
            for (Future<?> each : threads) {
                each.get();
            }
        } finally {
            executor.shutdownNow();
        }
        assertEquals(0, clashes.get());
        assertEquals(0, pending.outstanding());
    }
}
