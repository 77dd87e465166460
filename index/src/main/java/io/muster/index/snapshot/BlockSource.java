package io.muster.index.snapshot;

import org.agrona.DirectBuffer;

/** Gives the blocks of a snapshot, in the order in which a {@link BlockTarget} took them. */
public interface BlockSource {
    /**
     * Goes to the next block, the first to begin with; false after the last.
     *
     * @throws SnapshotException if there is one that cannot be read
     */
    boolean next() throws SnapshotException;

    /** The kind of the current block. */
    int kind();

    /** The buffer that has the current block, valid until {@link #next} is called. */
    DirectBuffer buffer();

    /** Where the current block begins in {@link #buffer}. */
    int offset();

    /** The length of the current block in bytes. */
    int length();
}
