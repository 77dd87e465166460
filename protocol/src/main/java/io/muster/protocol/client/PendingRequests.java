package io.muster.protocol.client;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The window of outstanding requests. Any thread; nothing is allocated.
 *
 * <p>Assumes that who acquires a place publishes or releases it, and who claims one clears and releases it. Guarantees
 * that each published request is claimed by one caller at most. Free places are a stack whose head carries a tag, so
 * that a place taken and given back meanwhile is noticed.
 */
final class PendingRequests {
    private static final int NONE = -1;

    private final PendingRequest[] places;
    private final Semaphore free;
    private final AtomicLong head;

    PendingRequests(int window) {
        places = new PendingRequest[window];
        for (int i = 0; i < window; i++) {
            places[i] = new PendingRequest(i);
        }
        free = new Semaphore(window);
        head = new AtomicLong(window - 1);
    }

    int window() {
        return places.length;
    }

    /** How many are neither claimed nor free. */
    int outstanding() {
        return places.length - free.availablePermits();
    }

    PendingRequest place(int index) {
        return places[index];
    }

    /** Null where the window is full. */
    PendingRequest tryAcquire() {
        return free.tryAcquire() ? pop() : null;
    }

    /** Null where the window stays full. */
    PendingRequest acquire(long timeoutNs) throws InterruptedException {
        return free.tryAcquire(timeoutNs, TimeUnit.NANOSECONDS) ? pop() : null;
    }

    /** The request of that id if it is outstanding and the caller is the one to complete it; else null. */
    PendingRequest claim(long correlationId) {
        int index = (int) correlationId;
        if (index < 0 || index >= places.length) {
            return null;
        }
        PendingRequest place = places[index];
        return place.claim((int) (correlationId >>> 32)) ? place : null;
    }

    void release(PendingRequest place) {
        place.clear();
        long found;
        do {
            found = head.get();
            place.nextFree = (int) found;
        } while (!head.compareAndSet(found, tagged(found, place.index)));
        free.release();
    }

    private PendingRequest pop() {
        while (true) {
            long found = head.get();
            int index = (int) found;
            if (index == NONE) {
                Thread.onSpinWait();
                continue;
            }
            PendingRequest place = places[index];
            if (head.compareAndSet(found, tagged(found, place.nextFree))) {
                return place;
            }
        }
    }

    private static long tagged(long previous, int index) {
        return ((previous >>> 32) + 1 << 32) | (index & 0xFFFF_FFFFL);
    }
}
