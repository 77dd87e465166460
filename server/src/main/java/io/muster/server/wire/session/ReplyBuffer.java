package io.muster.server.wire.session;

import io.muster.protocol.ByteBufView;
import io.muster.protocol.FrameDescriptor;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Gathers the replies of a read into one buffer, encoded in place. Belongs to the I/O thread.
 *
 * <p>A reply is begun, encoded at the offset given, and committed; one that is begun and not committed is forgotten.
 */
public final class ReplyBuffer {
    /** Small enough to come from a thread's own cache of buffers; holds the replies of most reads. */
    private static final int FIRST_BYTES = 8 * 1024;

    private static final int USUAL_BYTES = SpareBuffer.CAPACITY;
    private static final int SMALL_BYTES = USUAL_BYTES / 4;

    private final ChannelHandlerContext context;
    private final SpareBuffer spare;
    private final StraightSend straight;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private ByteBuf bytes;
    private int position;
    private int capacity;
    private int gathered;
    private boolean written;
    private int errorCode;

    /**
     * Nothing is gathered yet.
     *
     * @param spare of the I/O thread
     * @param plain whether what is written goes out as it is
     */
    ReplyBuffer(ChannelHandlerContext context, SpareBuffer spare, boolean plain) {
        this.context = context;
        this.spare = spare;
        straight = new StraightSend(context.channel(), plain);
    }

    /**
     * Makes room for a reply.
     *
     * @return where its body begins in {@link #buffer()}
     */
    public int begin(int maxBodyLength) {
        int size = FrameDescriptor.BODY_OFFSET + maxBodyLength;
        if (capacity - position < size) {
            exchange(size);
        }
        return position + FrameDescriptor.BODY_OFFSET;
    }

    /** Where to encode, until the next {@link #begin}. */
    public MutableDirectBuffer buffer() {
        return view;
    }

    /** Finishes the reply that was begun. */
    public void commit(int templateId, int blockLength, long correlationId, int bodyEnd) {
        int bodyLength = bodyEnd - position - FrameDescriptor.BODY_OFFSET;
        FrameDescriptor.putHead(view, position, blockLength, templateId, correlationId, bodyLength);
        gathered += bodyEnd - position;
        position = bodyEnd;
    }

    /** Notes that a reply was an error of this code. */
    void failed(int code) {
        errorCode = code;
    }

    /** The code of the error noted since this was last asked; 0 if none was. */
    int takeError() {
        int code = errorCode;
        errorCode = 0;
        return code;
    }

    /** Bytes since the last flush. */
    int gathered() {
        return gathered;
    }

    void flush() {
        if (position > 0) {
            writeOut();
        }
        gathered = 0;
        // Whatever it is: a connection that has said all holds no memory.
        drop();
        if (written) {
            written = false;
            context.flush();
        }
    }

    void release() {
        drop();
        position = 0;
        gathered = 0;
    }

    private void exchange(int size) {
        if (position > 0) {
            writeOut();
        }
        if (bytes == null || capacity < size) {
            drop();
            bytes = straight.isPossible() && size <= SpareBuffer.CAPACITY ? spare.take() : null;
            if (bytes == null) {
                bytes = context.alloc().directBuffer(Math.max(written ? USUAL_BYTES : FIRST_BYTES, size));
            }
            capacity = bytes.capacity();
            ByteBufView.wrap(view, bytes, 0, capacity);
        }
    }

    private void drop() {
        if (spare.owns(bytes)) {
            spare.giveBack();
        } else if (bytes != null) {
            bytes.release();
        }
        bytes = null;
        capacity = 0;
    }

    private void writeOut() {
        int length = position;
        position = 0;
        int sent = straight.send(bytes, length);
        if (sent == length) {
            return;
        }
        written = true;
        try {
            write(sent, length - sent);
        } catch (Throwable e) {
            // Memory has run out. What is sent can't be taken back, and without the rest nothing that follows is a
            // frame.
            context.close();
            throw e;
        }
    }

    private void write(int from, int length) {
        if (spare.owns(bytes) || length <= SMALL_BYTES && (from > 0 || othersWait())) {
            // A little in a large buffer each, for one who does not read, would add up to far more than what is unread.
            context.write(context.alloc().directBuffer(length).writeBytes(bytes, from, length), context.voidPromise());
        } else {
            ByteBuf full = bytes.setIndex(from, from + length);
            bytes = null;
            capacity = 0;
            context.write(full, context.voidPromise());
        }
    }

    private boolean othersWait() {
        ChannelOutboundBuffer waiting = context.channel().unsafe().outboundBuffer();
        return waiting != null && waiting.totalPendingWriteBytes() > 0;
    }
}
