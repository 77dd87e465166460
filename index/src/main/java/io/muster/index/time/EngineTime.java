package io.muster.index.time;

/** The engine's now. Written by the engine's thread between steps; any thread may read it. */
public final class EngineTime {
    private volatile long nowMillis;

    public EngineTime(long startMillis) {
        nowMillis = startMillis;
    }

    /** Milliseconds since the epoch. */
    public long nowMillis() {
        return nowMillis;
    }

    /** Moves on; the caller has checked that it is not back. */
    public void set(long millis) {
        nowMillis = millis;
    }
}
