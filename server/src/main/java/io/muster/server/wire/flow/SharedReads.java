package io.muster.server.wire.flow;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * Lends the connections of an I/O thread one buffer to read into, one after the other: it is near when it is needed,
 * and a connection that is silent holds none. Who keeps what was read keeps the buffer, and the next gets a new one.
 * Belongs to that thread.
 */
public final class SharedReads extends DefaultMaxMessagesRecvByteBufAllocator {
    /** Read at most at once. */
    static final int CAPACITY = 64 * 1024;

    /** Of one connection before others have their turn, as Netty has it for its own. */
    private static final int MOST_READS = 16;

    /** Their memory is freed by the collector: nobody has to know when the thread has come to its end. */
    private final ByteBufAllocator collected = new UnpooledByteBufAllocator(true, true, false);

    private ByteBuf shared;

    public SharedReads() {
        super(MOST_READS);
    }

    @Override
    public ExtendedHandle newHandle() {
        return new Lending();
    }

    private ByteBuf lend() {
        if (shared == null || shared.refCnt() > 1) {
            if (shared != null) {
                shared.release();
            }
            shared = collected.directBuffer(CAPACITY, CAPACITY);
        }
        return shared.clear().retain();
    }

    private final class Lending extends MaxMessageHandle {
        @Override
        public ByteBuf allocate(ByteBufAllocator ignored) {
            return lend();
        }

        @Override
        public int guess() {
            return CAPACITY;
        }
    }
}
