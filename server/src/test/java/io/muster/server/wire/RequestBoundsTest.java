package io.muster.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.answer.Overlap;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.GetOverlapEncoder;
import io.muster.protocol.codec.HelloEncoder;
import io.muster.protocol.codec.HelloReplyDecoder;
import io.muster.protocol.codec.OrdinalsReplyDecoder;
import io.muster.protocol.codec.ResolveIdsEncoder;
import io.muster.server.wire.question.CountRuleHandler;
import io.muster.server.wire.question.SuggestHandler;
import io.muster.server.wire.session.SessionOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a request may ask for, at the bound and one beyond. */
class RequestBoundsTest {
    private static final byte[] ANA = "c-1".getBytes(StandardCharsets.UTF_8);

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
    void shouldTakeAGreetingAsLongAsCanBeAndNoLongerFrame() throws IOException {
        int longest = SessionOptions.defaults().greetingMaxBytes();
        int others = hello(0).length - FrameDescriptor.LENGTH_SIZE;
        try (RawClient client = wire.raw()) {
            client.send(hello(longest - others));
            assertEquals(HelloReplyDecoder.TEMPLATE_ID, FrameDescriptor.templateId(client.receive(), 0));
        }
        try (RawClient client = wire.raw()) {
            client.send(hello(longest - others + 1));
            assertEquals(
                    ErrorType.FRAME_TOO_LONG, RawClient.error(client.receive()).code());
        }
    }

    @Test
    void shouldTellNoMoreThanTheLongestSample() {
        try (MusterClient client = wire.connect()) {
            WorkspaceClient shop = client.workspace("shop");
            int most = CountRuleHandler.MAX_SAMPLE;
            assertEquals(most, shop.count("all", most).sample().size());
            assertEquals(most, shop.count("all", most + 1).sample().size());
        }
    }

    @Test
    void shouldRefuseToSuggestMoreValuesThanCanBe() {
        try (MusterClient client = wire.connect()) {
            WorkspaceClient shop = client.workspace("shop");
            assertEquals(
                    2,
                    shop.suggest("customer_tags", "", SuggestHandler.MAX_VALUES).size());
            MusterException refused = assertThrows(
                    MusterException.class, () -> shop.suggest("customer_tags", "", SuggestHandler.MAX_VALUES + 1));
            assertEquals(ErrorCode.BAD_REQUEST, refused.code());
            assertEquals("limit: found 10001, expected 1 to 10000", refused.getMessage());
        }
    }

    @Test
    void shouldRefuseAnOverlapOfMoreSegmentsThanCanBe() throws IOException {
        try (RawClient client = wire.raw().greet()) {
            client.send(overlap(Overlap.MOST));
            assertEquals(
                    ErrorType.UNKNOWN_SEGMENT, RawClient.error(client.receive()).code());
            client.send(overlap(Overlap.MOST + 1));
            assertEquals(ErrorType.LIMIT, RawClient.error(client.receive()).code());
        }
    }

    @Test
    void shouldTakeAsManyCustomersAsAGroupHas() throws IOException {
        try (RawClient client = wire.raw().greet()) {
            client.send(RawClient.frame(
                    ResolveIdsEncoder.TEMPLATE_ID, ResolveIdsEncoder.BLOCK_LENGTH, 2, (buffer, offset) -> {
                        ResolveIdsEncoder encoder = new ResolveIdsEncoder()
                                .wrap(buffer, offset)
                                .workspaceId(1)
                                .minSequence(0);
                        ResolveIdsEncoder.CustomersEncoder group =
                                encoder.customersCount(FrameDescriptor.MAX_GROUP_COUNT);
                        for (int i = 0; i < FrameDescriptor.MAX_GROUP_COUNT; i++) {
                            group.next().putCustomer(ANA, 0, ANA.length);
                        }
                        return encoder.limit();
                    }));
            UnsafeBuffer reply = client.receive();
            assertEquals(OrdinalsReplyDecoder.TEMPLATE_ID, FrameDescriptor.templateId(reply, 0));
            assertTrue(reply.capacity() > FrameDescriptor.MAX_GROUP_COUNT * Integer.BYTES);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new ResolveIdsEncoder()
                            .wrap(new UnsafeBuffer(new byte[64]), 0)
                            .customersCount(FrameDescriptor.MAX_GROUP_COUNT + 1));
        }
    }

    private static byte[] overlap(int segments) {
        return RawClient.frame(GetOverlapEncoder.TEMPLATE_ID, GetOverlapEncoder.BLOCK_LENGTH, 2, (buffer, offset) -> {
            GetOverlapEncoder encoder =
                    new GetOverlapEncoder().wrap(buffer, offset).workspaceId(1);
            GetOverlapEncoder.SegmentsEncoder group = encoder.segmentsCount(segments);
            for (int i = 1; i <= segments; i++) {
                group.next().segmentId(i);
            }
            return encoder.limit();
        });
    }

    private static byte[] hello(int nameLength) {
        return RawClient.frame(
                HelloEncoder.TEMPLATE_ID,
                HelloEncoder.BLOCK_LENGTH,
                1,
                (buffer, offset) -> new HelloEncoder()
                        .wrap(buffer, offset)
                        .protocolVersion(FrameDescriptor.PROTOCOL_VERSION)
                        .token("")
                        .clientName("n".repeat(nameLength))
                        .limit());
    }
}
