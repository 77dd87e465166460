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
         * Frames that came in one piece: from offset 0 of {@code frames}, which is lent for the call, to where it ends,
         * the last perhaps not whole, and none looked at yet. Whatever is not taken here comes to {@link #onFrame}.
         *
         * @return the length of the whole frames that were taken, from the first on; 0 for none
         */
        default int onFrames(DirectBuffer frames) {
            return 0;
        }

        /**
         * A length that no frame may have: where the next one begins can't be known, nothing more will be delivered.
         */
        void onBadLength(int length, int maxLength);

        /**
         * A frame that comes in pieces and finds no {@link Room}: its bytes are dropped as they come.
         *
         * @param head the frame's first bytes, up to {@link FrameDescriptor#BODY_OFFSET}, lent for the call
         * @param sizeBytes of the whole frame
         */
        default void onNoRoom(DirectBuffer head, int sizeBytes) {}
    }

    /** Where long frames that come in pieces are charged until they are whole. Called by the splitter's thread. */
    public interface Room {
        /** No bound. */
        Room UNBOUNDED = new Room() {
            @Override
            public boolean take(int bytes) {
                return true;
            }

            @Override
            public void give(int bytes) {}
        };

        /** Returns false where so many more bytes are too many. */
        boolean take(int bytes);

        /** Gives back what was taken. */
        void give(int bytes);
    }

    private static final int FIRST_ASSEMBLY_BYTES = 4 * 1024;
    private static final int UNCHARGED_BYTES = 64 * 1024;

    private final ByteBufAllocator allocator;
    private final Room room;
    private final Handler handler;
    private final UnsafeBuffer frame = new UnsafeBuffer(0, 0);
    private final ArrayDeque<ByteBuf> arrived = new ArrayDeque<>();
    private ByteBuf assembly;
    private int maxLength;
    private int chargedBytes;
    private int passedOverBytes;
    private int missingBytes;
    private long frames;
    private boolean delivering;
    private boolean closed;

    /**
     * A splitter at the beginning of a stream.
     *
     * @param allocator of the memory for frames that are cut between reads
     * @param maxLength of the length field
     */
    public FrameSplitter(ByteBufAllocator allocator, int maxLength, Handler handler) {
        this(allocator, maxLength, Room.UNBOUNDED, handler);
    }

    /** As above, where frames in pieces are charged. */
    public FrameSplitter(ByteBufAllocator allocator, int maxLength, Room room, Handler handler) {
        this.allocator = allocator;
        this.room = room;
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

    /** Copies what waits of the bytes that were added last: the buffer that they came in is free then. */
    public void keepApart() {
        ByteBuf last = arrived.peekLast();
        if (last != null) {
            ByteBuf copy = allocator.directBuffer(last.readableBytes()).writeBytes(last);
            arrived.removeLast().release();
            arrived.addLast(copy);
        }
    }

    /** How often frames have come to their end, whole or passed over. */
    public long frames() {
        return frames;
    }

    /** How much has come of a frame that is not whole yet; 0 between frames. */
    public int partialBytes() {
        return assembly == null ? passedOverBytes : assembly.readableBytes();
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
            if (missingBytes > 0) {
                passOver(bytes);
            } else {
                wanted = assembly == null ? deliverInPlace(bytes) : deliverAssembled(bytes);
            }
            if (!bytes.isReadable() && !closed) {
                arrived.removeFirst().release();
            }
        }
        return wanted;
    }

    private boolean deliverInPlace(ByteBuf bytes) {
        int readable = bytes.readableBytes();
        if (readable >= FrameDescriptor.LENGTH_SIZE) {
            if (deliverTogether(bytes)) {
                return true;
            }
            int size = frameSize(bytes);
            if (size < 0) {
                return false;
            }
            if (readable >= size) {
                int index = bytes.readerIndex();
                bytes.skipBytes(size);
                ByteBufView.wrap(frame, bytes, index, size);
                frames++;
                return handler.onFrame(frame);
            }
        }
        assembly = allocator.directBuffer(Math.max(FIRST_ASSEMBLY_BYTES, readable));
        assembly.writeBytes(bytes);
        return true;
    }

    private boolean deliverTogether(ByteBuf bytes) {
        ByteBufView.wrap(frame, bytes, bytes.readerIndex(), bytes.readableBytes());
        int taken = handler.onFrames(frame);
        if (taken > 0) {
            bytes.skipBytes(taken);
            frames++;
        }
        return taken > 0;
    }

    private boolean deliverAssembled(ByteBuf bytes) {
        if (!assemble(bytes, FrameDescriptor.LENGTH_SIZE)) {
            return true;
        }
        int size = frameSize(assembly);
        if (size < 0) {
            return false;
        }
        if (!assemble(bytes, FrameDescriptor.BODY_OFFSET)) {
            return true;
        }
        if (!charge(Math.min(size, assembly.readableBytes() + bytes.readableBytes()))) {
            refuse(size);
            return true;
        }
        if (!assemble(bytes, size)) {
            return true;
        }
        ByteBuf whole = assembly;
        assembly = null;
        discharge();
        frames++;
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

    private boolean charge(int lengthBytes) {
        int more = lengthBytes - chargedBytes;
        if (lengthBytes <= UNCHARGED_BYTES || more <= 0) {
            return true;
        }
        boolean taken = room.take(more);
        chargedBytes += taken ? more : 0;
        return taken;
    }

    private void discharge() {
        if (chargedBytes > 0) {
            room.give(chargedBytes);
            chargedBytes = 0;
        }
    }

    private void refuse(int size) {
        ByteBuf begun = assembly;
        assembly = null;
        discharge();
        passedOverBytes = begun.readableBytes();
        missingBytes = size - passedOverBytes;
        try {
            ByteBufView.wrap(frame, begun, 0, FrameDescriptor.BODY_OFFSET);
            handler.onNoRoom(frame, size);
        } finally {
            begun.release();
        }
    }

    private void passOver(ByteBuf bytes) {
        int length = Math.min(missingBytes, bytes.readableBytes());
        bytes.skipBytes(length);
        missingBytes -= length;
        passedOverBytes = missingBytes == 0 ? 0 : passedOverBytes + length;
        frames += missingBytes == 0 ? 1 : 0;
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
        discharge();
    }
}
