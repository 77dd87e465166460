package io.muster.server.change;

import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** Goes through the changes of a block. One thread. */
final class EntryDecoder {
    private UnsafeBuffer buffer;
    private int position;
    private int limit;
    private long sequence;
    private long atMillis;
    private int workspaceId;
    private int cause;
    private int idOffset;
    private int idLength;
    private int index;
    private int segmentId;
    private int version;
    private int ordinal;
    private boolean entered;

    /** Begins before the first change of the reader's block, which is verified; or after the last. */
    void wrap(BlockReader reader, boolean fromFirst) {
        buffer = reader.buffer();
        limit = reader.bodyOffset() + reader.bodyLength();
        position = fromFirst ? reader.bodyOffset() : limit;
        sequence = 0;
        index = reader.firstIndex() - 1;
    }

    void clear() {
        position = 0;
        limit = 0;
    }

    /** False after the last. */
    boolean next() {
        while (position < limit) {
            int kind = buffer.getByte(position);
            if (kind != ChangeDescriptor.BECAUSE) {
                change(kind);
                return true;
            }
            because();
        }
        return false;
    }

    long sequence() {
        return sequence;
    }

    int index() {
        return index;
    }

    long atMillis() {
        return atMillis;
    }

    int workspaceId() {
        return workspaceId;
    }

    int cause() {
        return cause;
    }

    int segmentId() {
        return segmentId;
    }

    int version() {
        return version;
    }

    int ordinal() {
        return ordinal;
    }

    boolean entered() {
        return entered;
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    int idOffset() {
        return idOffset;
    }

    int idLength() {
        return idLength;
    }

    private void because() {
        long next = getLong(ChangeDescriptor.BECAUSE_SEQUENCE_OFFSET);
        if (sequence != 0 && next != sequence) {
            index = -1;
        }
        sequence = next;
        cause = buffer.getByte(position + ChangeDescriptor.BECAUSE_CAUSE_OFFSET);
        workspaceId = getInt(ChangeDescriptor.BECAUSE_WORKSPACE_OFFSET);
        atMillis = getLong(ChangeDescriptor.BECAUSE_MILLIS_OFFSET);
        idLength = buffer.getShort(position + ChangeDescriptor.BECAUSE_ID_LENGTH_OFFSET, ByteOrder.LITTLE_ENDIAN);
        idOffset = position + ChangeDescriptor.BECAUSE_LENGTH;
        position = idOffset + idLength;
    }

    private void change(int kind) {
        entered = kind == ChangeDescriptor.ENTERED || kind == ChangeDescriptor.ENTERED_SAME_SEGMENT;
        if (kind == ChangeDescriptor.ENTERED || kind == ChangeDescriptor.LEFT) {
            segmentId = getInt(ChangeDescriptor.CHANGE_SEGMENT_OFFSET);
            version = getInt(ChangeDescriptor.CHANGE_VERSION_OFFSET);
            ordinal = getInt(ChangeDescriptor.CHANGE_ORDINAL_OFFSET);
            position += ChangeDescriptor.CHANGE_LENGTH;
        } else {
            ordinal = getInt(ChangeDescriptor.SAME_ORDINAL_OFFSET);
            position += ChangeDescriptor.SAME_LENGTH;
        }
        index++;
    }

    private int getInt(int offset) {
        return buffer.getInt(position + offset, ByteOrder.LITTLE_ENDIAN);
    }

    private long getLong(int offset) {
        return buffer.getLong(position + offset, ByteOrder.LITTLE_ENDIAN);
    }
}
