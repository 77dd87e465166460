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
    private ByteBuffer bytes = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes.array());
    private long start;
    private int loaded;

    JournalWindow(DiskFile file) throws IOException {
        this.file = file;
        sizeBytes = file.size();
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
        for (long offset = from; offset < to; offset++) {
            if (bytes.get(at(offset, 1)) != 0) {
                return false;
            }
        }
        return true;
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
