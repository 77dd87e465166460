package io.muster.server.snapshot;

import static io.muster.server.snapshot.SnapshotDescriptor.BLOCK_ENCODING_OFFSET;
import static io.muster.server.snapshot.SnapshotDescriptor.BLOCK_HEADER_LENGTH;
import static io.muster.server.snapshot.SnapshotDescriptor.BLOCK_KIND_OFFSET;
import static io.muster.server.snapshot.SnapshotDescriptor.BLOCK_LENGTH_OFFSET;
import static io.muster.server.snapshot.SnapshotDescriptor.BLOCK_STORED_LENGTH_OFFSET;

import io.muster.index.snapshot.BlockTarget;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;

/**
 * The blocks that one step gave, as they are going to stand in the file but for their checksums, which are not the
 * engine thread's work. One thread at a time: the engine's while it is filled, then the writer's.
 */
final class BlockBatch implements BlockTarget {
    /** What a step gives, with room: memory that is made and zeroed while it is filled would hold up the engine. */
    private static final int INITIAL_LENGTH = 1024 * 1024;

    private ByteBuffer bytes = allocate(INITIAL_LENGTH);

    @Override
    public void block(int kind, DirectBuffer buffer, int offset, int length) {
        if (length < 0 || length > MAX_BLOCK_BYTES) {
            throw new IllegalArgumentException(
                    "block of kind " + kind + ": found " + length + " bytes, expected 0 to " + MAX_BLOCK_BYTES);
        }
        makeRoom(BLOCK_HEADER_LENGTH + length);
        int at = bytes.position();
        bytes.putInt(at + BLOCK_LENGTH_OFFSET, length);
        bytes.putInt(at + BLOCK_STORED_LENGTH_OFFSET, length);
        bytes.putInt(at + BLOCK_KIND_OFFSET, kind);
        bytes.putInt(at + BLOCK_ENCODING_OFFSET, SnapshotDescriptor.PLAIN);
        buffer.getBytes(offset, bytes, at + BLOCK_HEADER_LENGTH, length);
        bytes.position(at + BLOCK_HEADER_LENGTH + length);
    }

    /** From 0 to its position are the blocks. */
    ByteBuffer bytes() {
        return bytes;
    }

    void clear() {
        bytes.clear();
    }

    /** Gives the memory back. */
    void free() {
        BufferUtil.free(bytes);
        bytes = null;
    }

    static ByteBuffer allocate(int length) {
        return ByteBuffer.allocateDirect(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void makeRoom(int length) {
        if (bytes.remaining() < length) {
            ByteBuffer longer = allocate(Math.max(2 * bytes.capacity(), bytes.position() + length));
            longer.put(bytes.flip());
            BufferUtil.free(bytes);
            bytes = longer;
        }
    }
}
