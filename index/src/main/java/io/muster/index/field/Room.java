package io.muster.index.field;

import io.muster.index.memory.ByteArena;

/** When an arena counts as full: while one record still fits, whatever it brings. */
public final class Room {
    /** More than the longest record can bring of anything. */
    public static final long RECORD_BYTES = 64L << 20;

    /** Bytes that texts, ids or details of one kind can take in a workspace. */
    public static final long MAX_BYTES = ByteArena.LIMIT - RECORD_BYTES;

    private Room() {}

    /** Whether so many taken bytes are all that there is room for. */
    public static boolean isFull(long takenBytes) {
        return takenBytes >= MAX_BYTES;
    }
}
