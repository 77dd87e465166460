package io.muster.server.snapshot;

import static io.muster.server.snapshot.SnapshotDescriptor.BLOCK_CHECKSUM_OFFSET;
import static io.muster.server.snapshot.SnapshotDescriptor.BLOCK_ENCODING_OFFSET;
import static io.muster.server.snapshot.SnapshotDescriptor.BLOCK_HEADER_CHECKSUM_OFFSET;
import static io.muster.server.snapshot.SnapshotDescriptor.BLOCK_HEADER_LENGTH;
import static io.muster.server.snapshot.SnapshotDescriptor.BLOCK_KIND_OFFSET;
import static io.muster.server.snapshot.SnapshotDescriptor.BLOCK_LENGTH_OFFSET;
import static io.muster.server.snapshot.SnapshotDescriptor.BLOCK_STORED_LENGTH_OFFSET;
import static io.muster.server.snapshot.SnapshotDescriptor.FILE_CHECKSUM_OFFSET;
import static io.muster.server.snapshot.SnapshotDescriptor.FILE_HEADER_LENGTH;
import static io.muster.server.snapshot.SnapshotDescriptor.MAX_BLOCK_BYTES;
import static io.muster.server.snapshot.SnapshotDescriptor.TRAILER_CHECKSUM_OFFSET;
import static io.muster.server.snapshot.SnapshotDescriptor.TRAILER_LENGTH;
import static io.muster.server.snapshot.SnapshotDescriptor.TRAILER_MARK;

