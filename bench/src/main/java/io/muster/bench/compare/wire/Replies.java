package io.muster.bench.compare.wire;

import java.nio.ByteBuffer;

/** Finds where replies end and adds up what they say. One thread. */
public interface Replies {
    /**
     * Takes the whole replies at the buffer's position and leaves what is not whole yet. Returns how many operations
     * are answered by them. Throws IllegalStateException where the server answers with an error.
     */
    int take(ByteBuffer received);

    /** The sum of all answers so far: members found, sizes told. */
    long answers();
}
