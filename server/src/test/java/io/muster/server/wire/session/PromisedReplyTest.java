package io.muster.server.wire.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.ErrorReplyDecoder;
import io.muster.protocol.codec.ErrorReplyEncoder;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.GetStatusDecoder;
import io.muster.server.metrics.RequestMeters;
import io.muster.server.security.Access;
import io.muster.server.wire.flow.ConnectionOptions;
import io.muster.server.wire.flow.ReadGate;
import io.muster.server.wire.flow.RefusalBudget;
import io.muster.server.wire.flow.WireLoad;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever a handler does after it was promised a reply: one reply goes out, and nothing of the request is held. */
class PromisedReplyTest {
    private final WireLoad load = new WireLoad(ConnectionOptions.defaults());
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private BiConsumer<Session, SlowReply> handling;
    private SlowReply promised;

    PromisedReplyTest() {
        RequestTable table =
                new RequestTable(new AccessGate(null), List.of(new Handler()), new RequestMeters().meter());
        Session session = new Session(
                SessionOptions.defaults(),
                new Line(true, 60_000),
                table,
                load,
                new ReadGate(channel, new RefusalBudget()));
        channel.pipeline().addLast(session);
        session.greet(Access.OPEN);
    }

    private final class Handler implements RequestHandler {
        @Override
        public int templateId() {
            return GetStatusDecoder.TEMPLATE_ID;
        }

        @Override
        public int blockLength() {
            return 0;
        }

        @Override
        public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
            promised = session.replyLater(correlationId);
            assertTrue(load.requests().usedBytes() > 0, "the promise holds the request's room");
            handling.accept(session, promised);
        }
    }

    @AfterEach
    void assertNothingIsHeld() {
        assertEquals(0, load.requests().usedBytes(), "bytes of requests under way");
        channel.finishAndReleaseAll();
    }

    @Test
    void shouldReplyOnceWhenTheHandlerRefusesBehindThePromise() {
        handling = (session, reply) -> {
            throw new RequestException(ErrorType.LIMIT, "too late");
        };
        ask();
        assertOneError(ErrorType.LIMIT);
    }

    @Test
    void shouldReplyOnceWhenTheFrameEndsBehindThePromise() {
        handling = (session, reply) -> {
            throw new IndexOutOfBoundsException("beyond");
        };
        ask();
        assertOneError(ErrorType.BAD_REQUEST);
    }

    @Test
    void shouldReplyOnceWhenWhatTheHandlerBeganAnswersAllTheSame() {
        handling = (session, reply) -> {
            throw new RequestException(ErrorType.LIMIT, "and yet it was begun");
        };
        ask();
        promised.fail(ErrorType.INTERNAL, "another");
        promised.end();
        channel.runPendingTasks();
        assertOneError(ErrorType.LIMIT);
    }

    @Test
    void shouldReplyOnceWhenTheHandlerThrowsThoughItHasReplied() {
        handling = (session, reply) -> {
            reply.fail(ErrorType.GONE, "said");
            throw new RequestException(ErrorType.LIMIT, "and thrown");
        };
        ask();
        assertOneError(ErrorType.GONE);
    }

    @Test
    void shouldReplyWhenAskingTheEngineThrowsInItsTurn() {
        handling = (session, reply) -> session.inTurn(reply, () -> {
            throw new RequestException(ErrorType.LIMIT, "no engine");
        });
        for (int request = 0; request <= EngineTurns.AT_ONCE; request++) {
            ask();
            assertOneError(ErrorType.LIMIT);
        }
    }

    @Test
    void shouldHoldNothingOfRequestsThatWaitWhenTheConnectionGoes() {
        List<SlowReply> replies = new ArrayList<>();
        handling = (session, reply) -> {
            replies.add(reply);
            session.inTurn(reply, () -> {});
        };
        for (int request = 0; request <= EngineTurns.AT_ONCE; request++) {
            ask();
        }
        long usedBytes = load.requests().usedBytes();
        channel.close();
        assertTrue(load.requests().usedBytes() < usedBytes, "the one that was not asked will not be any more");
        replies.forEach(SlowReply::end);
        channel.runPendingTasks();
    }

    private void ask() {
        int lengthBytes = FrameDescriptor.BODY_OFFSET;
        UnsafeBuffer frame = new UnsafeBuffer(new byte[lengthBytes]);
        FrameDescriptor.putHead(frame, 0, 0, GetStatusDecoder.TEMPLATE_ID, 7, 0);
        channel.writeInbound(Unpooled.wrappedBuffer(frame.byteArray()));
        channel.runPendingTasks();
    }

    private void assertOneError(ErrorType type) {
        ByteBuf replies = channel.readOutbound();
        byte[] bytes = new byte[replies.readableBytes()];
        replies.readBytes(bytes).release();
        UnsafeBuffer frame = new UnsafeBuffer(bytes);
        assertEquals(ErrorReplyEncoder.TEMPLATE_ID, FrameDescriptor.templateId(frame, 0));
        assertEquals(7, FrameDescriptor.correlationId(frame, 0));
        assertEquals(bytes.length, FrameDescriptor.LENGTH_SIZE + FrameDescriptor.length(frame, 0), "one reply");
        assertEquals(
                type,
                new ErrorReplyDecoder()
                        .wrap(frame, FrameDescriptor.BODY_OFFSET, FrameDescriptor.blockLength(frame, 0), 0)
                        .code());
        assertNull(channel.readOutbound());
    }
}
