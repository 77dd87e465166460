package io.muster.server.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.SegmentEntry;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.codec.AreOrdinalsMembersEncoder;
import io.muster.protocol.codec.ErrorReplyDecoder;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.MembersReplyDecoder;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/** Questions about customers by their ordinals. */
@Timeout(60)
class OrdinalLookupsTest {
    private WireFixture wire;
    private MusterClient client;
    private WorkspaceClient shop;

    @BeforeEach
    void start() {
        wire = new WireFixture();
        client = wire.connect();
        shop = client.workspace("shop");
    }

    @AfterEach
    void stop() {
        client.close();
        wire.close();
    }

    @Test
    void shouldAnswerOfEveryOrdinalWhatItsWordSays() {
        long seed = Long.getLong("muster.seed", System.nanoTime());
        System.out.println("OrdinalLookupsTest seed " + seed + " (-Dmuster.seed)");
        Random random = new Random(seed);
        for (int count : new int[] {0, 1, 7, 8, 63, 64, 65, 1 + random.nextInt(500), 70_001}) {
            int[] ordinals = random.ints(count, 0, 2 * WireFixture.CUSTOMERS).toArray();
            boolean[] odd = new boolean[count];
            boolean[] third = new boolean[count];
            for (int i = 0; i < count; i++) {
                odd[i] = ordinals[i] < WireFixture.CUSTOMERS && ordinals[i] % 2 == 1;
                third[i] = ordinals[i] < WireFixture.CUSTOMERS && ordinals[i] % 3 == 0;
            }
            assertArrayEquals(odd, shop.areMembers(WireFixture.ODD.id(), ordinals), () -> count + " ordinals");
            assertArrayEquals(third, shop.areMembers(WireFixture.THIRD.id(), ordinals), () -> count + " ordinals");
        }
    }

    @Test
    void shouldSayOfWhatIsNoOrdinalThatItIsNoMember() {
        int[] impossible = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, WireFixture.CUSTOMERS, -65_536, 1 << 30};
        for (boolean each : shop.areMembers(WireFixture.ODD.id(), impossible)) {
            assertFalse(each);
        }
    }

    @Test
    void shouldReadTheBitsAgainWhenTheCatalogueChangesBetween() {
        AtomicBoolean once = new AtomicBoolean();
        wire.shop.onBitRead(() -> {
            if (once.compareAndSet(false, true)) {
                // Segment 1 moves to the slot of 'third' while its bits are being read.
                wire.shop.catalog(4, new SegmentEntry(1, "odd", "ordinal is odd", 2, 70, 5));
            }
        });
        assertArrayEquals(new boolean[] {false, true}, shop.areMembers(1, new int[] {17, 18}));
    }

    @Test
    void shouldRefuseWhatOtherLookupsRefuse() {
        assertFails(ErrorCode.UNKNOWN_SEGMENT, () -> shop.areMembers(77, new int[] {1}));
        assertFails(ErrorCode.BUSY, () -> shop.atLeast(101).areMembers(1, new int[] {1}));
        wire.backend.workspaces.remove(1);
        assertFails(ErrorCode.UNKNOWN_WORKSPACE, () -> shop.areMembers(1, new int[] {1}));
    }

    @Test
    void shouldTakeAsManyOrdinalsAsAGroupHasEntriesAndNoMore() throws IOException {
        int most = FrameDescriptor.MAX_GROUP_COUNT;
        try (RawClient raw = wire.raw().greet()) {
            raw.send(request(new byte[most * Integer.BYTES], 2));
            UnsafeBuffer reply = raw.receive();
            assertEquals(MembersReplyDecoder.TEMPLATE_ID, FrameDescriptor.templateId(reply, 0));
            raw.send(request(new byte[(most + 1) * Integer.BYTES], 3));
            ErrorReplyDecoder error = RawClient.error(raw.receive());
            assertEquals(ErrorType.LIMIT, error.code());
            assertEquals("ordinals: found 65535, expected at most 65534", error.message());
        }
    }

    @Test
    void shouldRefuseBytesThatAreNoOrdinalsAndLengthsThatReachBeyondTheFrame() throws IOException {
        try (RawClient raw = wire.raw().greet()) {
            raw.send(request(new byte[7], 2));
            ErrorReplyDecoder error = RawClient.error(raw.receive());
            assertEquals(ErrorType.BAD_REQUEST, error.code());
            assertEquals("ordinals: found 7 bytes, expected four for each", error.message());
            for (int claimed : new int[] {Integer.MIN_VALUE, -4, -1, 1 << 24, 12}) {
                byte[] frame = request(new byte[8], 3);
                new UnsafeBuffer(frame).putInt(frame.length - 8 - Integer.BYTES, claimed, ByteOrder.LITTLE_ENDIAN);
                raw.send(frame);
                ErrorType code = RawClient.error(raw.receive()).code();
                assertTrue(code == ErrorType.BAD_REQUEST || code == ErrorType.LIMIT, () -> claimed + ": " + code);
            }
            raw.send(request(new byte[8], 4));
            assertEquals(MembersReplyDecoder.TEMPLATE_ID, FrameDescriptor.templateId(raw.receive(), 0));
        }
    }

    private static byte[] request(byte[] ordinals, long correlationId) {
        return RawClient.frame(
                AreOrdinalsMembersEncoder.TEMPLATE_ID,
                AreOrdinalsMembersEncoder.BLOCK_LENGTH,
                correlationId,
                (buffer, offset) -> new AreOrdinalsMembersEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(1)
                        .segmentId(1)
                        .minSequence(0)
                        .putOrdinals(ordinals, 0, ordinals.length)
                        .limit());
    }

    private static void assertFails(ErrorCode code, Executable request) {
        MusterException failure = assertThrows(MusterException.class, request);
        assertEquals(code, failure.code(), failure.getMessage());
    }
}
