package io.muster.protocol.client;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.ErrorReplyDecoder;
import io.muster.protocol.codec.HelloReplyDecoder;
import io.muster.protocol.codec.PongDecoder;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A blocking connection for one request with many replies: while its caller does not read, none are read, and the
 * server stops sending. One frame is held in memory at a time. One thread, {@link #close} apart.
 */
final class StreamConnection implements AutoCloseable {
    private static final int REQUEST_CAPACITY = 512;
    private static final int INPUT_BYTES = 64 * 1024;
    private static final long CORRELATION_ID = 1;
    private static final long KEEP_ALIVE_NS = TimeUnit.MINUTES.toNanos(1);

    private final ClientOptions options;
    private final String what;
    private final long keepAliveNs;
    private Socket socket = new Socket();
    private final UnsafeBuffer frame = new UnsafeBuffer(0, 0);
    private long sentAtNs;
    private DataInputStream input;
    private byte[] bytes = new byte[0];

    private StreamConnection(ClientOptions options, String what, long keepAliveNs) {
        this.options = options;
        this.what = what;
        this.keepAliveNs = keepAliveNs;
    }

    /** Connects and greets. {@code what} names the stream where it stands still. */
    static StreamConnection open(ClientOptions options, String what) {
        return open(options, what, KEEP_ALIVE_NS);
    }

    /** As {@link #open(ClientOptions, String)}, with a Ping due after so long. */
    static StreamConnection open(ClientOptions options, String what, long keepAliveNs) {
        StreamConnection connection = new StreamConnection(options, what, keepAliveNs);
        try {
            connection.connect();
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new MusterUnreachableException(options + ": can't be closed, " + e.getMessage(), e);
        }
    }

    void send(Request<?> request) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(REQUEST_CAPACITY);
        int size = OutgoingRequests.encode(buffer, 0, request, CORRELATION_ID);
        sentAtNs = System.nanoTime();
        try {
            socket.getOutputStream().write(buffer.byteArray(), 0, size);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /** Sends a Ping where nothing was sent for a while: a server closes connections that it hears nothing from. */
    void keepAlive() {
        if (System.nanoTime() - sentAtNs >= keepAliveNs) {
            send(OperationRequests.ping());
        }
    }

    /** The next frame that does not answer a Ping, valid until the one after; an error reply is thrown. */
    DirectBuffer receive(int expectedTemplateId) {
        do {
            receiveAny();
        } while (FrameDescriptor.templateId(frame, 0) == PongDecoder.TEMPLATE_ID);
        int templateId = FrameDescriptor.templateId(frame, 0);
        if (templateId == ErrorReplyDecoder.TEMPLATE_ID) {
            throw ReplyDispatcher.error(frame);
        }
        if (templateId != expectedTemplateId) {
            throw new MusterException(
                    ErrorCode.INTERNAL, "reply: found template " + templateId + ", expected " + expectedTemplateId);
        }
        return frame;
    }

    private void receiveAny() {
        try {
            readFrame();
        } catch (SocketTimeoutException e) {
            throw new MusterException(ErrorCode.TIMEOUT, options + ": " + what + " stands still", 0, 0, 0, e);
        } catch (EOFException e) {
            throw new MusterUnreachableException(options + ": connection lost, closed by the server", e);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /** The bytes of {@link #receive}'s frame, from index 0 on. */
    byte[] bytes() {
        return bytes;
    }

    private void connect() {
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(options.requestTimeoutMs());
            socket.connect(new InetSocketAddress(options.host(), options.port()), options.connectTimeoutMs());
            if (options.tls() != null) {
                socket = TlsHandshake.over(socket, options);
            }
            input = new DataInputStream(new BufferedInputStream(socket.getInputStream(), INPUT_BYTES));
        } catch (IOException e) {
            throw new MusterUnreachableException(options + ": no connection, " + Connection.reason(e), e);
        }
        send(OperationRequests.hello(options.token(), Connection.CLIENT_NAME));
        receive(HelloReplyDecoder.TEMPLATE_ID);
    }

    private void readFrame() throws IOException {
        int length = Integer.reverseBytes(input.readInt());
        if (length < FrameDescriptor.MIN_LENGTH || length > FrameDescriptor.MAX_LENGTH) {
            throw new MusterUnreachableException(
                    options + ": frame length: found " + Integer.toUnsignedString(length) + ", expected "
                            + FrameDescriptor.MIN_LENGTH + " to " + FrameDescriptor.MAX_LENGTH,
                    null);
        }
        int size = FrameDescriptor.LENGTH_SIZE + length;
        if (bytes.length < size) {
            bytes = new byte[size];
        }
        input.readFully(bytes, FrameDescriptor.LENGTH_SIZE, length);
        frame.wrap(bytes, 0, size);
        frame.putInt(0, length, ByteOrder.LITTLE_ENDIAN);
    }

    private MusterUnreachableException lost(IOException cause) {
        return new MusterUnreachableException(options + ": connection lost, " + cause.getMessage(), cause);
    }
}
