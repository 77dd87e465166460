package io.muster.index.snapshot;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.collections.IntArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Blocks of memory as they were before they were changed, until they are written. Each is used again when it has been
 * taken. At most as much as the state itself. One thread.
 */
public final class Aside {
    /** Length of a block as a shift. */
    public static final int BLOCK_SHIFT = 12;

    /** Length of a block in bytes. */
    public static final int BLOCK_BYTES = 1 << BLOCK_SHIFT;

    /** Getting a chunk takes some microseconds: the engine's thread waits for it. */
    private static final int CHUNK_SHIFT = 5;

    private static final int CHUNK_BLOCKS = 1 << CHUNK_SHIFT;

    private final List<UnsafeBuffer> chunks = new ArrayList<>();
    private final IntArrayList free = new IntArrayList();
    private int used;

    /** Keeps these bytes, at most a block; returns under which number, from 1. */
    public int keep(DirectBuffer source, int offset, int lengthBytes) {
        int number = free.isEmpty() ? ++used : free.popInt();
        int block = number - 1;
        if (block >>> CHUNK_SHIFT == chunks.size()) {
            chunks.add(new UnsafeBuffer(ByteBuffer.allocateDirect(CHUNK_BLOCKS << BLOCK_SHIFT)));
        }
        buffer(number).putBytes(offset(number), source, offset, lengthBytes);
        return number;
    }

    /** Has the bytes kept under that number, from {@link #offset} on. */
    public UnsafeBuffer buffer(int number) {
        return chunks.get(number - 1 >>> CHUNK_SHIFT);
    }

    public int offset(int number) {
        return (number - 1 & CHUNK_BLOCKS - 1) << BLOCK_SHIFT;
    }

    /** The bytes kept under that number are not needed any more. */
    public void forget(int number) {
        free.addInt(number);
    }

    /** Size of the memory off the heap. */
    public long bytes() {
        return (long) chunks.size() << CHUNK_SHIFT + BLOCK_SHIFT;
    }
}
