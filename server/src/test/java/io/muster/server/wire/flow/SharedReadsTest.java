package io.muster.server.wire.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import org.junit.jupiter.api.Test;

class SharedReadsTest {
    private final SharedReads reads = new SharedReads();
    private final RecvByteBufAllocator.ExtendedHandle one = reads.newHandle();
    private final RecvByteBufAllocator.ExtendedHandle other = reads.newHandle();

    @Test
    void shouldLendTheSameBufferToAll() {
        ByteBuf first = lend(one);
        first.writeLong(1).release();
        ByteBuf second = lend(other);
        assertSame(first, second);
        assertEquals(0, second.readableBytes());
        assertEquals(SharedReads.CAPACITY, second.writableBytes());
        second.release();
    }

    @Test
    void shouldLeaveABufferToWhomeverKeepsIt() {
        ByteBuf kept = lend(one);
        kept.writeLong(7);
        ByteBuf next = lend(other);
        assertNotSame(kept, next);
        assertEquals(1, kept.refCnt());
        assertEquals(7, kept.readLong());
        kept.release();
        next.release();
        assertSame(next, lend(one));
    }

    private static ByteBuf lend(RecvByteBufAllocator.ExtendedHandle handle) {
        return handle.allocate(ByteBufAllocator.DEFAULT);
    }
}
