package io.muster.index.time;

/** Something that the passing of time will do. Stands in one {@link DueHeap} at most. One thread. */
public abstract class Due {
    /** Not before the end of time. */
    public static final long NEVER = Long.MAX_VALUE;

    long atMillis = NEVER;
    int position = -1;
    int order;

    /** When it is due, milliseconds since the epoch. */
    public final long atMillis() {
        return atMillis;
    }

    /**
     * Does it; must move its own {@link #atMillis} on through {@link DueHeap#schedule}. The engine's now is that
     * instant.
     */
    public abstract void run();
}
