package io.muster.server.wire.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.SocketTransport;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Replies over a real socket: past the channel's handlers while the peer reads, through them where it does not. */
@EnabledOnOs(OS.LINUX)
class StraightSendTest {
    private static final int BODY_BYTES = 1_000;
    private static final int REPLIES = 20_000;
    private static final int PER_FLUSH = 200;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, SocketTransport.EPOLL.ioHandlerFactory());
    private final SpareBuffer spare = new SpareBuffer();
    private final UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(true);
    private ServerSocket door;
    private Socket peer;
    private Channel channel;
    private int writes;

    /** Counts what goes through the channel's handlers. Written and read on the I/O thread. */
    private final class Counting extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            writes++;
            context.write(message, promise);
        }
    }

    @BeforeEach
    void connect() throws IOException {
        door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        channel = new Bootstrap()
                .group(group)
                .channel(SocketTransport.EPOLL.socketChannel())
                .option(ChannelOption.SO_SNDBUF, 64 * 1024)
                .option(ChannelOption.ALLOCATOR, memory)
                .handler(new Counting())
                .connect(door.getLocalSocketAddress())
                .syncUninterruptibly()
                .channel();
        channel.pipeline().addLast("session", new ChannelInboundHandlerAdapter());
        peer = door.accept();
        peer.setSoTimeout(20_000);
    }

    @AfterEach
    void disconnect() throws IOException {
        channel.close().awaitUninterruptibly();
        peer.close();
        door.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void shouldGoPastTheHandlersWhileThePeerReads() throws Exception {
        int went = ask(() -> {
            reply(replies(true), 0, 10);
            return writes;
        });
        assertEquals(0, went);
        readReplies(10);
        assertFalse(isLent());
    }

    @Test
    void shouldNeverGoPastTheHandlersWhereTheyChangeTheBytes() throws Exception {
        int went = ask(() -> {
            reply(replies(false), 0, 5);
            return writes;
        });
        assertEquals(1, went);
        readReplies(5);
    }

    @Test
    void shouldHoldNoMemoryWhenAllIsSaid() throws Exception {
        int room = 8 * SpareBuffer.CAPACITY;
        long held = ask(() -> {
            ReplyBuffer one = replies(true);
            ReplyBuffer other = replies(true);
            int offset = one.begin(room);
            one.buffer().setMemory(offset, BODY_BYTES, (byte) 0);
            one.commit(1, BODY_BYTES, 0, offset + BODY_BYTES);
            reply(other, 1, 1);
            one.begin(BODY_BYTES);
            reply(replies(true), 2, 1);
            one.flush();
            other.flush();
            return memory.metric().usedDirectMemory();
        });
        assertEquals(0, held);
        assertFalse(isLent());
    }

    @Test
    void shouldLoseNothingAndMixNothingUpWhereThePeerReadsLate() throws Exception {
        int went = ask(() -> {
            ReplyBuffer replies = replies(true);
            for (int from = 0; from < REPLIES; from += PER_FLUSH) {
                reply(replies, from, PER_FLUSH);
            }
            return writes;
        });
        assertTrue(went > 0, "the socket took all of it: nothing was shown");
        readReplies(REPLIES);
        assertFalse(isLent());
    }

    @Test
    void shouldLeaveAClosedConnectionAlone() throws Exception {
        int went = ask(() -> {
            ReplyBuffer replies = replies(true);
            channel.close();
            reply(replies, 0, 10);
            replies.release();
            return writes;
        });
        assertEquals(1, went);
        assertEquals(-1, peer.getInputStream().read());
        assertFalse(isLent());
    }

    private ReplyBuffer replies(boolean plain) {
        return new ReplyBuffer(channel.pipeline().context("session"), spare, plain);
    }

    private static void reply(ReplyBuffer replies, int from, int count) {
        for (int i = from; i < from + count; i++) {
            int offset = replies.begin(BODY_BYTES);
            replies.buffer().setMemory(offset, BODY_BYTES, (byte) i);
            replies.commit(1, BODY_BYTES, i, offset + BODY_BYTES);
        }
        replies.flush();
    }

    private void readReplies(int count) throws IOException {
        DataInputStream in = new DataInputStream(peer.getInputStream());
        byte[] frame = new byte[FrameDescriptor.BODY_OFFSET + BODY_BYTES];
        UnsafeBuffer view = new UnsafeBuffer(frame);
        for (int i = 0; i < count; i++) {
            in.readFully(frame);
            assertEquals(i, FrameDescriptor.correlationId(view, 0));
            assertEquals((byte) i, frame[FrameDescriptor.BODY_OFFSET]);
            assertEquals((byte) i, frame[frame.length - 1]);
        }
    }

    private boolean isLent() throws Exception {
        return ask(() -> {
            boolean lent = spare.take() == null;
            if (!lent) {
                spare.giveBack();
            }
            return lent;
        });
    }

    private <T> T ask(Callable<T> question) throws Exception {
        return channel.eventLoop().submit(question).get(20, TimeUnit.SECONDS);
    }
}
