package io.muster.index.snapshot;

import static org.agrona.BitUtil.SIZE_OF_INT;
import static org.agrona.BitUtil.SIZE_OF_LONG;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes a snapshot as a run of values, cut into blocks. Values are little-endian and none stands in two blocks, except
 * for runs of bytes. The engine's thread.
 */
public final class StateWriter {
    /** The kind of every block: this format and its version. */
    public static final int BLOCK_KIND = 0x4d53_0001;

    private static final int BLOCK_BYTES = 256 * 1024;

    static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private final UnsafeBuffer block = new UnsafeBuffer(ByteBuffer.allocateDirect(BLOCK_BYTES));
    private BlockTarget target;
    private int length;
    private long effortBytes;

    /** Where blocks go from now on. */
    public void to(BlockTarget newTarget) {
        target = newTarget;
    }

    /** What was written so far, and other effort in bytes that could have been written instead. */
    public long effortBytes() {
        return effortBytes;
    }

    /** Counts work that took as long as writing so many bytes. */
    public void effort(int likeBytes) {
        effortBytes += likeBytes;
    }

    /** A structure begins. */
    public void begin(Structure structure) {
        putInt(structure.number() << Short.SIZE | structure.version());
    }

    public void putInt(int value) {
        reserve(SIZE_OF_INT);
        block.putInt(length, value, ORDER);
        length += SIZE_OF_INT;
    }

    public void putLong(long value) {
        reserve(SIZE_OF_LONG);
        block.putLong(length, value, ORDER);
        length += SIZE_OF_LONG;
    }

    public void putBoolean(boolean value) {
        putInt(value ? 1 : 0);
    }

    /** Its length in UTF-8, and then the bytes; −1 for null. */
    public void putText(String text) {
        if (text == null) {
            putInt(-1);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putInt(utf8.length);
        putBytes(new UnsafeBuffer(utf8), 0, utf8.length);
    }

    /** The bytes alone: how many there are must be known from what stands before. */
    public void putBytes(DirectBuffer source, int offset, int lengthBytes) {
        int done = 0;
        while (done < lengthBytes) {
            reserve(1);
            int part = Math.min(lengthBytes - done, block.capacity() - length);
            block.putBytes(length, source, offset + done, part);
            length += part;
            done += part;
        }
        effortBytes += lengthBytes;
    }

    /** Gives the last block away, if there is one. */
    public void finish() {
        if (length > 0) {
            target.block(BLOCK_KIND, block, 0, length);
            length = 0;
        }
    }

    private void reserve(int lengthBytes) {
        if (length + lengthBytes > block.capacity()) {
            finish();
        }
        effortBytes += lengthBytes;
    }
}
