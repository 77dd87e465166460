package io.muster.server.pipeline;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How long one who finds a queue full had better wait: as long as the queue needs, at the rate of the last half second,
 * to work off what he is told to wait for. A queue that stands still is expected to stand as long again.
 *
 * <p>Any thread, lock-free. Marks may be set twice at once, which changes the advice a little and nothing else.
 */
public final class RetryAdvice {
    /** The shortest advice. */
    public static final int LEAST_MS = 1;

    /** The longest. */
    public static final int MOST_MS = 5_000;

    /** Where no rate is known: nothing was worked off lately because nothing was there. */
    public static final int UNKNOWN_MS = 20;

    private static final long MARK_INTERVAL_NS = MILLISECONDS.toNanos(250);
    private static final long STALE_NS = MILLISECONDS.toNanos(2_000);

    private final LongSupplier nanoTime;
    private final AtomicLong drained = new AtomicLong();
    private volatile Mark older;
    private volatile Mark newer;

    /** Advice by the system's nanosecond counter. */
    public RetryAdvice() {
        this(System::nanoTime);
    }

    RetryAdvice(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        newer = new Mark(nanoTime.getAsLong(), 0);
        older = newer;
    }

    private record Mark(long timeNs, long drained) {}

    /** Says that so much was worked off. */
    public void drained(long amount) {
        drained.addAndGet(amount);
        mark(nanoTime.getAsLong());
    }

    /** Milliseconds until so much will have been worked off: {@link #LEAST_MS} to {@link #MOST_MS}. */
    public int millisFor(long amount) {
        long nowNs = nanoTime.getAsLong();
        mark(nowNs);
        Mark since = older;
        long elapsedNs = nowNs - since.timeNs();
        long done = drained.get() - since.drained();
        if (done <= 0) {
            return elapsedNs <= 0 ? UNKNOWN_MS : bounded(NANOSECONDS.toMillis(elapsedNs));
        }
        return bounded((long) Math.ceil((double) amount / done * elapsedNs / MILLISECONDS.toNanos(1)));
    }

    private void mark(long nowNs) {
        Mark last = newer;
        long ageNs = nowNs - last.timeNs();
        if (ageNs < MARK_INTERVAL_NS) {
            return;
        }
        Mark mark = new Mark(nowNs, drained.get());
        older = ageNs > STALE_NS ? mark : last;
        newer = mark;
    }

    private static int bounded(long millis) {
        return Math.clamp(millis, LEAST_MS, MOST_MS);
    }
}
