package io.muster.server.wire.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyBufferTest {
    private static final int REPLIES = 1_000;
    private static final int BODY_BYTES = 20;
    private static final int FRAME_BYTES = 40;
    private static final long USUAL_BYTES = 64 * 1024;

    private final List<ByteBuf> written = new ArrayList<>();

    /** A peer that reads nothing: what is written waits. */
    private final class Stuck extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            written.add((ByteBuf) message);
            context.write(message, promise);
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            // It never comes to that.
        }
    }

    @Test
    void shouldNotKeepALargeBufferForEachSmallReplyThatIsNotRead() {
        EmbeddedChannel channel = new EmbeddedChannel(new Stuck(), new ChannelInboundHandlerAdapter());
        ReplyBuffer replies = new ReplyBuffer(channel.pipeline().lastContext(), new SpareBuffer(), true);
        for (int i = 0; i < REPLIES; i++) {
            int offset = replies.begin(BODY_BYTES);
            replies.commit(1, BODY_BYTES, i, offset + BODY_BYTES);
            replies.flush();
        }
        replies.release();
        assertEquals(
                (long) REPLIES * FRAME_BYTES,
                written.stream().mapToLong(ByteBuf::readableBytes).sum());
        long held = written.stream().mapToLong(ByteBuf::capacity).sum();
        assertTrue(held < 2 * USUAL_BYTES + REPLIES * 2L * FRAME_BYTES, held + " bytes are held");
        channel.close();
    }
}
