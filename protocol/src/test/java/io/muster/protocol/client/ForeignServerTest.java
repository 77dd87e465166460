package io.muster.protocol.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.ErrorReplyEncoder;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.PongEncoder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the client makes of something that is no muster server, or a broken one. */
@Timeout(60)
class ForeignServerTest {
    /** In which a busy machine gets as far as the connection. */
    private static final int GREETING_MS = 2_000;

    private static final int PATIENCE_MS = 30_000;

    private ServerSocket listener;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    @Test
    void shouldBeUnreachableWhenNoGreetingComes() {
        ClientOptions patient = new ClientOptions("127.0.0.1", listener.getLocalPort(), "", GREETING_MS, 5_000, 4);
        MusterException failure = assertThrows(MusterUnreachableException.class, () -> MusterClient.connect(patient));
        assertTrue(failure.getMessage().contains("no greeting within " + GREETING_MS + " ms"), failure.getMessage());
    }

    @Test
    void shouldBeUnreachableWhenTheConnectionIsClosedAtOnce() {
        answer(new byte[0]);
        MusterException failure = assertThrows(MusterUnreachableException.class, this::connect);
        assertTrue(failure.getMessage().contains("connection lost"), failure.getMessage());
    }

    @Test
    void shouldBeUnreachableWhenAnotherProtocolAnswers() {
        answer("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        MusterException failure = assertThrows(MusterUnreachableException.class, this::connect);
        assertTrue(failure.getMessage().contains("is it a muster server?"), failure.getMessage());
    }

    @Test
    void shouldPassOnWhyItIsNotLetIn() {
        byte[] reason = "token: not known".getBytes(StandardCharsets.UTF_8);
        answer(frame(
                ErrorReplyEncoder.TEMPLATE_ID,
                ErrorReplyEncoder.BLOCK_LENGTH,
                1L << 32,
                (buffer, offset) -> new ErrorReplyEncoder()
                        .wrap(buffer, offset)
                        .code(ErrorType.UNAUTHENTICATED)
                        .line(0)
                        .column(0)
                        .retryAfterMs(0)
                        .putMessage(reason, 0, reason.length)
                        .limit()));
        MusterException failure = assertThrows(MusterException.class, this::connect);
        assertEquals(ErrorCode.UNAUTHENTICATED, failure.code());
        assertEquals("token: not known", failure.getMessage());
    }

    @Test
    void shouldSayWhatItFoundInsteadOfTheReply() {
        answer(frame(
                PongEncoder.TEMPLATE_ID,
                PongEncoder.BLOCK_LENGTH,
                1L << 32,
                (buffer, offset) ->
                        new PongEncoder().wrap(buffer, offset).sequence(1).limit()));
        MusterException failure = assertThrows(MusterException.class, this::connect);
        assertEquals("reply: found template 102, expected 101", failure.getMessage());
    }

    private void connect() {
        MusterClient.connect(new ClientOptions("127.0.0.1", listener.getLocalPort(), "", PATIENCE_MS, PATIENCE_MS, 1));
    }

    private static byte[] frame(int templateId, int blockLength, long correlationId, Request.Body body) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        int end = body.encode(buffer, FrameDescriptor.BODY_OFFSET);
        FrameDescriptor.putHead(buffer, 0, blockLength, templateId, correlationId, end - FrameDescriptor.BODY_OFFSET);
        return Arrays.copyOf(buffer.byteArray(), end);
    }

    private void answer(byte[] bytes) {
        Thread server = new Thread(() -> {
            try (Socket socket = listener.accept()) {
                socket.getInputStream().read(new byte[1_024]);
                socket.getOutputStream().write(bytes);
                socket.getOutputStream().flush();
                if (bytes.length > 0) {
                    // Leaves the connection to the client to close.
                    socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
                }
            } catch (IOException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.setDaemon(true);
        server.start();
    }
}
