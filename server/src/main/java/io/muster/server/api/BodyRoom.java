package io.muster.server.api;

import io.muster.server.wire.backend.BackendException;
import java.util.concurrent.atomic.AtomicLong;

/** What all bodies that are being read may have together. Any thread. */
public final class BodyRoom {
    /** Longest body. */
    public static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    /** All bodies together that are being read. */
    public static final long MAX_BYTES = 64L * 1024 * 1024;

    /** From the head of a call to the end of its body, where nothing else is said. */
    public static final int MAX_BODY_MS = 60_000;

    private static final int RETRY_AFTER_MS = 1_000;

    private final int maxBodyMs;
    private final AtomicLong taken = new AtomicLong();

    /** @param maxBodyMs from the head of a call to the end of its body */
    BodyRoom(int maxBodyMs) {
        this.maxBodyMs = maxBodyMs;
    }

    int maxBodyMs() {
        return maxBodyMs;
    }

    /** Takes room, or throws that there is none. */
    void take(int lengthBytes) {
        if (taken.addAndGet(lengthBytes) > MAX_BYTES) {
            taken.addAndGet(-lengthBytes);
            throw BackendException.busy(
                    "bodies: found more than " + MAX_BYTES + " bytes of them being read, expected room; try again",
                    RETRY_AFTER_MS);
        }
    }

    void give(int lengthBytes) {
        taken.addAndGet(-lengthBytes);
    }

    /** What is taken. */
    long takenBytes() {
        return taken.get();
    }
}
