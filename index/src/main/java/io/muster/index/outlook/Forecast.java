package io.muster.index.outlook;

import io.muster.index.function.Effort;
import io.muster.index.time.Due;

/**
 * How a condition goes on for one customer if no record comes: stands at an instant, knows whether it holds there, and
 * goes on to the next instant at which that may change. One thread.
 */
abstract class Forecast {
    /** Stands for an instant that does not come. */
    static final long NEVER = Due.NEVER;

    /**
     * Comes to stand at now, before all else; to be called again where it returns false because the effort is spent.
     */
    boolean begin(Effort effort) {
        return true;
    }

    /** Whether it holds where the forecast stands. */
    abstract boolean holds();

    /** The next instant at which that may change, or {@link #NEVER}. */
    abstract long nextMillis();

    /** Goes to that instant; to be called again where it returns false because the effort is spent. */
    abstract boolean advance(Effort effort);

    /** Whether it goes on changing for ever, in a way that repeats itself with the calendar. */
    boolean recurs() {
        return false;
    }
}
