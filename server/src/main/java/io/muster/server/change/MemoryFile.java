package io.muster.server.change;

import io.muster.server.disk.DiskFile;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A file in memory. Any thread: one writes at the end, others read what is before it.
 *
 * <p>Its pages are never exchanged, only more of them appended: who sees a length sees the bytes before it.
 */
final class MemoryFile implements DiskFile {
    private static final int PAGE_LENGTH = 256 * 1024;

    private volatile ByteBuffer[] pages = {};
    private volatile long size;

    @Override
    public int write(ByteBuffer source, long position) {
        int offset = (int) (position % PAGE_LENGTH);
        int length = Math.min(source.remaining(), PAGE_LENGTH - offset);
        page((int) (position / PAGE_LENGTH)).put(offset, source, source.position(), length);
        source.position(source.position() + length);
        size = Math.max(size, position + length);
        return length;
    }

    @Override
    public int read(ByteBuffer target, long position) {
        long end = size;
        if (position >= end) {
            return -1;
        }
        int offset = (int) (position % PAGE_LENGTH);
        int length = (int) Math.min(Math.min(target.remaining(), PAGE_LENGTH - offset), end - position);
        target.put(target.position(), pages[(int) (position / PAGE_LENGTH)], offset, length);
        target.position(target.position() + length);
        return length;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void force() {}

    @Override
    public void truncate(long lengthBytes) {
        size = Math.min(size, lengthBytes);
    }

    @Override
    public void close() {}

    private ByteBuffer page(int index) {
        ByteBuffer[] found = pages;
        if (index < found.length) {
            return found[index];
        }
        ByteBuffer[] grown = Arrays.copyOf(found, index + 1);
        for (int i = found.length; i <= index; i++) {
            grown[i] = ByteBuffer.allocateDirect(PAGE_LENGTH);
        }
        pages = grown;
        return grown[index];
    }
}
