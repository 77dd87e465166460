package io.muster.server.clock;

import java.util.function.LongSupplier;

/**
 * What time it is for the engine, in milliseconds since the epoch. It never goes back, not even where the system's
 * does.
 *
 * <p>Assumes: {@link #advancedTo} is called by one thread. Guarantees: every thread reads a time no lower than any it
 * was advanced to before.
 */
public final class EngineClock {
    private final LongSupplier source;
    private volatile long floorMillis;

    private EngineClock(LongSupplier source, long floorMillis) {
        this.source = source;
        this.floorMillis = floorMillis;
    }

    /** The system's time, but never before {@code floorMillis}: the last now in the journal. */
    public static EngineClock system(long floorMillis) {
        return new EngineClock(System::currentTimeMillis, floorMillis);
    }

    /** A system clock that reads {@code source}. */
    public static EngineClock system(long floorMillis, LongSupplier source) {
        return new EngineClock(source, floorMillis);
    }

    /** Stands at {@code startMillis} and moves by command only. */
    public static EngineClock manual(long startMillis) {
        return new EngineClock(null, startMillis);
    }

    /** Whether it moves by command only. */
    public boolean isManual() {
        return source == null;
    }

    /** Now. Any thread. */
    public long nowMillis() {
        return source == null ? floorMillis : Math.max(floorMillis, source.getAsLong());
    }

    /**
     * How far the source is behind what was told already, and the time therefore stands still; 0 while it does not, and
     * for a manual clock. Any thread.
     */
    public long behindMillis() {
        return source == null ? 0 : Math.max(0, floorMillis - source.getAsLong());
    }

    /** From here on it is {@code millis} or later; an earlier one changes nothing. */
    public void advancedTo(long millis) {
        if (millis > floorMillis) {
            floorMillis = millis;
        }
    }
}
