package io.muster.server.wire.export;

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

    /** Whether everything has been put. */
    boolean isFinished();
}
