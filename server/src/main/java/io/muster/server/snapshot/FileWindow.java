package io.muster.server.snapshot;

import io.muster.server.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.agrona.BufferUtil;

/** The part of a file that is in memory, moved on as it is read. One thread. */
final class FileWindow implements AutoCloseable {
    private static final int LENGTH = 4 * SnapshotDescriptor.MAX_BLOCK_BYTES;

    private final DiskFile file;
    private final long sizeBytes;
    private final ByteBuffer bytes;
    private long start;
    private int loaded;

    /** The file is closed with it, also where this fails. */
    FileWindow(DiskFile file) throws IOException {
        this.file = file;
        try {
            sizeBytes = file.size();
        } catch (IOException e) {
            file.close();
            throw e;
        }
        bytes = BlockBatch.allocate((int) Math.min(LENGTH, sizeBytes));
    }

    long sizeBytes() {
        return sizeBytes;
    }

    ByteBuffer bytes() {
        return bytes;
    }

    /** Has {@code length} bytes from {@code offset} on in memory; returns where in {@link #bytes()}. */
    int at(long offset, int length) throws IOException {
        if (offset < start || offset + length > start + loaded) {
            load(offset, length);
        }
        return (int) (offset - start);
    }

    /** A view of {@code length} bytes from {@code offset} on, valid until the window moves. */
    ByteBuffer slice(long offset, int length) throws IOException {
        return bytes.slice(at(offset, length), length).order(bytes.order());
    }

    @Override
    public void close() throws IOException {
        BufferUtil.free(bytes);
        file.close();
    }

    private void load(long offset, int length) throws IOException {
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
