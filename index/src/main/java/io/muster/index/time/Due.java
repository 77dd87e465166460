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
     * Does it, or a part of it. The engine's now is {@link #atMillis}. When all is done it must move its own instant on
     * through {@link DueHeap#schedule}; until then it stays due, and records may come between the parts.
     *
     * @param budget about how many customers to visit at most, from 1
     * @return how many were visited, at least 1
     */
    public abstract int run(int budget);
}
