package io.muster.protocol.client;

import static org.agrona.concurrent.ringbuffer.RingBufferDescriptor.TRAILER_LENGTH;

import io.muster.protocol.ByteBufView;
import io.muster.protocol.FrameDescriptor;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;

/**
 * The way of requests from any thread to the connection's thread. Small ones are encoded straight into a ring, which
 * the connection's thread empties into one buffer and one write; large ones go by themselves, within a bound of bytes.
 */
final class OutgoingRequests {
    /** A frame up to this size goes through the ring. */
    static final int SMALL_BYTES = 8 * 1024;

    static final int RING_BYTES = 1024 * 1024;
    private static final int MAX_LARGE_KIB = 64 * 1024;
    private static final int MESSAGE_TYPE = 1;
    private static final int MESSAGES_PER_WRITE = 512;
    private static final int WRITE_BYTES = 64 * 1024;

    private final Channel channel;
    private final ManyToOneRingBuffer ring;
    private final AtomicBoolean drainScheduled = new AtomicBoolean();
    private final Semaphore largeKib = new Semaphore(MAX_LARGE_KIB);
    private final Runnable drain = this::drain;
    private final MessageHandler copier = this::copy;
    private final UnsafeBuffer batchView = new UnsafeBuffer(0, 0);
    private ByteBuf batch;
    private long writes;

    OutgoingRequests(Channel channel) {
        this.channel = channel;
        ring = new ManyToOneRingBuffer(new UnsafeBuffer(ByteBuffer.allocateDirect(RING_BYTES + TRAILER_LENGTH)));
    }

    /**
     * Index of a place for a frame in {@link #buffer}, to be given to {@link #commit} or {@link #abort}; negative:
     * full.
     */
    int tryClaim(int frameBytes) {
        return ring.tryClaim(MESSAGE_TYPE, frameBytes);
    }

    MutableDirectBuffer buffer() {
        return ring.buffer();
    }

    void commit(int index) {
        ring.commit(index);
        scheduleDrain();
    }

    void abort(int index) {
        ring.abort(index);
    }

    /** Makes sure that the connection's thread looks into the ring. */
    void scheduleDrain() {
        if (!drainScheduled.get() && drainScheduled.compareAndSet(false, true)) {
            try {
                channel.eventLoop().execute(drain);
            } catch (RejectedExecutionException e) {
                // The connection is closed, which fails all that is outstanding.
                drainScheduled.set(false);
            }
        }
    }

    /** Waits for room among the large frames; not at all where the time is 0 or less. */
    boolean reserveLarge(int frameBytes, long timeoutNs) throws InterruptedException {
        return largeKib.tryAcquire(kib(frameBytes), timeoutNs, TimeUnit.NANOSECONDS);
    }

    /** Encodes and sends a frame for which room was reserved; gives the room back when it is written. */
    void sendLarge(int frameBytes, Request<?> request, long correlationId) {
        ByteBuf frame = channel.alloc().directBuffer(frameBytes, frameBytes);
        boolean encoded = false;
        try {
            UnsafeBuffer view = new UnsafeBuffer(0, 0);
            ByteBufView.wrap(view, frame, 0, frameBytes);
            frame.writerIndex(encode(view, 0, request, correlationId));
            encoded = true;
        } finally {
            if (!encoded) {
                frame.release();
                largeKib.release(kib(frameBytes));
            }
        }
        channel.writeAndFlush(frame).addListener(written -> largeKib.release(kib(frameBytes)));
    }

    /** Writes a whole frame and returns its size. */
    static int encode(MutableDirectBuffer buffer, int offset, Request<?> request, long correlationId) {
        int bodyOffset = offset + FrameDescriptor.BODY_OFFSET;
        int bodyLength = request.body().encode(buffer, bodyOffset) - bodyOffset;
        FrameDescriptor.putHead(buffer, offset, request.blockLength(), request.templateId(), correlationId, bodyLength);
        return FrameDescriptor.BODY_OFFSET + bodyLength;
    }

    /** On the connection's thread: writes what the ring holds, as far as the connection takes it. */
    void drain() {
        drainScheduled.set(false);
        boolean written = false;
        while (channel.isWritable()) {
            batch = channel.alloc().directBuffer(WRITE_BYTES);
            long position = ring.consumerPosition();
            ring.read(copier, MESSAGES_PER_WRITE);
            ByteBuf full = batch;
            batch = null;
            if (!full.isReadable()) {
                full.release();
                // The padding before the ring's end counts as no message, and requests may stand behind it.
                if (ring.consumerPosition() == position) {
                    break;
                }
                continue;
            }
            channel.write(full, channel.voidPromise());
            written = true;
            writes++;
        }
        if (written) {
            channel.flush();
        }
    }

    /** How often something was written from the ring; on the connection's thread. */
    long writes() {
        return writes;
    }

    private void copy(int type, MutableDirectBuffer buffer, int index, int length) {
        int size = FrameDescriptor.LENGTH_SIZE + FrameDescriptor.length(buffer, index);
        int from = batch.writerIndex();
        batch.ensureWritable(size);
        ByteBufView.wrap(batchView, batch, from, size);
        batchView.putBytes(0, buffer, index, size);
        batch.writerIndex(from + size);
    }

    private static int kib(int bytes) {
        return (bytes + 1023) / 1024;
    }
}
