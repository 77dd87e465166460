package io.muster.server.pipeline;

import java.util.concurrent.TimeUnit;

/** When what is acknowledged without a force has to be forced. One thread. */
final class ForceDeadline {
    private final CommitOptions options;
    private boolean set;
    private long dueNs;

    ForceDeadline(CommitOptions options) {
        this.options = options;
    }

    /** A batch of this durability has come now. */
    void add(Durability durability) {
        long newDueNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(options.millis(durability));
        if (!set || newDueNs - dueNs < 0) {
            dueNs = newDueNs;
        }
        set = true;
    }

    /** All is forced. */
    void clear() {
        set = false;
    }

    boolean isSet() {
        return set;
    }

    boolean isOver() {
        return set && System.nanoTime() - dueNs >= 0;
    }

    /** {@code nanos}, or less so that the deadline is met. */
    long atMost(long nanos) {
        return set ? Math.min(nanos, dueNs - System.nanoTime()) : nanos;
    }
}
