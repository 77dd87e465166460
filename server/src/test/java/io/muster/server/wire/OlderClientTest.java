package io.muster.server.wire;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.record.Tag;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.AppendRecordsDecoder;
import io.muster.protocol.codec.AppendReplyDecoder;
import io.muster.protocol.codec.CountReplyDecoder;
import io.muster.protocol.codec.CountRuleDecoder;
import io.muster.protocol.codec.CreateWorkspaceDecoder;
import io.muster.protocol.codec.WorkspaceReplyDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client of schema version 0 gets what it always got. Its messages are written by hand, as it wrote them. */
class OlderClientTest {
    private static final int COUNT_RULE_BLOCK_BYTES = 4;
    private static final int APPEND_BLOCK_BYTES = 22;
    private static final int WORKSPACE_ID = 1;

    private WireFixture wire;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        wire = new WireFixture();
        client = wire.raw().greet();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        wire.close();
    }

    @Test
    void shouldTellItTheConditionsOnly() throws IOException {
        UnsafeBuffer frame =
                ask(CountRuleDecoder.TEMPLATE_ID, COUNT_RULE_BLOCK_BYTES, CountReplyDecoder.TEMPLATE_ID, (body, at) -> {
                    body.putInt(at, WORKSPACE_ID, LITTLE_ENDIAN);
                    return putLong(body, at + COUNT_RULE_BLOCK_BYTES, "a = 1");
                });
        CountReplyDecoder reply = new CountReplyDecoder()
                .wrap(frame, FrameDescriptor.BODY_OFFSET, FrameDescriptor.blockLength(frame, 0), 1);
        assertEquals(17, reply.cardinality());
        CountReplyDecoder.ConditionsDecoder conditions = reply.conditions();
        assertEquals(2, conditions.count());
        assertEquals("a = 1", conditions.next().text());
        assertEquals("b = 'ž'", conditions.next().text());
    }

    @Test
    void shouldTakeItsRecordsAsLive() throws IOException {
        UnsafeBuffer frame = ask(
                AppendRecordsDecoder.TEMPLATE_ID, APPEND_BLOCK_BYTES, AppendReplyDecoder.TEMPLATE_ID, (body, at) -> {
                    body.setMemory(at, APPEND_BLOCK_BYTES, (byte) 0);
                    body.putInt(at, WORKSPACE_ID, LITTLE_ENDIAN);
                    return putLong(body, at + APPEND_BLOCK_BYTES, "good");
                });
        AppendReplyDecoder reply = new AppendReplyDecoder()
                .wrap(frame, FrameDescriptor.BODY_OFFSET, FrameDescriptor.blockLength(frame, 0), 1);
        assertEquals(1, reply.accepted());
        assertEquals(List.of("DISK good"), wire.backend.appended);
    }

    @Test
    void shouldGiveItsWorkspaceTheUsualDelay() throws IOException {
        ask(CreateWorkspaceDecoder.TEMPLATE_ID, 0, WorkspaceReplyDecoder.TEMPLATE_ID, (body, at) -> {
            int zone = putShort(body, at, "old");
            return putShort(body, putShort(body, zone, "UTC"), "");
        });
        String command = wire.backend.commands.getLast();
        assertTrue(command.contains(Tag.NAME + "=old"), command);
        assertFalse(command.contains(Tag.ABANDONED_AFTER + "="), command);
    }

    private UnsafeBuffer ask(int templateId, int blockLength, int replyTemplateId, RawClient.Body body)
            throws IOException {
        byte[] frame = RawClient.frame(templateId, blockLength, 7, body);
        new UnsafeBuffer(frame).putShort(FrameDescriptor.SCHEMA_VERSION_OFFSET, (short) 0, LITTLE_ENDIAN);
        client.send(frame);
        UnsafeBuffer reply = client.receive();
        assertEquals(replyTemplateId, FrameDescriptor.templateId(reply, 0));
        return reply;
    }

    private static int putLong(MutableDirectBuffer buffer, int offset, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        buffer.putInt(offset, utf8.length, LITTLE_ENDIAN);
        buffer.putBytes(offset + Integer.BYTES, utf8);
        return offset + Integer.BYTES + utf8.length;
    }

    private static int putShort(MutableDirectBuffer buffer, int offset, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        buffer.putShort(offset, (short) utf8.length, LITTLE_ENDIAN);
        buffer.putBytes(offset + Short.BYTES, utf8);
        return offset + Short.BYTES + utf8.length;
    }
}
