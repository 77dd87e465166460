package io.muster.server.wire.export;

import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;
import io.muster.index.algebra.MembersReading;
import io.muster.index.algebra.PortableMembers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import java.util.function.LongSupplier;
import org.agrona.MutableDirectBuffer;
import org.roaringbitmap.RoaringBitmap;

/**
 * The portable form of a segment, written by a reader while the engine's thread goes on, once, to the memory that it is
 * sent from.
 */
final class SharedSource implements MembersSource {
    /** Pages of 65,536 customers that are written at once: at most 1.5 MiB, in a fifth of a millisecond. */
    static final int MOST_PAGES = 192;

    private static final int MOST_TRIES = 3;

    private final ByteBuf bytes;
    private final long sequence;

    private SharedSource(ByteBuf bytes, long sequence) {
        this.bytes = bytes;
        this.sequence = sequence;
    }

    /**
     * Null where the segment is too large for this, is not there, or changes as fast as it is read.
     *
     * @param published the last sequence that readers see
     */
    static SharedSource of(WorkspaceView workspace, int segmentId, ByteBufAllocator memory, LongSupplier published) {
        SegmentEntry segment = workspace.segments().byId(segmentId);
        MembersReading reading = segment == null ? null : workspace.reading(List.of(segment));
        for (int tries = 0; reading != null && tries < MOST_TRIES; tries++) {
            if (!reading.begin()) {
                continue;
            }
            long sequence = reading.sequence(published.getAsLong());
            if (reading.members(0).getContainerCount() > MOST_PAGES) {
                return null;
            }
            ByteBuf bytes = read(reading, memory);
            if (bytes != null) {
                return new SharedSource(bytes, sequence);
            }
        }
        return null;
    }

    /** Null where what was written is of no moment. */
    private static ByteBuf read(MembersReading reading, ByteBufAllocator memory) {
        ByteBuf bytes = null;
        boolean kept = false;
        try {
            bytes = written(reading.members(0), memory);
            kept = reading.holds();
        } catch (RuntimeException e) {
            if (reading.holds()) {
                throw e;
            }
        } finally {
            if (!kept && bytes != null) {
                bytes.release();
            }
        }
        return kept ? bytes : null;
    }

    private static ByteBuf written(RoaringBitmap members, ByteBufAllocator memory) {
        PortableMembers portable = new PortableMembers(members);
        int lengthBytes = portable.lengthBytes();
        ByteBuf bytes = memory.directBuffer(lengthBytes);
        try {
            portable.write(bytes.internalNioBuffer(0, lengthBytes));
            return bytes.writerIndex(lengthBytes);
        } catch (RuntimeException e) {
            bytes.release();
            throw e;
        }
    }

    /** That the members are of. */
    long sequence() {
        return sequence;
    }

    @Override
    public int next(MutableDirectBuffer target, int offset, int capacity) {
        throw new UnsupportedOperationException("bytes of a segment: found a copy wanted, expected pieces of it");
    }

    @Override
    public ByteBuf nextPiece(int capacity) {
        return bytes.readRetainedSlice(Math.min(capacity, bytes.readableBytes()));
    }

    @Override
    public boolean isFinished() {
        return !bytes.isReadable();
    }

    @Override
    public void close() {
        bytes.release();
    }
}
