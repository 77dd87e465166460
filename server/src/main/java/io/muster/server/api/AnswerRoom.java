package io.muster.server.api;

import java.util.concurrent.atomic.AtomicLong;

/** What all long answers have together that their readers have not taken yet. Any thread. */
public final class AnswerRoom {
    /** Up to so many bytes an answer is not counted. */
    public static final int SHORT_BYTES = 64 * 1024;

    /** All that are longer, together. */
    public static final long MAX_BYTES = 128L * 1024 * 1024;

    /** In which a long answer must be taken, where nothing else is said. */
    public static final int MAX_UNREAD_MS = 60_000;

    private final int maxUnreadMs;
    private final AtomicLong taken = new AtomicLong();

    /** @param maxUnreadMs in which a long answer must be taken */
    AnswerRoom(int maxUnreadMs) {
        this.maxUnreadMs = maxUnreadMs;
    }

    int maxUnreadMs() {
        return maxUnreadMs;
    }

    /** Whether there was room; {@code always} takes it in any case. */
    boolean take(int lengthBytes, boolean always) {
        boolean room = taken.addAndGet(lengthBytes) <= MAX_BYTES || always;
        if (!room) {
            taken.addAndGet(-lengthBytes);
        }
        return room;
    }

    void give(int lengthBytes) {
        taken.addAndGet(-lengthBytes);
    }

    /** What is taken. */
    long takenBytes() {
        return taken.get();
    }
}
