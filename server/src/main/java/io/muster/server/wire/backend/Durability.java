package io.muster.server.wire.backend;

/** When an append is acknowledged. */
public enum Durability {
    /** Applied and forced to disk. */
    DISK,
    /** Applied; forced to disk within the interval. */
    INTERVAL,
    /** Applied. */
    MEMORY
}
