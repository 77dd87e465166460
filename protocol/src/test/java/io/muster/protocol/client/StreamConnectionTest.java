package io.muster.protocol.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.HelloEncoder;
import io.muster.protocol.codec.HelloReplyEncoder;
import io.muster.protocol.codec.PingEncoder;
import io.muster.protocol.codec.PongEncoder;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connection for a stream is kept alive by Pings, whose answers the reader does not see. */
@Timeout(60)
class StreamConnectionTest {
    @Test
    void shouldSendPingWhenDueAndPassOverItsAnswer() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<List<Integer>> asked = CompletableFuture.supplyAsync(() -> serve(listener));
            ClientOptions options = ClientOptions.of("127.0.0.1", listener.getLocalPort());
            try (StreamConnection connection = StreamConnection.open(options, "stream", 0)) {
                connection.keepAlive();
                DirectBuffer frame = connection.receive(HelloReplyEncoder.TEMPLATE_ID);
                assertEquals(HelloReplyEncoder.TEMPLATE_ID, FrameDescriptor.templateId(frame, 0));
            }
            assertEquals(List.of(HelloEncoder.TEMPLATE_ID, PingEncoder.TEMPLATE_ID), asked.get());
        }
    }

    private static List<Integer> serve(ServerSocket listener) {
        try (Socket socket = listener.accept()) {
            int first = read(socket);
            greet(socket);
            int second = read(socket);
            ExpandableArrayBuffer pong = new ExpandableArrayBuffer(128);
            int end = new PongEncoder()
                    .wrap(pong, FrameDescriptor.BODY_OFFSET)
                    .sequence(7)
                    .limit();
            write(socket, pong, PongEncoder.BLOCK_LENGTH, PongEncoder.TEMPLATE_ID, end);
            greet(socket);
            return List.of(first, second);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int read(Socket socket) throws IOException {
        DataInputStream input = new DataInputStream(socket.getInputStream());
        byte[] bytes = new byte[FrameDescriptor.LENGTH_SIZE + 4096];
        int length = Integer.reverseBytes(input.readInt());
        input.readFully(bytes, FrameDescriptor.LENGTH_SIZE, length);
        return FrameDescriptor.templateId(new UnsafeBuffer(bytes), 0);
    }

    private static void greet(Socket socket) throws IOException {
        ExpandableArrayBuffer reply = new ExpandableArrayBuffer(128);
        int end = new HelloReplyEncoder()
                .wrap(reply, FrameDescriptor.BODY_OFFSET)
                .protocolVersion(FrameDescriptor.PROTOCOL_VERSION)
                .serverVersion("test")
                .limit();
        write(socket, reply, HelloReplyEncoder.BLOCK_LENGTH, HelloReplyEncoder.TEMPLATE_ID, end);
    }

    private static void write(Socket socket, ExpandableArrayBuffer buffer, int blockLength, int templateId, int end)
            throws IOException {
        FrameDescriptor.putHead(buffer, 0, blockLength, templateId, 1, end - FrameDescriptor.BODY_OFFSET);
        socket.getOutputStream().write(buffer.byteArray(), 0, end);
    }
}
