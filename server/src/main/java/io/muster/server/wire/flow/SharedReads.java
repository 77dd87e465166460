package io.muster.server.wire.flow;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import java.nio.ByteBuffer;

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

    private ByteBuf shared = made();

    public SharedReads() {
        super(MOST_READS);
    }

    @Override
    public ExtendedHandle newHandle() {
        return new Lending();
    }

    private ByteBuf lend() {
        if (shared.refCnt() > 1) {
            ByteBuf next = made();
            shared.release();
            shared = next;
        }
        return shared.clear().retain();
    }

    /** Its memory is freed by the collector: nobody has to know when the thread has come to its end. */
    private static ByteBuf made() {
        return Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(CAPACITY));
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
