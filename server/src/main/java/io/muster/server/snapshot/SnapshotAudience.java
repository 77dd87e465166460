package io.muster.server.snapshot;

import java.io.IOException;

/** Hears of snapshots that go into force; one thread at a time, which waits. */
public interface SnapshotAudience {
    /** Nobody hears. */
    SnapshotAudience NONE = new SnapshotAudience() {};

    /** A snapshot of that sequence is about to go into force: the journal up to it can go then. */
    default void goingIntoForce(long sequence) {}

    /** It has. What this throws does not undo that. */
    default void wentIntoForce() throws IOException {}
}
