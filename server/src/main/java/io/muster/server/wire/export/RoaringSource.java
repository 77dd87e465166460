package io.muster.server.wire.export;

import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.roaringbitmap.RoaringBitmap;

/** The portable form of a bitmap. */
final class RoaringSource implements MembersSource {
    private final byte[] bytes;
    private int position;

    /** Serialises {@code members}, which may then be forgotten: the bytes are no more than the bitmap was. */
    RoaringSource(RoaringBitmap members) {
        members.runOptimize();
        bytes = new byte[members.serializedSizeInBytes()];
        members.serialize(ByteBuffer.wrap(bytes));
    }

    @Override
    public int next(MutableDirectBuffer target, int offset, int capacity) {
        int length = Math.min(capacity, bytes.length - position);
        target.putBytes(offset, bytes, position, length);
        position += length;
        return length;
    }

    @Override
    public boolean isFinished() {
        return position == bytes.length;
    }
}
