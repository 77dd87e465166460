package io.muster.server.snapshot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Which snapshot is in force. The file {@code manifest}, little-endian:
 *
 * <pre>
 *  what every file begins with, format name "manifest", the snapshot's sequence, and
 *  40                                  48                52               64
 *  +-----------------------------------+-----------------+----------------+
 *  | length of the snapshot's file     | its checksum    | 0              |
 *  +-----------------------------------+-----------------+-------+--------+
 *  | first sequence of the first journal file needed     | 0     | CRC-32C|
 *  |                                   |                 |       | of 0-75|
 *  +-----------------------------------+-----------------+-------+--------+
 *  64                                  72                        76
 * </pre>
 *
 * @param sequence of the last command in the snapshot
 * @param snapshotBytes length of the snapshot's file
 * @param snapshotChecksum of its trailer, which covers the checksums of all else in it
 * @param firstJournalSequence the first sequence of the first journal file that is needed beside it
 */
record Manifest(long sequence, long snapshotBytes, int snapshotChecksum, long firstJournalSequence) {
    static final String FILE_NAME = "manifest";
    static final int LENGTH = 80;

    private static final FormatHeader HEADER = new FormatHeader("manifest", 1, 1);
    private static final int BYTES_OFFSET = 40;
    private static final int SNAPSHOT_CHECKSUM_OFFSET = 48;
    private static final int FIRST_JOURNAL_OFFSET = 64;
    private static final int CHECKSUM_OFFSET = 76;

    ByteBuffer encode() {
        ByteBuffer target = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        HEADER.put(target, sequence);
        target.putLong(BYTES_OFFSET, snapshotBytes);
        target.putInt(SNAPSHOT_CHECKSUM_OFFSET, snapshotChecksum);
        target.putLong(FIRST_JOURNAL_OFFSET, firstJournalSequence);
        target.putInt(CHECKSUM_OFFSET, FormatHeader.checksum(target, 0, CHECKSUM_OFFSET));
        return target;
    }

    /**
     * Reads what {@link #encode} made.
     *
     * @param source the file's bytes, from 0 to its limit
     */
    static Manifest decode(Path file, ByteBuffer source) throws StoredStateException {
        HEADER.check(file, source);
        if (source.limit() != LENGTH) {
            throw damaged(file, Math.min(source.limit(), LENGTH), source.limit() + " bytes", LENGTH + " bytes");
        }
        int expected = FormatHeader.checksum(source, 0, CHECKSUM_OFFSET);
        if (source.getInt(CHECKSUM_OFFSET) != expected) {
            throw damaged(
                    file,
                    CHECKSUM_OFFSET,
                    FormatHeader.hex(source.getInt(CHECKSUM_OFFSET)),
                    "checksum " + FormatHeader.hex(expected));
        }
        return new Manifest(
                FormatHeader.sequence(source),
                source.getLong(BYTES_OFFSET),
                source.getInt(SNAPSHOT_CHECKSUM_OFFSET),
                source.getLong(FIRST_JOURNAL_OFFSET));
    }

    private static StoredStateException damaged(Path file, long offset, String found, String expected) {
        return new StoredStateException(StoredStateException.Kind.DAMAGED, file, offset, found, expected);
    }
}
