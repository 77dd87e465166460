package io.muster.server.journal;

import io.muster.server.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** A part of a file in memory, moved to where the reader needs it. One thread. */
final class JournalWindow {
    private static final int LENGTH = 1024 * 1024;

    private final DiskFile file;
    private final long sizeBytes;
    private final UnsafeBuffer buffer;
    private ByteBuffer bytes;
    private long start;
    private int loaded;

    JournalWindow(DiskFile file) throws IOException {
        this.file = file;
        sizeBytes = file.size();
        bytes = ByteBuffer.allocate((int) Math.min(LENGTH, sizeBytes)).order(ByteOrder.LITTLE_ENDIAN);
        buffer = new UnsafeBuffer(bytes.array());
    }

    long sizeBytes() {
        return sizeBytes;
    }

    /** Loads {@code length} bytes of the file from {@code offset} on and returns where they start in the buffers. */
    int at(long offset, int length) throws IOException {
        if (offset < start || offset + length > start + loaded) {
            load(offset, length);
        }
        return (int) (offset - start);
    }

    ByteBuffer bytes() {
        return bytes;
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    boolean isZero(long from, long to) throws IOException {
        return endOfNonZero(from, to) == from;
    }

    /** One past the last byte from {@code from} to {@code to} that is not zero; {@code from} if there is none. */
    long endOfNonZero(long from, long to) throws IOException {
        long end = from;
        for (long offset = from; offset < to; offset += LENGTH) {
            int length = (int) Math.min(LENGTH, to - offset);
            int last = lastNonZero(at(offset, length), length);
            end = last < 0 ? end : offset + last + 1;
        }
        return end;
    }

    private int lastNonZero(int at, int length) {
        int i = length;
        while (i >= Long.BYTES && bytes.getLong(at + i - Long.BYTES) == 0) {
            i -= Long.BYTES;
        }
        while (i > 0 && bytes.get(at + i - 1) == 0) {
            i--;
        }
        return i - 1;
    }

    private void load(long offset, int length) throws IOException {
        if (length > bytes.capacity()) {
            bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
            buffer.wrap(bytes.array());
        }
        bytes.clear();
        loaded = 0;
        start = offset;
        int read = file.readFully(bytes, offset);
        if (read < length) {
            throw new IOException("read at " + offset + ": found " + read + " bytes, expected " + length);
        }
        loaded = read;
    }
}
