package io.muster.index.store;

import org.agrona.DirectBuffer;

/** Secondary keys (e-mail addresses) of workspaces and what they lead to. For one thread. */
public interface Keys {
    /** What {@link #get} answers for a key that is not there. */
    long MISSING = -1;

    /** What the key leads to, or {@link #MISSING}. */
    long get(int workspaceId, int kind, DirectBuffer bytes, int offset, int length);

    /** Sets what the key leads to. */
    void put(int workspaceId, int kind, DirectBuffer bytes, int offset, int length, long newValue);

    /** As {@link #put}, for a key that a snapshot had and that is not there yet: it may wait elsewhere at first. */
    default void restore(int workspaceId, int kind, DirectBuffer bytes, int offset, int length, long newValue) {
        put(workspaceId, kind, bytes, offset, length, newValue);
    }

    /** Takes the key away, if it is there. */
    void remove(int workspaceId, int kind, DirectBuffer bytes, int offset, int length);
}
