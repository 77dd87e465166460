package io.muster.server.change;

import static io.muster.server.change.ChangeDescriptor.BLOCK_HEADER_LENGTH;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes changes into a block, in the order they are told. One thread at a time. */
final class BlockBuilder {
    private static final int CAPACITY = BLOCK_HEADER_LENGTH + ChangeDescriptor.MAX_BODY_LENGTH;
    private static final int LONGEST_ENTRIES =
            ChangeDescriptor.BECAUSE_LENGTH + ChangeDescriptor.MAX_ID_LENGTH + ChangeDescriptor.CHANGE_LENGTH;

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(CAPACITY).order(ByteOrder.LITTLE_ENDIAN);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final UnsafeBuffer id = new UnsafeBuffer(new byte[ChangeDescriptor.MAX_ID_LENGTH]);
    private int idLength;
    private int position = BLOCK_HEADER_LENGTH;
    private int count;
    private int firstIndex;
    private int nextIndex;
    private boolean explained;
    private long sequence;
    private long atMillis;
    private long latestMillis;
    private int workspaceId;
    private byte cause;
    private int segmentId;
    private int version;

    /** What the changes that follow are due to. */
    void because(
            long newSequence,
            long newMillis,
            int newWorkspaceId,
            byte newCause,
            DirectBuffer source,
            int offset,
            int length) {
        boolean same = newSequence == sequence
                && newMillis == atMillis
                && newWorkspaceId == workspaceId
                && newCause == cause
                && hasId(source, offset, length);
        if (same) {
            return;
        }
        if (newSequence != sequence) {
            nextIndex = 0;
        }
        sequence = newSequence;
        atMillis = newMillis;
        workspaceId = newWorkspaceId;
        cause = newCause;
        idLength = length;
        id.putBytes(0, source, offset, length);
        explained = false;
    }

    /** One change, due to what was said last. There must be {@link #hasRoom room}. */
    void change(int newSegmentId, int newVersion, int ordinal, boolean entered) {
        if (!explained) {
            explain();
        }
        if (newSegmentId == segmentId && newVersion == version) {
            buffer.putByte(
                    position, entered ? ChangeDescriptor.ENTERED_SAME_SEGMENT : ChangeDescriptor.LEFT_SAME_SEGMENT);
            buffer.putInt(position + ChangeDescriptor.SAME_ORDINAL_OFFSET, ordinal, ByteOrder.LITTLE_ENDIAN);
            position += ChangeDescriptor.SAME_LENGTH;
        } else {
            segmentId = newSegmentId;
            version = newVersion;
            buffer.putByte(position, entered ? ChangeDescriptor.ENTERED : ChangeDescriptor.LEFT);
            buffer.putInt(position + ChangeDescriptor.CHANGE_SEGMENT_OFFSET, segmentId, ByteOrder.LITTLE_ENDIAN);
            buffer.putInt(position + ChangeDescriptor.CHANGE_VERSION_OFFSET, version, ByteOrder.LITTLE_ENDIAN);
            buffer.putInt(position + ChangeDescriptor.CHANGE_ORDINAL_OFFSET, ordinal, ByteOrder.LITTLE_ENDIAN);
            position += ChangeDescriptor.CHANGE_LENGTH;
        }
        if (count == 0) {
            firstIndex = nextIndex;
        }
        count++;
        nextIndex++;
    }

    /** Whether another change fits, with what it is due to. */
    boolean hasRoom() {
        return position + LONGEST_ENTRIES <= CAPACITY;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Sequence of the last change told, in this block or an earlier one. */
    long sequence() {
        return sequence;
    }

    /** Ends the block; the bytes are valid until the next change. */
    ByteBuffer finish(long reachedSequence) {
        latestMillis = Math.max(latestMillis, atMillis);
        bytes.putInt(ChangeDescriptor.BODY_LENGTH_OFFSET, position - BLOCK_HEADER_LENGTH);
        bytes.putLong(ChangeDescriptor.REACHED_OFFSET, reachedSequence);
        bytes.putLong(ChangeDescriptor.LAST_SEQUENCE_OFFSET, count == 0 ? 0 : sequence);
        bytes.putLong(ChangeDescriptor.LATEST_MILLIS_OFFSET, latestMillis);
        bytes.putInt(ChangeDescriptor.FIRST_INDEX_OFFSET, count == 0 ? 0 : firstIndex);
        bytes.putInt(ChangeDescriptor.COUNT_OFFSET, count);
        bytes.putInt(
                ChangeDescriptor.BODY_CHECKSUM_OFFSET,
                ChangeDescriptor.checksum(bytes, BLOCK_HEADER_LENGTH, position - BLOCK_HEADER_LENGTH));
        bytes.putInt(ChangeDescriptor.BODY_CHECKSUM_OFFSET + Integer.BYTES, 0);
        bytes.putInt(ChangeDescriptor.HEADER_CHECKSUM_OFFSET, ChangeDescriptor.blockHeaderChecksum(bytes, 0));
        ByteBuffer finished =
                bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(0).limit(position);
        position = BLOCK_HEADER_LENGTH;
        count = 0;
        explained = false;
        return finished;
    }

    private boolean hasId(DirectBuffer source, int offset, int length) {
        if (length != idLength) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (source.getByte(offset + i) != id.getByte(i)) {
                return false;
            }
        }
        return true;
    }

    private void explain() {
        buffer.putByte(position, ChangeDescriptor.BECAUSE);
        buffer.putByte(position + ChangeDescriptor.BECAUSE_CAUSE_OFFSET, cause);
        buffer.putShort(
                position + ChangeDescriptor.BECAUSE_ID_LENGTH_OFFSET, (short) idLength, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(position + ChangeDescriptor.BECAUSE_WORKSPACE_OFFSET, workspaceId, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(position + ChangeDescriptor.BECAUSE_SEQUENCE_OFFSET, sequence, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(position + ChangeDescriptor.BECAUSE_MILLIS_OFFSET, atMillis, ByteOrder.LITTLE_ENDIAN);
        position += ChangeDescriptor.BECAUSE_LENGTH;
        buffer.putBytes(position, id, 0, idLength);
        position += idLength;
        explained = true;
        segmentId = 0;
        version = 0;
    }
}
