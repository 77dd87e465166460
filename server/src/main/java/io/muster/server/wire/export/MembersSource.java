package io.muster.server.wire.export;

import io.muster.index.WorkspaceView;
import io.netty.buffer.ByteBuf;
import org.agrona.MutableDirectBuffer;
import org.roaringbitmap.RoaringBitmap;

/** The bytes of an export, piece by piece. Belongs to the connection's I/O thread. */
public interface MembersSource {
    /** Bytes in a piece; one piece holds the longest id. */
    int PIECE_BYTES = 128 * 1024;

    /** The external ids, one a line; customers deleted since are left out. */
    static MembersSource ids(WorkspaceView workspace, RoaringBitmap members) {
        return new IdSource(workspace, members, false);
    }

    /** The portable form of a bitmap, which is this one's from here on; takes a while where it is large. */
    static MembersSource roaring(RoaringBitmap members) {
        return new RoaringSource(members);
    }

    /**
     * Puts the next bytes.
     *
     * @param capacity room at {@code offset}, at least {@link #PIECE_BYTES}
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
