package io.muster.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.ExportFormat;
import io.muster.protocol.client.Membership;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.codec.BooleanType;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.ExportChunkDecoder;
import io.muster.protocol.codec.ExportEncoder;
import io.muster.protocol.codec.MembersFormat;
import io.muster.server.wire.session.SessionOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.agrona.concurrent.UnsafeBuffer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.roaringbitmap.RoaringBitmap;

@Timeout(120)
class ExportTest {
    private static final int CUSTOMERS = 2_000_000;

    private WireFixture wire;
    private MusterClient client;
    private WorkspaceClient shop;

    @BeforeEach
    void start() {
        wire = new WireFixture(CUSTOMERS, SessionOptions.defaults());
        client = wire.connect();
        shop = client.workspace("shop");
    }

    @AfterEach
    void stop() {
        client.close();
        wire.close();
    }

    @Test
    void shouldExportIdsOnePerLine() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        shop.export(1, ExportFormat.IDS, bytes);
        String[] lines = bytes.toString(StandardCharsets.UTF_8).split("\n");
        assertEquals(CUSTOMERS / 2, lines.length);
        for (int i = 0; i < lines.length; i++) {
            assertEquals("c-" + (2 * i + 1), lines[i]);
        }
        assertEquals('\n', bytes.toByteArray()[bytes.size() - 1]);
    }

    @Test
    void shouldExportPortableRoaring() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        shop.export(2, ExportFormat.ROARING, bytes);
        RoaringBitmap members = new RoaringBitmap();
        members.deserialize(ByteBuffer.wrap(bytes.toByteArray()));
        assertEquals(wire.shop.members(2), members);
        assertEquals(members.serializedSizeInBytes(), bytes.size());
    }

    @Test
    void shouldExportTheDictionary() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        shop.export(2, ExportFormat.DICTIONARY, bytes);
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(text.startsWith("0\tc-0\n3\tc-3\n6\tc-6\n"));
        assertTrue(text.endsWith("\n1999998\tc-1999998\n"));
    }

    @Test
    void shouldExportAnEmptySegment() throws IOException {
        wire.shop.catalog(4, new io.muster.index.SegmentEntry(3, "none", "false", 1, 5, 0));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        shop.export(3, ExportFormat.IDS, bytes);
        assertEquals(0, bytes.size());
    }

    @Test
    void shouldRefuseToExportAnUnknownSegment() {
        MusterException failure = assertThrows(
                MusterException.class, () -> shop.export(77, ExportFormat.IDS, OutputStream.nullOutputStream()));
        assertEquals(ErrorCode.UNKNOWN_SEGMENT, failure.code());
    }

    @Test
    void shouldPassOnWhatTheTargetThrows() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int each) throws IOException {
                throw new IOException("disk full");
            }
        };
        IOException failure = assertThrows(IOException.class, () -> shop.export(1, ExportFormat.IDS, full));
        assertEquals("disk full", failure.getMessage());
        assertTrue(client.isOpen());
    }

    @Test
    void shouldWaitForAReaderThatDoesNotReadAndServeOthersMeanwhile() throws IOException {
        try (RawClient slow = new RawClient(wire.server.port(), 4 * 1024).greet()) {
            slow.send(export(9, MembersFormat.IDS));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> wire.shop.idsCopied.get() > 0);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .during(Duration.ofMillis(200))
                    .until(new StandsStill());
            // What the kernel and the channel hold, far below the ten megabytes of the whole.
            assertTrue(wire.shop.idsCopied.get() < CUSTOMERS / 4, wire.shop.idsCopied + " ids were put in memory");
            assertEquals(Membership.MEMBER, shop.isMember(1, "c-17"));
            assertEquals(CUSTOMERS / 2, readLines(slow));
        }
    }

    @Test
    void shouldForgetTheExportOfAReaderThatLeaves() throws IOException {
        try (RawClient slow = new RawClient(wire.server.port(), 4 * 1024).greet()) {
            slow.send(export(9, MembersFormat.IDS));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> wire.shop.idsCopied.get() > 0);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .during(Duration.ofMillis(100))
                .until(new StandsStill());
        assertTrue(wire.shop.idsCopied.get() < CUSTOMERS / 4);
        assertEquals(Membership.MEMBER, shop.isMember(1, "c-17"));
    }

    @Test
    void shouldAnswerBusyWhenTooManyExportsAreUnderWay() throws IOException {
        try (RawClient slow = new RawClient(wire.server.port(), 4 * 1024).greet()) {
            for (int i = 0; i < 5; i++) {
                slow.send(export(i, MembersFormat.IDS));
            }
            UnsafeBuffer frame = slow.receive();
            while (FrameDescriptor.correlationId(frame, 0) != 4) {
                frame = slow.receive();
            }
            assertEquals(ErrorType.BUSY, RawClient.error(frame).code());
        }
    }

    private final class StandsStill implements java.util.concurrent.Callable<Boolean> {
        private long last = -1;

        @Override
        public Boolean call() {
            long now = wire.shop.idsCopied.get();
            boolean still = now == last;
            last = now;
            return still;
        }
    }

    private static int readLines(RawClient client) throws IOException {
        int lines = 0;
        int part = 0;
        boolean last = false;
        while (!last) {
            UnsafeBuffer frame = client.receive();
            ExportChunkDecoder chunk = new ExportChunkDecoder()
                    .wrap(frame, FrameDescriptor.BODY_OFFSET, FrameDescriptor.blockLength(frame, 0), 0);
            assertEquals(9, FrameDescriptor.correlationId(frame, 0));
            assertEquals(part++, chunk.part());
            assertEquals(100, chunk.sequence());
            last = chunk.last() == BooleanType.YES;
            byte[] bytes = new byte[chunk.bytesLength()];
            chunk.getBytes(bytes, 0, bytes.length);
            for (byte each : bytes) {
                lines += each == '\n' ? 1 : 0;
            }
        }
        assertFalse(part < 10);
        return lines;
    }

    private static byte[] export(long correlationId, MembersFormat format) {
        return RawClient.frame(
                ExportEncoder.TEMPLATE_ID,
                ExportEncoder.BLOCK_LENGTH,
                correlationId,
                (buffer, offset) -> new ExportEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(1)
                        .segmentId(1)
                        .format(format)
                        .limit());
    }
}
