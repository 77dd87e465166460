package io.muster.index.snapshot;

import org.agrona.DirectBuffer;

/** Takes the blocks of a snapshot, in order. */
@FunctionalInterface
public interface BlockTarget {
    /** The longest that a block can be, in bytes. */
    int MAX_BLOCK_BYTES = 1 << 20;

    /**
     * Takes one block. The engine's thread.
     *
     * @param kind of which structure it is; means something to the engine only
     * @param buffer has the bytes, which are valid during the call
     * @param length in bytes, 0 to {@link #MAX_BLOCK_BYTES}
     */
    void block(int kind, DirectBuffer buffer, int offset, int length);
}
