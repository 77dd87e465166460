package io.muster.index.time;

/**
 * The engine's now, and the instant it has been told of. Now is behind while there is more due in between than is done
 * at once. Written by the engine's thread between steps; any thread may read it.
 */
public final class EngineTime {
    private volatile long nowMillis;
    private volatile long toldMillis;
    private boolean behind;

    public EngineTime(long startMillis) {
        nowMillis = startMillis;
        toldMillis = startMillis;
    }

    /** Milliseconds since the epoch. */
    public long nowMillis() {
        return nowMillis;
    }

    /** The latest instant that the engine was told has come; now, or later. Milliseconds since the epoch. */
    public long toldMillis() {
        return toldMillis;
    }

    /** That instant has come; the caller has checked that it is not back. */
    public void tell(long millis) {
        toldMillis = millis;
    }

    /** Whether some of what is due by now, or by the instant told, is still to be done. One thread. */
    public boolean isBehind() {
        return behind;
    }

    /** Says whether it is; after each command. */
    public void setBehind(boolean newBehind) {
        behind = newBehind;
    }

    /** Moves on; the caller has checked that it is not back. */
    public void set(long millis) {
        nowMillis = millis;
    }
}
