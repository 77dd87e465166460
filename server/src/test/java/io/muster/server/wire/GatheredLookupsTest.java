package io.muster.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Membership;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.codec.ErrorReplyDecoder;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.MemberOutcome;
import io.muster.protocol.codec.MemberReplyDecoder;
import io.muster.protocol.codec.PingEncoder;
import io.muster.protocol.codec.PongDecoder;
import io.muster.server.wire.flow.ConnectionOptions;
import io.muster.server.wire.session.SessionOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Look-ups that come in one piece, among other requests, are each answered as if they had come alone, in order. */
@Timeout(60)
class GatheredLookupsTest {
    private static final int REQUESTS = 3_000;
    private static final int NO_SEGMENT = 99;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void shouldAnswerEachRequestOfAReadInItsOrder() throws IOException {
        System.out.println("seed: " + seed);
        int[] kinds = random.ints(REQUESTS, 0, 40).toArray();
        int[] customers = random.ints(REQUESTS, 0, 2 * WireFixture.CUSTOMERS).toArray();
        ByteArrayOutputStream requests = new ByteArrayOutputStream();
        for (int i = 0; i < REQUESTS; i++) {
            requests.write(request(kinds[i], customers[i], i));
        }
        try (WireFixture wire = new WireFixture();
                RawClient client = wire.raw().greet()) {
            client.send(requests.toByteArray());
            for (int i = 0; i < REQUESTS; i++) {
                UnsafeBuffer reply = client.receive();
                assertEquals(i, FrameDescriptor.correlationId(reply, 0), "correlation id");
                check(reply, kinds[i], customers[i]);
            }
        }
    }

    @Test
    void shouldAnswerWithThreadsThatNeverWait() {
        WireOptions options = new WireOptions(
                        WireOptions.LOOPBACK,
                        0,
                        1,
                        false,
                        "test",
                        SessionOptions.defaults(),
                        ConnectionOptions.defaults())
                .busyPoll(true);
        FakeWorkspace shop = new FakeWorkspace(1, "shop", 10, 2);
        shop.catalog(3, WireFixture.ODD);
        shop.set(3, WireFixture.ODD.slot(), true);
        try (FakeBackend backend = new FakeBackend().with(shop);
                WireServer server = new WireServer(options, backend);
                MusterClient client = MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()))) {
            for (int i = 0; i < 200; i++) {
                assertEquals(
                        i % 10 == 3 ? Membership.MEMBER : Membership.NOT_MEMBER,
                        client.workspace("shop").isMember(1, "c-" + i % 10));
            }
        }
    }

    private static byte[] request(int kind, int customer, int correlationId) {
        return switch (kind) {
            case 0 -> RawClient.frame(PingEncoder.TEMPLATE_ID, PingEncoder.BLOCK_LENGTH, correlationId, (b, o) -> o);
            case 1 -> RawClient.isMember(NO_SEGMENT, 0, "c-" + customer, correlationId);
            case 2 -> RawClient.isMember(1, 0, "x".repeat(5_000), correlationId);
            default -> RawClient.isMember(1 + kind % 2, 0, "c-" + customer, correlationId);
        };
    }

    private static void check(UnsafeBuffer reply, int kind, int customer) {
        int templateId = FrameDescriptor.templateId(reply, 0);
        switch (kind) {
            case 0 -> assertEquals(PongDecoder.TEMPLATE_ID, templateId);
            case 1 -> {
                assertEquals(ErrorReplyDecoder.TEMPLATE_ID, templateId);
                assertEquals(ErrorType.UNKNOWN_SEGMENT, RawClient.error(reply).code());
            }
            default -> {
                boolean known = kind != 2 && customer < WireFixture.CUSTOMERS;
                boolean member = kind % 2 == 0 ? customer % 2 == 1 : customer % 3 == 0;
                MemberOutcome expected = known
                        ? member ? MemberOutcome.MEMBER : MemberOutcome.NOT_MEMBER
                        : MemberOutcome.UNKNOWN_CUSTOMER;
                assertEquals(MemberReplyDecoder.TEMPLATE_ID, templateId);
                MemberReplyDecoder decoder = new MemberReplyDecoder()
                        .wrap(
                                reply,
                                FrameDescriptor.BODY_OFFSET,
                                MemberReplyDecoder.BLOCK_LENGTH,
                                MemberReplyDecoder.SCHEMA_VERSION);
                assertEquals(expected, decoder.outcome());
            }
        }
    }
}
