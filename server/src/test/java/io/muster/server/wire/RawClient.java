package io.muster.server.wire;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.CountRuleEncoder;
import io.muster.protocol.codec.ErrorReplyDecoder;
import io.muster.protocol.codec.HelloEncoder;
import io.muster.protocol.codec.HelloReplyDecoder;
import io.muster.protocol.codec.IsMemberEncoder;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A client that sends what it is told, byte for byte. */
final class RawClient implements AutoCloseable {
    /** Writes a body and returns where it ends. */
    interface Body {
        int encode(MutableDirectBuffer buffer, int offset);
    }

    private final Socket socket = new Socket();
    private final DataInputStream input;
    volatile boolean ended;

    RawClient(int port) throws IOException {
        this(port, 64 * 1024);
    }

    RawClient(int port, int receiveBufferBytes) throws IOException {
        socket.setReceiveBufferSize(receiveBufferBytes);
        socket.setSoTimeout(30_000);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress("127.0.0.1", port), 30_000);
        input = new DataInputStream(socket.getInputStream());
    }

    static byte[] frame(int templateId, int blockLength, long correlationId, Body body) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        int end = body.encode(buffer, FrameDescriptor.BODY_OFFSET);
        FrameDescriptor.putHead(buffer, 0, blockLength, templateId, correlationId, end - FrameDescriptor.BODY_OFFSET);
        return Arrays.copyOf(buffer.byteArray(), end);
    }

    static byte[] hello() {
        return hello("");
    }

    static byte[] hello(String token) {
        return frame(
                HelloEncoder.TEMPLATE_ID,
                HelloEncoder.BLOCK_LENGTH,
                1,
                (buffer, offset) -> new HelloEncoder()
                        .wrap(buffer, offset)
                        .protocolVersion(FrameDescriptor.PROTOCOL_VERSION)
                        .token(token)
                        .clientName("raw")
                        .limit());
    }

    static byte[] isMember(int segmentId, long minSequence, String customer, long correlationId) {
        byte[] id = customer.getBytes(StandardCharsets.UTF_8);
        return frame(
                IsMemberEncoder.TEMPLATE_ID,
                IsMemberEncoder.BLOCK_LENGTH,
                correlationId,
                (buffer, offset) -> new IsMemberEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(1)
                        .segmentId(segmentId)
                        .minSequence(minSequence)
                        .putCustomer(id, 0, id.length)
                        .limit());
    }

    RawClient greet() throws IOException {
        return greet("");
    }

    RawClient greet(String token) throws IOException {
        send(hello(token));
        UnsafeBuffer reply = receive();
        if (FrameDescriptor.templateId(reply, 0) != HelloReplyDecoder.TEMPLATE_ID) {
            throw new IllegalStateException("no greeting: " + error(reply));
        }
        return this;
    }

    void send(byte[] bytes) throws IOException {
        send(bytes, 0, bytes.length);
    }

    void send(byte[] bytes, int offset, int length) throws IOException {
        socket.getOutputStream().write(bytes, offset, length);
        socket.getOutputStream().flush();
    }

    /** Sends one byte where the server still takes any. */
    void trySend(byte[] bytes, int at) {
        if (at < bytes.length) {
            trySendAll(new byte[] {bytes[at]});
        }
    }

    /** Sends where the server still takes any. */
    void trySendAll(byte[] bytes) {
        try {
            send(bytes);
        } catch (IOException closed) {
            ended = true;
        }
    }

    /** Says that nothing more will come, and goes on reading. */
    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Reads a byte where there is one. */
    void receiveByte() {
        try {
            ended |= input.read() < 0;
        } catch (IOException closed) {
            ended = true;
        }
    }

    static byte[] countRule(String rule, long correlationId) {
        byte[] text = rule.getBytes(StandardCharsets.UTF_8);
        return frame(
                CountRuleEncoder.TEMPLATE_ID,
                CountRuleEncoder.BLOCK_LENGTH,
                correlationId,
                (buffer, offset) -> new CountRuleEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(1)
                        .sampleSize(0)
                        .putRule(text, 0, text.length)
                        .limit());
    }

    /** The next frame; {@link java.io.EOFException} where the server has closed. */
    UnsafeBuffer receive() throws IOException {
        int length = Integer.reverseBytes(input.readInt());
        byte[] bytes = new byte[FrameDescriptor.LENGTH_SIZE + length];
        input.readFully(bytes, FrameDescriptor.LENGTH_SIZE, length);
        UnsafeBuffer frame = new UnsafeBuffer(bytes);
        frame.putInt(0, length, java.nio.ByteOrder.LITTLE_ENDIAN);
        return frame;
    }

    static ErrorReplyDecoder error(UnsafeBuffer frame) {
        if (FrameDescriptor.templateId(frame, 0) != ErrorReplyDecoder.TEMPLATE_ID) {
            throw new AssertionError("template: found " + FrameDescriptor.templateId(frame, 0) + ", expected an error");
        }
        return new ErrorReplyDecoder()
                .wrap(
                        frame,
                        FrameDescriptor.BODY_OFFSET,
                        FrameDescriptor.blockLength(frame, 0),
                        FrameDescriptor.schemaVersion(frame, 0));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
