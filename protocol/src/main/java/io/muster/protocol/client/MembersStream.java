package io.muster.protocol.client;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.BooleanType;
import io.muster.protocol.codec.ExportChunkDecoder;
import io.muster.protocol.codec.ExportEncoder;
import java.io.IOException;
import java.io.OutputStream;
import org.agrona.DirectBuffer;

/** An export on a connection of its own: one piece is held in memory at a time. */
final class MembersStream {
    private final StreamConnection connection;
    private final ExportChunkDecoder chunk = new ExportChunkDecoder();

    private MembersStream(StreamConnection connection) {
        this.connection = connection;
    }

    /**
     * Throws {@link IOException} only where {@code target} does.
     *
     * @return the sequence that the members are of
     */
    static long copy(ClientOptions options, int workspaceId, int segmentId, ExportFormat format, OutputStream target)
            throws IOException {
        try (StreamConnection connection = StreamConnection.open(options, "export")) {
            connection.send(new Request<>(
                    ExportEncoder.TEMPLATE_ID,
                    ExportEncoder.BLOCK_LENGTH,
                    ExportEncoder.BLOCK_LENGTH,
                    (buffer, offset) -> DataRequests.encodeExport(buffer, offset, workspaceId, segmentId, format),
                    ExportChunkDecoder.TEMPLATE_ID,
                    null));
            return new MembersStream(connection).copyAll(target);
        }
    }

    private long copyAll(OutputStream target) throws IOException {
        int part = 0;
        while (!copyChunk(part, target)) {
            part++;
        }
        return chunk.sequence();
    }

    private boolean copyChunk(int expectedPart, OutputStream target) throws IOException {
        DirectBuffer frame = connection.receive(ExportChunkDecoder.TEMPLATE_ID);
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
        target.write(connection.bytes(), start, length);
        return last;
    }
}
