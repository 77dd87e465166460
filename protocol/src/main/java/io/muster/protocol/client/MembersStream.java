package io.muster.protocol.client;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.BooleanType;
import io.muster.protocol.codec.ErrorReplyDecoder;
import io.muster.protocol.codec.ExportChunkDecoder;
import io.muster.protocol.codec.ExportEncoder;
import io.muster.protocol.codec.HelloReplyDecoder;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteOrder;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An export on a blocking connection of its own: while the target does not take bytes, none are read, and the server
 * stops sending. One piece is held in memory at a time.
 */
final class MembersStream implements AutoCloseable {
    private static final int REQUEST_CAPACITY = 128 * 1024;

    private final ClientOptions options;
    private final Socket socket = new Socket();
    private final UnsafeBuffer frame = new UnsafeBuffer(0, 0);
    private final ExportChunkDecoder chunk = new ExportChunkDecoder();
    private DataInputStream input;
    private byte[] bytes = new byte[0];

    private MembersStream(ClientOptions options) {
        this.options = options;
    }

    /** Throws {@link IOException} only where {@code target} does. */
    static void copy(ClientOptions options, int workspaceId, int segmentId, ExportFormat format, OutputStream target)
            throws IOException {
        try (MembersStream stream = new MembersStream(options)) {
            stream.connect();
            stream.send(new Request<>(
                    ExportEncoder.TEMPLATE_ID,
                    ExportEncoder.BLOCK_LENGTH,
                    ExportEncoder.BLOCK_LENGTH,
                    (buffer, offset) -> DataRequests.encodeExport(buffer, offset, workspaceId, segmentId, format),
                    ExportChunkDecoder.TEMPLATE_ID,
                    null));
            int part = 0;
            while (!stream.copyChunk(part, target)) {
                part++;
            }
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new MusterUnreachableException(options + ": can't be closed, " + e.getMessage(), e);
        }
    }

    private void connect() {
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(options.requestTimeoutMs());
            socket.connect(new InetSocketAddress(options.host(), options.port()), options.connectTimeoutMs());
            input = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 64 * 1024));
        } catch (IOException e) {
            throw new MusterUnreachableException(options + ": no connection, " + Connection.reason(e), e);
        }
        send(OperationRequests.hello(options.token(), Connection.CLIENT_NAME));
        receive(HelloReplyDecoder.TEMPLATE_ID);
    }

    private boolean copyChunk(int expectedPart, OutputStream target) throws IOException {
        receive(ExportChunkDecoder.TEMPLATE_ID);
        chunk.wrap(
                frame,
                FrameDescriptor.BODY_OFFSET,
                FrameDescriptor.blockLength(frame, 0),
                FrameDescriptor.schemaVersion(frame, 0));
        if (FrameDescriptor.blockLength(frame, 0) < ExportChunkDecoder.BLOCK_LENGTH
                || frame.capacity() < FrameDescriptor.BODY_OFFSET + ExportChunkDecoder.BLOCK_LENGTH) {
            throw new MusterException(
                    ErrorCode.INTERNAL,
                    "part of the export: found " + frame.capacity() + " bytes, expected more; can't be read");
        }
        if (chunk.part() != expectedPart) {
            throw new MusterException(
                    ErrorCode.INTERNAL, "part of the export: found " + chunk.part() + ", expected " + expectedPart);
        }
        int length;
        int start;
        boolean last;
        try {
            length = chunk.bytesLength();
            start = chunk.limit() + ExportChunkDecoder.bytesHeaderLength();
            frame.boundsCheck(start, length);
            last = chunk.last() == BooleanType.YES;
        } catch (RuntimeException e) {
            throw new MusterException(ErrorCode.INTERNAL, "part of the export: can't be read, " + e, 0, 0, 0, e);
        }
        target.write(bytes, start, length);
        return last;
    }

    private void send(Request<?> request) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(Math.min(REQUEST_CAPACITY, 512));
        int size = OutgoingRequests.encode(buffer, 0, request, 1);
        try {
            socket.getOutputStream().write(buffer.byteArray(), 0, size);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    private void receive(int expectedTemplateId) {
        try {
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
        } catch (SocketTimeoutException e) {
            throw new MusterException(ErrorCode.TIMEOUT, options + ": export stands still", 0, 0, 0, e);
        } catch (EOFException e) {
            throw new MusterUnreachableException(options + ": connection lost, closed by the server", e);
        } catch (IOException e) {
            throw lost(e);
        }
        int templateId = FrameDescriptor.templateId(frame, 0);
        if (templateId == ErrorReplyDecoder.TEMPLATE_ID) {
            throw ReplyDispatcher.error(frame);
        }
        if (templateId != expectedTemplateId) {
            throw new MusterException(
                    ErrorCode.INTERNAL, "reply: found template " + templateId + ", expected " + expectedTemplateId);
        }
    }

    private MusterUnreachableException lost(IOException cause) {
        return new MusterUnreachableException(options + ": connection lost, " + cause.getMessage(), cause);
    }
}
