package io.muster.server.wire.export;

import io.netty.buffer.ByteBuf;
import org.agrona.MutableDirectBuffer;

/** The bytes of an export, piece by piece. Belongs to the connection's I/O thread. */
interface MembersSource {
    /**
     * Puts the next bytes.
     *
     * @param capacity room at {@code offset}, at least {@link ExportStream#CHUNK_BYTES}
     * @return how many bytes
     */
    int next(MutableDirectBuffer target, int offset, int capacity);

    /**
     * The next bytes as a piece of memory that they stand in already, the caller's from then on; null where there is
     * none, and {@link #next} puts them.
     */
    default ByteBuf nextPiece(int capacity) {
        return null;
    }

    /** Whether everything has been put. */
    boolean isFinished();

    /** Gives back what it holds; nothing is asked of it afterwards. */
    default void close() {}
}