import io.muster.index.snapshot.BlockSource;
import io.muster.index.snapshot.SnapshotException;
import io.muster.server.disk.Disk;
import io.muster.server.snapshot.StoredStateException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads a snapshot's file from its first block to its last. One thread.
 *
 * <p>A block is checked before it is given; whether it was the right one, in a whole file, is known when
 * {@link #next()} has returned false.
 */
final class SnapshotFileReader implements BlockSource, AutoCloseable {
    private final Path path;
    private final Manifest manifest;
    private final FileWindow window;
    private final BlockDecompressor decompressor = new BlockDecompressor();
    private final UnsafeBuffer block = new UnsafeBuffer(0, 0);
    private final CRC32C headers = new CRC32C();
    private long sequence;
    private long nowMillis;
    private int headerChecksum;
    private long position = FILE_HEADER_LENGTH;
    private long blocks;
    private int kind;
    private SnapshotFile whole;

    /**
     * Opens the file and checks its beginning.
     *
     * @param manifest what the manifest says of it; null where none names it
     */
    SnapshotFileReader(Disk disk, Path path, Manifest manifest) throws IOException {
        this.path = path;
        this.manifest = manifest;
        window = new FileWindow(disk.open(path));
        try {
            readFileHeader();
        } catch (Throwable e) {
            close();
            throw e;
        }
    }

    @Override
    public boolean next() throws SnapshotException {
        try {
            return advance();
        } catch (IOException e) {
            throw new SnapshotException(e.getMessage(), e);
        }
    }

    /** As {@link #next}. */
    boolean advance() throws IOException {
        if (whole != null) {
            return false;
        }
        requireUntil(position + Integer.BYTES, "a block or the trailer");
        int length = window.bytes().getInt(window.at(position, Integer.BYTES));
        if (length == TRAILER_MARK) {
            readTrailer();
            return false;
        }
        readBlock();
        return true;
    }

    /** The file, once it is read to its end; null before. */
    SnapshotFile whole() {
        return whole;
    }

    long sequence() {
        return sequence;
    }

    /** The engine's now, milliseconds since the epoch. */
    long nowMillis() {
        return nowMillis;
    }

    long sizeBytes() {
        return window.sizeBytes();
    }

    /** How many bytes are read so far. */
    long position() {
        return position;
    }

    @Override
    public int kind() {
        return kind;
    }

    @Override
    public DirectBuffer buffer() {
        return block;
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public int length() {
        return block.capacity();
    }

    @Override
    public void close() throws IOException {
        block.wrap(0, 0);
        decompressor.close();
        window.close();
    }

    private void readFileHeader() throws IOException {
        int present = (int) Math.min(window.sizeBytes(), FILE_HEADER_LENGTH);
        ByteBuffer header = window.slice(0, present);
        SnapshotDescriptor.HEADER.check(path, header);
        requireUntil(FILE_HEADER_LENGTH, "the file header");
        requireEqual(
                FILE_CHECKSUM_OFFSET,
                header.getInt(FILE_CHECKSUM_OFFSET),
                FormatHeader.checksum(header, 0, FILE_CHECKSUM_OFFSET),
                "checksum of the file header");
        sequence = FormatHeader.sequence(header);
        nowMillis = header.getLong(SnapshotDescriptor.NOW_OFFSET);
        headerChecksum = FormatHeader.checksum(header, 0, FILE_HEADER_LENGTH);
        if (manifest != null) {
            require(FormatHeader.LENGTH - 16L, sequence, manifest.sequence(), "sequence, as the manifest says");
            require(window.sizeBytes(), window.sizeBytes(), manifest.snapshotBytes(), "bytes, as the manifest says");
        }
    }

    private void readBlock() throws IOException {
        requireUntil(position + BLOCK_HEADER_LENGTH, "a block's header");
        int at = window.at(position, BLOCK_HEADER_LENGTH);
        ByteBuffer bytes = window.bytes();
        requireEqual(
                position + BLOCK_HEADER_CHECKSUM_OFFSET,
                bytes.getInt(at + BLOCK_HEADER_CHECKSUM_OFFSET),
                FormatHeader.checksum(bytes, at, BLOCK_HEADER_CHECKSUM_OFFSET),
                "checksum of the block's header");
        headers.update(bytes.duplicate().limit(at + BLOCK_HEADER_LENGTH).position(at));
        kind = bytes.getInt(at + BLOCK_KIND_OFFSET);
        int length = bytes.getInt(at + BLOCK_LENGTH_OFFSET);
        int stored = bytes.getInt(at + BLOCK_STORED_LENGTH_OFFSET);
        int encoding = bytes.getInt(at + BLOCK_ENCODING_OFFSET);
        int checksum = bytes.getInt(at + BLOCK_CHECKSUM_OFFSET);
        if (length < 0 || length > MAX_BLOCK_BYTES || stored < 0 || stored > length) {
            throw damaged(position, "a block of " + stored + " for " + length + " bytes", "0 to " + MAX_BLOCK_BYTES);
        }
        requireUntil(position + BLOCK_HEADER_LENGTH + stored, "a block of " + stored + " bytes");
        int from = window.at(position + BLOCK_HEADER_LENGTH, stored);
        requireEqual(
                position + BLOCK_CHECKSUM_OFFSET,
                checksum,
                FormatHeader.checksum(window.bytes(), from, stored),
                "checksum of the block's bytes");
        decode(encoding, from, stored, length);
        position += BLOCK_HEADER_LENGTH + stored;
        blocks++;
    }

    private void decode(int encoding, int from, int stored, int length) throws StoredStateException {
        switch (encoding) {
            case SnapshotDescriptor.PLAIN -> {
                require(position + BLOCK_STORED_LENGTH_OFFSET, stored, length, "stored bytes of a plain block");
                block.wrap(window.bytes(), from, length);
            }
            case SnapshotDescriptor.ZSTD -> {
                int found = decompressor.decompress(window.bytes(), from, stored, length, block);
                require(position + BLOCK_LENGTH_OFFSET, found, length, "bytes from a compressed block");
            }
            default -> throw damaged(position + BLOCK_ENCODING_OFFSET, "encoding " + encoding, "0 or 1");
        }
    }

    private void readTrailer() throws IOException {
        requireUntil(position + TRAILER_LENGTH, "the trailer");
        int at = window.at(position, TRAILER_LENGTH);
        ByteBuffer bytes = window.bytes();
        int checksum = bytes.getInt(at + TRAILER_CHECKSUM_OFFSET);
        requireEqual(
                position + TRAILER_CHECKSUM_OFFSET,
                checksum,
                FormatHeader.checksum(bytes, at, TRAILER_CHECKSUM_OFFSET),
                "checksum of the trailer");
        requireEqual(
                position + SnapshotDescriptor.TRAILER_BLOCKS_CHECKSUM_OFFSET,
                (int) headers.getValue(),
                bytes.getInt(at + SnapshotDescriptor.TRAILER_BLOCKS_CHECKSUM_OFFSET),
                "checksum of all block headers");
        requireEqual(
                position + SnapshotDescriptor.TRAILER_FILE_HEADER_CHECKSUM_OFFSET,
                headerChecksum,
                bytes.getInt(at + SnapshotDescriptor.TRAILER_FILE_HEADER_CHECKSUM_OFFSET),
                "checksum of the file header");
        require(position, sequence, bytes.getLong(at + SnapshotDescriptor.TRAILER_SEQUENCE_OFFSET), "sequence");
        require(position, blocks, bytes.getLong(at + SnapshotDescriptor.TRAILER_COUNT_OFFSET), "blocks");
        require(
                position,
                position - FILE_HEADER_LENGTH,
                bytes.getLong(at + SnapshotDescriptor.TRAILER_BYTES_OFFSET),
                "bytes of blocks");
        require(position, window.sizeBytes(), position + TRAILER_LENGTH, "bytes, and the file ends there");
        if (manifest != null) {
            requireEqual(
                    position + TRAILER_CHECKSUM_OFFSET,
                    checksum,
                    manifest.snapshotChecksum(),
                    "checksum, as the manifest says");
        }
        position += TRAILER_LENGTH;
        whole = new SnapshotFile(sequence, window.sizeBytes(), checksum);
    }

    private void requireUntil(long end, String expected) throws StoredStateException {
        if (end > window.sizeBytes()) {
            throw damaged(position, "the end of the file at " + window.sizeBytes(), expected + " up to " + end);
        }
    }

    private void require(long offset, long found, long expected, String what) throws StoredStateException {
        if (found != expected) {
            throw damaged(offset, Long.toString(found), expected + " " + what);
        }
    }

    private void requireEqual(long offset, int found, int expected, String what) throws StoredStateException {
        if (found != expected) {
            throw damaged(offset, FormatHeader.hex(found), what + " " + FormatHeader.hex(expected));
        }
    }

    private StoredStateException damaged(long offset, String found, String expected) {
        return new StoredStateException(Kind.DAMAGED, path, offset, found, expected);
    }
}
