package io.muster.protocol;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.muster.protocol.codec.MessageHeaderEncoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Layout of a frame, in both directions.
 *
 * <pre>
 *  0                 4                 8                12                16
 *  +-----------------+-----------------+--------+--------+--------+--------+
 *  | length of what  | block   template| schema | schema | correlation id  :
 *  | follows (u32)   | length  id      | id     | version| (u64)           :
 *  +-----------------+-----------------+--------+--------+-----------------+
 *  :                 | SBE body: block, groups, data ...                   |
 *  +-----------------+-----------------------------------------------------+
 *                    20
 * </pre>
 *
 * Little-endian, not aligned. A reply carries the correlation id of its request; replies come in any order. An
 * {@code ErrorReply} that answers no request in particular has {@link #NO_CORRELATION}.
 */
public final class FrameDescriptor {
    /** Version of the protocol that this code speaks, in {@code Hello} and {@code HelloReply}. */
    public static final int PROTOCOL_VERSION = 1;

    /** Largest value of the length field: 16 MiB. A peer that exceeds it is told {@code FRAME_TOO_LONG} and cut off. */
    public static final int MAX_LENGTH = 16 * 1024 * 1024;

    /** Where the length stands. */
    public static final int LENGTH_OFFSET = 0;

    /** Size of the length field; what it counts begins here. */
    public static final int LENGTH_SIZE = 4;

    /** Where the SBE message header stands. */
    public static final int HEADER_OFFSET = LENGTH_OFFSET + LENGTH_SIZE;

    public static final int BLOCK_LENGTH_OFFSET = HEADER_OFFSET;
    public static final int TEMPLATE_ID_OFFSET = BLOCK_LENGTH_OFFSET + 2;
    public static final int SCHEMA_ID_OFFSET = TEMPLATE_ID_OFFSET + 2;
    public static final int SCHEMA_VERSION_OFFSET = SCHEMA_ID_OFFSET + 2;

    /** Where the correlation id stands. */
    public static final int CORRELATION_OFFSET = SCHEMA_VERSION_OFFSET + 2;

    /** Where the SBE body stands. */
    public static final int BODY_OFFSET = CORRELATION_OFFSET + 8;

    /** Smallest value of the length field: headers and an empty body. */
    public static final int MIN_LENGTH = BODY_OFFSET - LENGTH_SIZE;

    /** Correlation id of a message that answers no request. */
    public static final long NO_CORRELATION = -1L;

    /** Most entries that a group of a message holds. */
    public static final int MAX_GROUP_COUNT = 65_534;

    /** The upper half of a message header. */
    private static final long SCHEMA = (long) MessageHeaderEncoder.SCHEMA_ID << 2 * Short.SIZE
            | (long) MessageHeaderEncoder.SCHEMA_VERSION << 3 * Short.SIZE;

    private FrameDescriptor() {}

    /**
     * Writes everything before the body; the length counts {@code bodyLength}.
     *
     * @param offset where the frame begins
     */
    public static void putHead(
            MutableDirectBuffer buffer,
            int offset,
            int blockLength,
            int templateId,
            long correlationId,
            int bodyLength) {
        buffer.putInt(offset, MIN_LENGTH + bodyLength, LITTLE_ENDIAN);
        long header = blockLength & 0xFFFFL | (templateId & 0xFFFFL) << Short.SIZE | SCHEMA;
        buffer.putLong(offset + HEADER_OFFSET, header, LITTLE_ENDIAN);
        buffer.putLong(offset + CORRELATION_OFFSET, correlationId, LITTLE_ENDIAN);
    }

    /** Value of the length field of the frame at {@code offset}. */
    public static int length(DirectBuffer buffer, int offset) {
        return buffer.getInt(offset + LENGTH_OFFSET, LITTLE_ENDIAN);
    }

    public static int blockLength(DirectBuffer buffer, int offset) {
        return buffer.getShort(offset + BLOCK_LENGTH_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
    }

    public static int templateId(DirectBuffer buffer, int offset) {
        return buffer.getShort(offset + TEMPLATE_ID_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
    }

    public static int schemaId(DirectBuffer buffer, int offset) {
        return buffer.getShort(offset + SCHEMA_ID_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
    }

    public static int schemaVersion(DirectBuffer buffer, int offset) {
        return buffer.getShort(offset + SCHEMA_VERSION_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
    }

    public static long correlationId(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + CORRELATION_OFFSET, LITTLE_ENDIAN);
    }
}
