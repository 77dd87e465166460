package io.muster.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayDeque;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Cuts a stream of bytes into frames, however it arrives. A frame that lies whole in what was read is handed over where
 * it is; only one that is cut between two reads is copied together. Belongs to one thread.
 */
public final class FrameSplitter {
    /** Takes what was found. */
    public interface Handler {
        /**
         * A whole frame, at offset 0 of {@code frame}, which is lent for the call and ends where the frame ends.
         *
         * @return false to be left alone until {@link #deliver} is called again
         */
        boolean onFrame(DirectBuffer frame);

        /**
         * A length that no frame may have: where the next one begins can't be known, nothing more will be delivered.
         */
        void onBadLength(int length, int maxLength);
    }

    private static final int FIRST_ASSEMBLY_BYTES = 4 * 1024;

    private final ByteBufAllocator allocator;
    private final Handler handler;
    private final UnsafeBuffer frame = new UnsafeBuffer(0, 0);
    private final ArrayDeque<ByteBuf> arrived = new ArrayDeque<>();
    private ByteBuf assembly;
    private int maxLength;
    private boolean delivering;
    private boolean closed;

    /**
     * A splitter at the beginning of a stream.
     *
     * @param allocator of the memory for frames that are cut between reads
     * @param maxLength of the length field
     */
    public FrameSplitter(ByteBufAllocator allocator, int maxLength, Handler handler) {
        this.allocator = allocator;
        this.maxLength = maxLength;
        this.handler = handler;
    }

    /** Changes the bound, from the next frame on. */
    public void maxLength(int newMaxLength) {
        maxLength = newMaxLength;
    }

    /** Takes over {@code bytes}; {@link #deliver} looks at them. */
    public void add(ByteBuf bytes) {
        if (closed || !bytes.isReadable()) {
            bytes.release();
        } else {
            arrived.addLast(bytes);
        }
    }

    /**
     * Hands over the whole frames there are. A call from within the handler does nothing.
     *
     * @return false if the handler wants to be left alone
     */
    public boolean deliver() {
        if (delivering) {
            return true;
        }
        delivering = true;
        try {
            return deliverWhile();
        } finally {
            delivering = false;
            if (closed) {
                releaseAll();
            }
        }
    }

    /** Gives up all memory; nothing more will be delivered. */
    public void close() {
        closed = true;
        if (!delivering) {
            releaseAll();
        }
    }

    private boolean deliverWhile() {
        boolean wanted = true;
        while (wanted && !closed && !arrived.isEmpty()) {
            ByteBuf bytes = arrived.peekFirst();
            wanted = assembly == null ? deliverInPlace(bytes) : deliverAssembled(bytes);
            if (!bytes.isReadable() && !closed) {
                arrived.removeFirst().release();
            }
        }
        return wanted;
    }

    private boolean deliverInPlace(ByteBuf bytes) {
        int readable = bytes.readableBytes();
        if (readable >= FrameDescriptor.LENGTH_SIZE) {
            int size = frameSize(bytes);
            if (size < 0) {
                return false;
            }
            if (readable >= size) {
                int index = bytes.readerIndex();
                bytes.skipBytes(size);
                ByteBufView.wrap(frame, bytes, index, size);
                return handler.onFrame(frame);
            }
        }
        assembly = allocator.directBuffer(Math.max(FIRST_ASSEMBLY_BYTES, readable));
        assembly.writeBytes(bytes);
        return true;
    }

    private boolean deliverAssembled(ByteBuf bytes) {
        if (!assemble(bytes, FrameDescriptor.LENGTH_SIZE)) {
            return true;
        }
        int size = frameSize(assembly);
        if (size < 0) {
            return false;
        }
        if (!assemble(bytes, size)) {
            return true;
        }
        ByteBuf whole = assembly;
        assembly = null;
        try {
            ByteBufView.wrap(frame, whole, 0, size);
            return handler.onFrame(frame);
        } finally {
            whole.release();
        }
    }

    private boolean assemble(ByteBuf bytes, int size) {
        int missing = size - assembly.readableBytes();
        if (missing > 0) {
            assembly.writeBytes(bytes, Math.min(missing, bytes.readableBytes()));
        }
        return assembly.readableBytes() >= size;
    }

    private int frameSize(ByteBuf bytes) {
        int length = bytes.getIntLE(bytes.readerIndex());
        if (length < FrameDescriptor.MIN_LENGTH || length > maxLength) {
            closed = true;
            handler.onBadLength(length, maxLength);
            return -1;
        }
        return FrameDescriptor.LENGTH_SIZE + length;
    }

    private void releaseAll() {
        while (!arrived.isEmpty()) {
            arrived.removeFirst().release();
        }
        if (assembly != null) {
            assembly.release();
            assembly = null;
        }
    }
}
