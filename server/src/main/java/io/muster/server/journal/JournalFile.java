package io.muster.server.journal;

import static io.muster.server.journal.JournalDescriptor.FILE_HEADER_LENGTH;

import io.muster.server.disk.Disk;
import io.muster.server.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * The file that is being written: frames up to {@link #writtenBytes()}, and behind them, where there was time, zeros
 * that are on the disk already. A force after a write into the zeros need not change the file's length. One thread.
 */
final class JournalFile {
    private final DiskFile file;
    private long writtenBytes;
    private long lengthBytes;

    private JournalFile(DiskFile file, long writtenBytes) {
        this.file = file;
        this.writtenBytes = writtenBytes;
        lengthBytes = writtenBytes;
    }

    /** A new file with its header, forced, and its name too. */
    static JournalFile create(Disk disk, Path directory, long firstSequence) throws IOException {
        DiskFile file = disk.create(directory.resolve(JournalDescriptor.fileName(firstSequence)));
        try {
            return begin(file, disk, directory, firstSequence);
        } catch (IOException e) {
            throw closing(file, e);
        }
    }

    /** The file that a journal ends in, without what stands after its end. */
    static JournalFile reopen(Disk disk, Path directory, JournalEnd end) throws IOException {
        DiskFile file = disk.open(end.lastFile());
        try {
            if (end.lengthBytes() < FILE_HEADER_LENGTH) {
                file.truncate(0);
                return begin(file, disk, directory, end.lastSequence() + 1);
            }
            file.truncate(end.lengthBytes());
            file.force();
            disk.forceDirectory(directory);
            return new JournalFile(file, end.lengthBytes());
        } catch (IOException e) {
            throw closing(file, e);
        }
    }

    /** How far there are frames. */
    long writtenBytes() {
        return writtenBytes;
    }

    /** Puts all that remains of {@code source} after what is written. */
    void write(ByteBuffer source) throws IOException {
        int length = source.remaining();
        file.writeFully(source, writtenBytes);
        writtenBytes += length;
        lengthBytes = Math.max(lengthBytes, writtenBytes);
    }

    /** Returns when all that was written is on the disk. */
    void force() throws IOException {
        file.force();
    }

    /** How many zeros there are. */
    long aheadBytes() {
        return lengthBytes - writtenBytes;
    }

    /** Puts zeros behind all else. Where it fails there are as many as there happen to be. */
    void writeZeros(ByteBuffer zeros) throws IOException {
        int length = zeros.remaining();
        file.writeFully(zeros, lengthBytes);
        lengthBytes += length;
    }

    /** Forces what was written, without the zeros. */
    void finish() throws IOException {
        if (lengthBytes > writtenBytes) {
            file.truncate(writtenBytes);
            lengthBytes = writtenBytes;
        }
        file.force();
    }

    void close() throws IOException {
        file.close();
    }

    private static JournalFile begin(DiskFile file, Disk disk, Path directory, long firstSequence) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(FILE_HEADER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        JournalDescriptor.putFileHeader(header, firstSequence);
        file.writeFully(header, 0);
        file.force();
        disk.forceDirectory(directory);
        return new JournalFile(file, FILE_HEADER_LENGTH);
    }

    private static IOException closing(DiskFile file, IOException cause) {
        try {
            file.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        return cause;
    }
}
