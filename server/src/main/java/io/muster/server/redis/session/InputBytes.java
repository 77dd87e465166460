package io.muster.server.redis.session;

import io.muster.protocol.ByteBufView;
import io.muster.server.redis.resp.CommandDecoder;
import io.muster.server.wire.flow.RequestRoom;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What has come and is not dealt with: the buffer of a read as it is, or what is left of several, copied together.
 * Belongs to the I/O thread.
 */
final class InputBytes {
    private static final int LEAST_BYTES = 256;
    private static final int MOST_SPARE = 8;

    private final ChannelHandlerContext context;
    private final RequestRoom room;
    private final CommandDecoder decoder;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private ByteBuf bytes;
    private int ownBytes;

    InputBytes(ChannelHandlerContext context, RequestRoom room, CommandDecoder decoder) {
        this.context = context;
        this.room = room;
        this.decoder = decoder;
    }

    /** Looks for the next command in what is there. */
    CommandDecoder.Result next() {
        return bytes == null ? CommandDecoder.Result.INCOMPLETE : decoder.next(view, bytes.readableBytes());
    }

    /** How much waits. */
    int waitingBytes() {
        return bytes == null ? 0 : bytes.readableBytes() - decoder.start();
    }

    /** Takes over what has come, behind what is left; false where there is no room for it: then it is released. */
    boolean add(ByteBuf added) {
        if (bytes == null) {
            bytes = added;
            wrap();
            return true;
        }
        try {
            if (!makeRoom(waitingBytes() + added.readableBytes())) {
                return false;
            }
            bytes.writeBytes(added);
            wrap();
            return true;
        } finally {
            added.release();
        }
    }

    /**
     * Keeps what is left in a buffer of its own, so that a few bytes do not hold that of a read.
     *
     * @return false where there is no room for it
     */
    boolean keep() {
        int left = waitingBytes();
        if (left == 0) {
            release();
            decoder.moved();
            return true;
        }
        if (ownBytes > 0 && ownBytes / MOST_SPARE <= Math.max(left, LEAST_BYTES)) {
            return true;
        }
        boolean kept = makeRoom(left);
        wrap();
        return kept;
    }

    void release() {
        if (bytes != null) {
            bytes.release();
            bytes = null;
        }
        room.give(ownBytes);
        ownBytes = 0;
    }

    /** What waits stands at the beginning afterwards, in a buffer with room for {@code needed} bytes in all. */
    private boolean makeRoom(int needed) {
        int from = decoder.start();
        if (ownBytes >= needed && ownBytes / MOST_SPARE <= Math.max(needed, LEAST_BYTES)) {
            bytes.readerIndex(from).discardReadBytes();
            decoder.moved();
            return true;
        }
        int size = Math.max(LEAST_BYTES, needed + needed / 2);
        if (!room.take(size)) {
            return false;
        }
        ByteBuf larger = context.alloc().directBuffer(size, size);
        larger.writeBytes(bytes, bytes.readerIndex() + from, bytes.readableBytes() - from);
        bytes.release();
        bytes = larger;
        room.give(ownBytes);
        ownBytes = size;
        decoder.moved();
        return true;
    }

    private void wrap() {
        ByteBufView.wrap(view, bytes, bytes.readerIndex(), bytes.readableBytes());
    }
}
