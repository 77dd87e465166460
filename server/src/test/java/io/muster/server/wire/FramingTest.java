package io.muster.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.AreMembersEncoder;
import io.muster.protocol.codec.CountRuleEncoder;
import io.muster.protocol.codec.ErrorReplyDecoder;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.HelloReplyDecoder;
import io.muster.protocol.codec.MemberOutcome;
import io.muster.protocol.codec.MemberReplyDecoder;
import io.muster.protocol.codec.PingEncoder;
import io.muster.protocol.codec.PongDecoder;
import io.muster.server.wire.session.SessionOptions;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FramingTest {
    private WireFixture wire;

    @BeforeEach
    void start() {
        wire = new WireFixture();
    }

    @AfterEach
    void stop() {
        wire.close();
    }

    @Test
    void shouldAnswerFramesThatAreCutAtEveryByte() throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.write(RawClient.hello());
        stream.write(RawClient.isMember(1, 0, "c-17", 2));
        stream.write(RawClient.isMember(2, 0, "c-18", 3));
        byte[] bytes = stream.toByteArray();
        for (int cut = 1; cut < bytes.length; cut++) {
            try (RawClient client = wire.raw()) {
                client.send(bytes, 0, cut);
                if (cut >= RawClient.hello().length) {
                    assertEquals(HelloReplyDecoder.TEMPLATE_ID, FrameDescriptor.templateId(client.receive(), 0));
                    client.send(bytes, cut, bytes.length - cut);
                } else {
                    client.send(bytes, cut, bytes.length - cut);
                    assertEquals(HelloReplyDecoder.TEMPLATE_ID, FrameDescriptor.templateId(client.receive(), 0));
                }
                assertMember(client.receive(), 2);
                assertMember(client.receive(), 3);
            }
        }
    }

    @Test
    void shouldAnswerFramesThatComeByteByByte() throws IOException {
        try (RawClient client = wire.raw()) {
            for (byte each : RawClient.hello()) {
                client.send(new byte[] {each});
            }
            client.receive();
            for (byte each : RawClient.isMember(1, 0, "c-17", 9)) {
                client.send(new byte[] {each});
            }
            assertMember(client.receive(), 9);
        }
    }

    @Test
    void shouldCloseWhereALengthIsImpossible() throws IOException {
        for (int length : new int[] {-1, 0, FrameDescriptor.MIN_LENGTH - 1, FrameDescriptor.MAX_LENGTH + 1}) {
            try (RawClient client = wire.raw().greet()) {
                byte[] bytes = RawClient.isMember(1, 0, "c-17", 2);
                new UnsafeBuffer(bytes).putInt(0, length, ByteOrder.LITTLE_ENDIAN);
                client.send(bytes);
                UnsafeBuffer reply = client.receive();
                assertError(reply, FrameDescriptor.NO_CORRELATION, ErrorType.FRAME_TOO_LONG);
                assertThrows(EOFException.class, client::receive);
            }
        }
    }

    @Test
    void shouldCloseWhereALongFrameComesBeforeTheGreeting() throws IOException {
        try (RawClient client = wire.raw()) {
            byte[] bytes = RawClient.hello();
            new UnsafeBuffer(bytes).putInt(0, 16 * 1024 + 1, ByteOrder.LITTLE_ENDIAN);
            client.send(bytes);
            assertError(client.receive(), FrameDescriptor.NO_CORRELATION, ErrorType.FRAME_TOO_LONG);
            assertThrows(EOFException.class, client::receive);
        }
    }

    @Test
    void shouldRefuseUnknownTemplatesAndForeignSchemasAndGoOn() throws IOException {
        try (RawClient client = wire.raw().greet()) {
            client.send(RawClient.frame(98, 0, 5, (buffer, offset) -> offset));
            assertError(client.receive(), 5, ErrorType.UNSUPPORTED);
            client.send(RawClient.frame(60_000, 0, 6, (buffer, offset) -> offset));
            assertError(client.receive(), 6, ErrorType.UNSUPPORTED);
            byte[] foreign = RawClient.isMember(1, 0, "c-17", 7);
            new UnsafeBuffer(foreign).putShort(FrameDescriptor.SCHEMA_ID_OFFSET, (short) 1);
            client.send(foreign);
            assertError(client.receive(), 7, ErrorType.UNSUPPORTED);
            client.send(RawClient.isMember(1, 0, "c-17", 8));
            assertMember(client.receive(), 8);
        }
    }

    @Test
    void shouldCloseWhereTheFirstMessageIsNoGreeting() throws IOException {
        try (RawClient client = wire.raw()) {
            client.send(RawClient.isMember(1, 0, "c-17", 2));
            assertError(client.receive(), 2, ErrorType.UNAUTHENTICATED);
            assertThrows(EOFException.class, client::receive);
        }
    }

    @Test
    void shouldCloseWhereNoGreetingComes() throws IOException {
        try (WireFixture impatient = new WireFixture(1, new SessionOptions(50, 1_024, 10, 10, 1));
                RawClient client = impatient.raw()) {
            assertError(client.receive(), FrameDescriptor.NO_CORRELATION, ErrorType.UNAUTHENTICATED);
            assertThrows(EOFException.class, client::receive);
        }
    }

    @Test
    void shouldRefuseCountsAndLengthsThatReachBeyondTheFrame() throws IOException {
        try (RawClient client = wire.raw().greet()) {
            byte[] hostile = RawClient.frame(
                    AreMembersEncoder.TEMPLATE_ID, AreMembersEncoder.BLOCK_LENGTH, 2, (buffer, offset) -> {
                        AreMembersEncoder encoder = new AreMembersEncoder()
                                .wrap(buffer, offset)
                                .workspaceId(1)
                                .segmentId(1)
                                .minSequence(0);
                        encoder.customersCount(65_534);
                        return encoder.limit();
                    });
            client.send(hostile);
            assertError(client.receive(), 2, ErrorType.BAD_REQUEST);
            byte[] longId = RawClient.isMember(1, 0, "c-17", 3);
            new UnsafeBuffer(longId).putShort(longId.length - 6, (short) 5, ByteOrder.LITTLE_ENDIAN);
            client.send(longId);
            assertError(client.receive(), 3, ErrorType.BAD_REQUEST);
            byte[] shortBlock = RawClient.isMember(1, 0, "c-17", 4);
            new UnsafeBuffer(shortBlock).putShort(FrameDescriptor.BLOCK_LENGTH_OFFSET, (short) 3);
            client.send(shortBlock);
            assertError(client.receive(), 4, ErrorType.BAD_REQUEST);
            for (int claimed : new int[] {Integer.MAX_VALUE, -1, 1 << 30, 1}) {
                client.send(RawClient.frame(
                        CountRuleEncoder.TEMPLATE_ID, CountRuleEncoder.BLOCK_LENGTH, 6, (buffer, offset) -> {
                            int limit = new CountRuleEncoder()
                                    .wrap(buffer, offset)
                                    .workspaceId(1)
                                    .limit();
                            buffer.putInt(limit, claimed, ByteOrder.LITTLE_ENDIAN);
                            return limit + Integer.BYTES;
                        }));
                assertError(client.receive(), 6, ErrorType.BAD_REQUEST);
            }
            client.send(RawClient.isMember(1, 0, "c-17", 5));
            assertMember(client.receive(), 5);
        }
    }

    @Test
    void shouldGoOnAfterAnyBodyWhatever() throws IOException {
        long seed = System.nanoTime();
        System.out.println("FramingTest seed " + seed);
        Random random = new Random(seed);
        try (RawClient client = wire.raw().greet()) {
            for (int i = 0; i < 3_000; i++) {
                byte[] body = new byte[random.nextInt(64)];
                random.nextBytes(body);
                // Not Hello, which may rightly end the conversation, and not Export, which may answer more than once.
                int templateId = 2 + random.nextInt(48);
                byte[] frame = RawClient.frame(templateId, random.nextInt(40), i, (buffer, offset) -> {
                    buffer.putBytes(offset, body);
                    if (body.length >= 4 && body[0] % 2 == 0) {
                        buffer.putInt(offset, 1, ByteOrder.LITTLE_ENDIAN);
                    }
                    return offset + body.length;
                });
                client.send(frame);
            }
            client.send(RawClient.frame(PingEncoder.TEMPLATE_ID, 0, 1_000_000, (buffer, offset) -> offset));
            int answers = 0;
            boolean ponged = false;
            while (answers < 3_001) {
                UnsafeBuffer reply = client.receive();
                ponged |= FrameDescriptor.correlationId(reply, 0) == 1_000_000
                        && FrameDescriptor.templateId(reply, 0) == PongDecoder.TEMPLATE_ID;
                if (FrameDescriptor.templateId(reply, 0) == ErrorReplyDecoder.TEMPLATE_ID) {
                    ErrorReplyDecoder error = RawClient.error(reply);
                    assertTrue(error.code() != ErrorType.INTERNAL, error.toString());
                }
                answers++;
            }
            assertTrue(ponged);
        }
    }

    private static void assertMember(UnsafeBuffer reply, long correlationId) {
        assertEquals(MemberReplyDecoder.TEMPLATE_ID, FrameDescriptor.templateId(reply, 0));
        assertEquals(correlationId, FrameDescriptor.correlationId(reply, 0));
        MemberReplyDecoder member = new MemberReplyDecoder()
                .wrap(reply, FrameDescriptor.BODY_OFFSET, FrameDescriptor.blockLength(reply, 0), 0);
        assertEquals(MemberOutcome.MEMBER, member.outcome());
        assertEquals(100, member.sequence());
    }

    private static void assertError(UnsafeBuffer reply, long correlationId, ErrorType type) {
        ErrorReplyDecoder error = RawClient.error(reply);
        assertEquals(type, error.code());
        assertEquals(correlationId, FrameDescriptor.correlationId(reply, 0));
        assertTrue(error.messageLength() > 10);
    }
}
