package io.muster.server.snapshot;

import static io.muster.server.snapshot.SnapshotDescriptor.BLOCK_CHECKSUM_OFFSET;
import static io.muster.server.snapshot.SnapshotDescriptor.BLOCK_HEADER_CHECKSUM_OFFSET;
import static io.muster.server.snapshot.SnapshotDescriptor.BLOCK_HEADER_LENGTH;
import static io.muster.server.snapshot.SnapshotDescriptor.BLOCK_LENGTH_OFFSET;
import static io.muster.server.snapshot.SnapshotDescriptor.BLOCK_STORED_LENGTH_OFFSET;
import static io.muster.server.snapshot.SnapshotDescriptor.FILE_HEADER_LENGTH;

import io.muster.server.disk.Disk;
import io.muster.server.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Writes a snapshot's file. One thread.
 *
 * <p>Forces in portions while it writes: what is left to the end would be forced together with the journal, whose
 * acknowledgements then wait for all of it. The header comes last, so that a file without its end is none.
 */
final class SnapshotFileWriter implements AutoCloseable {
    private static final long FORCE_BYTES = 1 << 20;

    private final DiskFile file;
    private final Cancellation cancellation;
    private final BytesPerSecond pace;
    private final BlockCompressor compressor;
    private final CRC32C headers = new CRC32C();
    private long writtenBytes = FILE_HEADER_LENGTH;
    private long forcedBytes;
    private long blocks;

    /** Makes the file; one of that name must not be there. */
    SnapshotFileWriter(Disk disk, Path path, BytesPerSecond pace, Cancellation cancellation) throws IOException {
        this.cancellation = cancellation;
        this.pace = pace;
        file = disk.create(path);
        compressor = new BlockCompressor();
        try {
            file.writeFully(BlockBatch.allocate(FILE_HEADER_LENGTH), 0);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Writes the blocks of a batch. */
    void write(BlockBatch batch) throws IOException {
        ByteBuffer stored = compressor.compress(batch.bytes());
        int end = stored.position();
        for (int at = 0; at < end; ) {
            at += seal(stored, at);
        }
        pace.await(end, cancellation);
        file.writeFully(stored.flip(), writtenBytes);
        writtenBytes += end;
        if (writtenBytes - forcedBytes >= FORCE_BYTES) {
            force();
        }
    }

    /** Finishes the file and forces it; {@link #close} is still to come. */
    SnapshotFile finish(long sequence, long nowMillis) throws IOException {
        ByteBuffer header = BlockBatch.allocate(FILE_HEADER_LENGTH);
        SnapshotDescriptor.putFileHeader(header, sequence, nowMillis);
        ByteBuffer trailer = BlockBatch.allocate(SnapshotDescriptor.TRAILER_LENGTH);
        trailer.putInt(0, SnapshotDescriptor.TRAILER_MARK);
        trailer.putInt(SnapshotDescriptor.TRAILER_BLOCKS_CHECKSUM_OFFSET, (int) headers.getValue());
        trailer.putLong(SnapshotDescriptor.TRAILER_SEQUENCE_OFFSET, sequence);
        trailer.putLong(SnapshotDescriptor.TRAILER_COUNT_OFFSET, blocks);
        trailer.putLong(SnapshotDescriptor.TRAILER_BYTES_OFFSET, writtenBytes - FILE_HEADER_LENGTH);
        trailer.putInt(
                SnapshotDescriptor.TRAILER_FILE_HEADER_CHECKSUM_OFFSET,
                FormatHeader.checksum(header, 0, FILE_HEADER_LENGTH));
        int checksum = FormatHeader.checksum(trailer, 0, SnapshotDescriptor.TRAILER_CHECKSUM_OFFSET);
        trailer.putInt(SnapshotDescriptor.TRAILER_CHECKSUM_OFFSET, checksum);
        file.writeFully(trailer, writtenBytes);
        writtenBytes += SnapshotDescriptor.TRAILER_LENGTH;
        file.writeFully(header, 0);
        force();
        return new SnapshotFile(sequence, writtenBytes, checksum);
    }

    @Override
    public void close() throws IOException {
        compressor.close();
        file.close();
    }

    private void force() throws IOException {
        file.force();
        forcedBytes = writtenBytes;
    }

    /** Adds the checksums of the block at {@code at}; returns how much room it takes. */
    private int seal(ByteBuffer stored, int at) {
        int length = stored.getInt(at + BLOCK_STORED_LENGTH_OFFSET);
        stored.putInt(at + BLOCK_CHECKSUM_OFFSET, FormatHeader.checksum(stored, at + BLOCK_HEADER_LENGTH, length));
        stored.putInt(
                at + BLOCK_HEADER_CHECKSUM_OFFSET,
                FormatHeader.checksum(
                        stored, at + BLOCK_LENGTH_OFFSET, BLOCK_HEADER_CHECKSUM_OFFSET - BLOCK_LENGTH_OFFSET));
        headers.update(stored.duplicate().limit(at + BLOCK_HEADER_LENGTH).position(at));
        blocks++;
        return BLOCK_HEADER_LENGTH + length;
    }
}
