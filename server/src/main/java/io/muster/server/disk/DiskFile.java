package io.muster.server.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file. One thread at a time. */
public interface DiskFile extends Closeable {
    /**
     * Writes what remains of {@code source}, or only the front of it, at {@code position}, which is at or before the
     * end.
     *
     * @return how many bytes were written
     */
    int write(ByteBuffer source, long position) throws IOException;

    /**
     * Reads into what remains of {@code target}.
     *
     * @return how many bytes were read, -1 where {@code position} is at or past the end
     */
    int read(ByteBuffer target, long position) throws IOException;

    /** Length in bytes. */
    long size() throws IOException;

    /** Returns when the file's bytes and length are on the disk. */
    void force() throws IOException;

    /** Cuts it to {@code lengthBytes}. */
    void truncate(long lengthBytes) throws IOException;

    /** Writes all that remains of {@code source} at {@code position}. */
    default void writeFully(ByteBuffer source, long position) throws IOException {
        long at = position;
        while (source.hasRemaining()) {
            int written = write(source, at);
            if (written <= 0) {
                throw new IOException("write at " + at + ": found " + written + " bytes written, expected 1 to "
                        + source.remaining());
            }
            at += written;
        }
    }

    /**
     * Reads until {@code target} is full or the file ends.
     *
     * @return how many bytes were read
     */
    default int readFully(ByteBuffer target, long position) throws IOException {
        int total = 0;
        while (target.hasRemaining()) {
            int read = read(target, position + total);
            if (read < 0) {
                return total;
            }
            total += read;
        }
        return total;
    }
}
