package io.muster.server.wire;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.DeclareFieldEncoder;
import io.muster.protocol.codec.DoneDecoder;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.FieldType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connection that wants a thousand things of the engine does not make the others wait for the thousandth. */
@Timeout(120)
class EngineTurnsTest {
    private static final int FLOOD = 1_000;
    private static final int AT_ONCE = 32;

    private final CountDownLatch release = new CountDownLatch(1);
    private final WireFixture wire = new WireFixture();

    @AfterEach
    void stop() {
        release.countDown();
        wire.close();
    }

    @Test
    void shouldLetAnotherConnectionOvertakeAFlood() throws IOException {
        hold();
        try (RawClient flood = wire.raw().greet();
                RawClient single = wire.raw().greet()) {
            for (int i = 0; i < FLOOD; i++) {
                flood.send(declare("flood", i));
            }
            awaitHeld(FLOOD * declare("flood", 1).length);
            byte[] wanted = declare("single", 7);
            single.send(wanted);
            awaitHeld(FLOOD * declare("flood", 1).length + wanted.length);
            release.countDown();
            assertEquals(DoneDecoder.TEMPLATE_ID, FrameDescriptor.templateId(single.receive(), 0));
            for (int i = 0; i < FLOOD; i++) {
                assertEquals(i, FrameDescriptor.correlationId(flood.receive(), 0));
            }
        }
        assertEquals(FLOOD + 1, wire.backend.commands.size());
        int place = 0;
        while (!wire.backend.commands.get(place).contains("single")) {
            place++;
        }
        assertEquals(AT_ONCE, place, "as many of the flood went before as may stand in the queue at once");
    }

    @Test
    void shouldAnswerAllWhereTheQueueIsFull() throws IOException {
        hold();
        try (RawClient flood = wire.raw().greet()) {
            for (int i = 0; i < FLOOD; i++) {
                flood.send(declare("flood", i));
            }
            awaitHeld(FLOOD * declare("flood", 1).length);
            wire.backend.queuesFull = true;
            release.countDown();
            int busy = 0;
            for (int i = 0; i < FLOOD; i++) {
                var reply = flood.receive();
                if (FrameDescriptor.templateId(reply, 0) != DoneDecoder.TEMPLATE_ID) {
                    assertEquals(ErrorType.BUSY, RawClient.error(reply).code());
                    assertTrue(RawClient.error(reply).retryAfterMs() > 0);
                    busy++;
                }
            }
            assertEquals(FLOOD - AT_ONCE, busy);
        }
        awaitHeld(0);
    }

    private void awaitHeld(long bytes) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> wire.server.load().requests().usedBytes() == bytes);
    }

    private void hold() {
        wire.backend.engine.execute(() -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static byte[] declare(String name, long correlationId) {
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        return RawClient.frame(
                DeclareFieldEncoder.TEMPLATE_ID,
                DeclareFieldEncoder.BLOCK_LENGTH,
                correlationId,
                (buffer, offset) -> new DeclareFieldEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(1)
                        .fieldType(FieldType.TEXT)
                        .putPath(path, 0, path.length)
                        .limit());
    }
}
