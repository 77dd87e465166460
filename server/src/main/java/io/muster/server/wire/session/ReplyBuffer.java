package io.muster.server.wire.session;

import io.muster.protocol.ByteBufView;
import io.muster.protocol.FrameDescriptor;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Gathers the replies of a read into one pooled buffer, encoded in place. Belongs to the I/O thread.
 *
 * <p>A reply is begun, encoded at the offset given, and committed; one that is begun and not committed is forgotten.
 */
public final class ReplyBuffer {
    /** Small enough to come from a thread's own cache of buffers; holds the replies of most reads. */
    private static final int FIRST_BYTES = 8 * 1024;

    private static final int USUAL_BYTES = 64 * 1024;
    private static final int SMALL_BYTES = USUAL_BYTES / 4;

    private final ChannelHandlerContext context;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private ByteBuf bytes;
    private int position;
    private int capacity;
    private int gathered;
    private boolean written;
    private int errorCode;

    ReplyBuffer(ChannelHandlerContext context) {
        this.context = context;
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
        if (written) {
            written = false;
            gathered = 0;
            context.flush();
        }
    }

    void release() {
        if (bytes != null) {
            bytes.release();
            bytes = null;
        }
        position = 0;
        capacity = 0;
        gathered = 0;
    }

    private void exchange(int size) {
        if (position > 0) {
            writeOut();
        }
        if (bytes == null || capacity < size) {
            if (bytes != null) {
                bytes.release();
            }
            bytes = context.alloc().directBuffer(Math.max(written ? USUAL_BYTES : FIRST_BYTES, size));
            capacity = bytes.capacity();
            ByteBufView.wrap(view, bytes, 0, capacity);
        }
    }

    private void writeOut() {
        written = true;
        if (position <= SMALL_BYTES && othersWait()) {
            // A little in a large buffer each, for one who does not read, would add up to far more than what is unread.
            context.write(context.alloc().directBuffer(position).writeBytes(bytes, 0, position), context.voidPromise());
        } else {
            ByteBuf full = bytes.writerIndex(position);
            bytes = null;
            capacity = 0;
            context.write(full, context.voidPromise());
        }
        position = 0;
    }

    private boolean othersWait() {
        ChannelOutboundBuffer waiting = context.channel().unsafe().outboundBuffer();
        return waiting != null && waiting.totalPendingWriteBytes() > 0;
    }
}
