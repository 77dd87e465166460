package io.muster.index.store;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** The profile of each customer, bytes that mean nothing here. For one thread. */
public interface ProfileBytes {
    /** What {@link #get} answers for a customer without a profile. */
    int ABSENT = -1;

    /**
     * Keeps none: for a workspace that lives no longer than one answer about segments, which do not ask for profiles.
     */
    ProfileBytes NONE = new ProfileBytes() {
        @Override
        public void put(int workspaceId, int ordinal, DirectBuffer src, int offset, int length) {}

        @Override
        public int get(int workspaceId, int ordinal, MutableDirectBuffer target) {
            return ABSENT;
        }

        @Override
        public void remove(int workspaceId, int ordinal) {}
    };

    /** Sets the customer's profile. */
    void put(int workspaceId, int ordinal, DirectBuffer src, int offset, int length);

    /** The same for a customer who has none, from a snapshot: it may wait elsewhere before it is moved. */
    default void restore(int workspaceId, int ordinal, DirectBuffer src, int offset, int length) {
        put(workspaceId, ordinal, src, offset, length);
    }

    /**
     * Copies the customer's profile to the start of the target, which grows if it can.
     *
     * @return its length in bytes, or {@link #ABSENT}
     */
    int get(int workspaceId, int ordinal, MutableDirectBuffer target);

    /** Takes the customer's profile away, if there is one. */
    void remove(int workspaceId, int ordinal);
}
