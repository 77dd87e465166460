package io.muster.server.snapshot;

import io.muster.index.snapshot.BlockTarget;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where things stand in a snapshot file {@code snapshot-<sequence, 20 digits>.muster}. Little-endian.
 *
 * <pre>
 *  file header: what every file begins with, format name "snapshot", and
 *  40                                  48                56               64
 *  +-----------------------------------+-----------------+-------+--------+
 *  | now, milliseconds since the epoch | longest block   | 0     | CRC-32C|
 *  |                                   | in bytes        |       | of 0-59|
 *  +-----------------------------------+-----------------+-------+--------+
 *
 *  block, as many as there are
 *  0                 4                 8                12                16
 *  +-----------------+-----------------+-----------------+----------------+
 *  | length          | stored length   | kind            | encoding       |
 *  +-----------------+-----------------+-----------------+----------------+
 *  | CRC-32C of the  | CRC-32C of      |
 *  | stored bytes    | bytes 0-19      |
 *  +-----------------+-----------------+------------------------------------+
 *  | stored bytes                                                         |
 *  +----------------------------------------------------------------------+
 *
 *  trailer: the file ends with it
 *  0                 4                 8                                  16
 *  +-----------------+-----------------+----------------------------------+
 *  | -1              | CRC-32C of all  | sequence                         |
 *  |                 | block headers   |                                  |
 *  +-----------------+-----------------+----------------------------------+
 *  | how many blocks                   | bytes of all blocks, headers too |
 *  +-----------------+-----------------+----------------------------------+
 *  | CRC-32C of the  | CRC-32C of      |
 *  | file header     | bytes 0-35      |
 *  +-----------------+-----------------+
 * </pre>
 *
 * Encoding 0 is as the engine gave the bytes, 1 is Zstandard. The trailer's own checksum covers those of all else: it
 * stands for the whole file in the manifest.
 */
final class SnapshotDescriptor {
    static final FormatHeader HEADER = new FormatHeader("snapshot", 1, 1);
    static final int FILE_HEADER_LENGTH = 64;
    static final int NOW_OFFSET = 40;
    static final int MAX_BLOCK_OFFSET = 48;
    static final int FILE_CHECKSUM_OFFSET = 60;

    static final int BLOCK_LENGTH_OFFSET = 0;
    static final int BLOCK_STORED_LENGTH_OFFSET = 4;
    static final int BLOCK_KIND_OFFSET = 8;
    static final int BLOCK_ENCODING_OFFSET = 12;
    static final int BLOCK_CHECKSUM_OFFSET = 16;
    static final int BLOCK_HEADER_CHECKSUM_OFFSET = 20;
    static final int BLOCK_HEADER_LENGTH = 24;

    static final int TRAILER_MARK = -1;
    static final int TRAILER_BLOCKS_CHECKSUM_OFFSET = 4;
    static final int TRAILER_SEQUENCE_OFFSET = 8;
    static final int TRAILER_COUNT_OFFSET = 16;
    static final int TRAILER_BYTES_OFFSET = 24;
    static final int TRAILER_FILE_HEADER_CHECKSUM_OFFSET = 32;
    static final int TRAILER_CHECKSUM_OFFSET = 36;
    static final int TRAILER_LENGTH = 40;

    static final int PLAIN = 0;
    static final int ZSTD = 1;
    static final int MAX_BLOCK_BYTES = BlockTarget.MAX_BLOCK_BYTES;

    private static final Pattern FILE_NAME = Pattern.compile("snapshot-(\\d{20})\\.muster");

    private SnapshotDescriptor() {}

    static String fileName(long sequence) {
        return String.format(Locale.ROOT, "snapshot-%020d.muster", sequence);
    }

    /** Empty where {@code name} is no snapshot's. */
    static OptionalLong sequence(String name) {
        Matcher matcher = FILE_NAME.matcher(name);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    static void putFileHeader(ByteBuffer target, long sequence, long nowMillis) {
        HEADER.put(target, sequence);
        target.putLong(NOW_OFFSET, nowMillis);
        target.putInt(MAX_BLOCK_OFFSET, MAX_BLOCK_BYTES);
        target.putLong(MAX_BLOCK_OFFSET + Integer.BYTES, 0);
        target.putInt(FILE_CHECKSUM_OFFSET, FormatHeader.checksum(target, 0, FILE_CHECKSUM_OFFSET));
    }
}
