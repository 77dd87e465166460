package io.muster.server.change;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * Where things stand in a file {@code changes-<first sequence, 20 digits>.log}. Little-endian.
 *
 * <pre>
 *  file header: these 40 bytes keep their form in every version
 *  0                 4                 8                                  16
 *  +-----------------+-----------------+----------------------------------+
 *  | magic "MUST"    | version         | format name "changes",           |
 *  +-----------------+-----------------+     filled up with zeros         +
 *  |                                   | first sequence of the file       |
 *  +-----------------+-----------------+----------------------------------+
 *  | 0               | CRC-32C of 0-35 |
 *  +-----------------+-----------------+
 *
 *  block: one after the other
 *  0                 4                 8                                  16
 *  +-----------------+-----------------+----------------------------------+
 *  | body length     | CRC-32C of the  | reached: with this block, all    |
 *  |                 | other 44 bytes  | changes up to this sequence      |
 *  +-----------------+-----------------+-----------------+----------------+
 *  | sequence of the last change;      | time of the newest change so far |
 *  | 0 where there is none             |                                  |
 *  +-----------------+-----------------+-----------------+----------------+
 *  | index of the    | how many        | CRC-32C of the  | 0              |
 *  | first change    | changes         | body            |                |
 *  +-----------------+-----------------+-----------------+----------------+
 *  | body: entries                                                        |
 *  +----------------------------------------------------------------------+
 *
 *  entry "because" (1): what follows is due to this; stands first in every body
 *  +------+-------+-------------+--------------+-----------+----------+----+
 *  | kind | cause | id length 2 | workspace 4  | sequence 8| time 8   | id |
 *  +------+-------+-------------+--------------+-----------+----------+----+
 *  entry "left" (2), "entered" (3)            "left" (4), "entered" (5): the segment before
 *  +------+------------+-----------+----------+    +------+----------+
 *  | kind | segment 4  | version 4 | ordinal 4|    | kind | ordinal 4|
 *  +------+------------+-----------+----------+    +------+----------+
 * </pre>
 *
 * The index of a change is its place among all changes of its sequence, from 0. A block may hold the first changes of a
 * sequence whose others follow: then its "reached" is before that sequence. A file ends with a whole sequence, unless
 * the server was killed: what a file has of the next file's first sequence, or later ones, is void.
 */
final class ChangeDescriptor {
    static final int MAGIC = 0x5453554D;
    static final int VERSION = 1;
    static final int FORMAT_NAME_LENGTH = 16;

    static final int FILE_VERSION_OFFSET = 4;
    static final int FILE_FORMAT_NAME_OFFSET = 8;
    static final int FILE_FIRST_SEQUENCE_OFFSET = 24;
    static final int FILE_CHECKSUM_OFFSET = 36;
    static final int FILE_HEADER_LENGTH = 40;

    static final int BODY_LENGTH_OFFSET = 0;
    static final int HEADER_CHECKSUM_OFFSET = 4;
    static final int REACHED_OFFSET = 8;
    static final int LAST_SEQUENCE_OFFSET = 16;
    static final int LATEST_MILLIS_OFFSET = 24;
    static final int FIRST_INDEX_OFFSET = 32;
    static final int COUNT_OFFSET = 36;
    static final int BODY_CHECKSUM_OFFSET = 40;
    static final int BLOCK_HEADER_LENGTH = 48;

    static final byte BECAUSE = 1;
    static final byte LEFT = 2;
    static final byte ENTERED = 3;
    static final byte LEFT_SAME_SEGMENT = 4;
    static final byte ENTERED_SAME_SEGMENT = 5;
    static final int BECAUSE_CAUSE_OFFSET = 1;
    static final int BECAUSE_ID_LENGTH_OFFSET = 2;
    static final int BECAUSE_WORKSPACE_OFFSET = 4;
    static final int BECAUSE_SEQUENCE_OFFSET = 8;
    static final int BECAUSE_MILLIS_OFFSET = 16;
    static final int BECAUSE_LENGTH = 24;
    static final int CHANGE_SEGMENT_OFFSET = 1;
    static final int CHANGE_VERSION_OFFSET = 5;
    static final int CHANGE_ORDINAL_OFFSET = 9;
    static final int CHANGE_LENGTH = 13;
    static final int SAME_ORDINAL_OFFSET = 1;
    static final int SAME_LENGTH = 5;

    /** Of a record; longer ones are cut, which no accepted record has. */
    static final int MAX_ID_LENGTH = 4096;

    /** Of a body. */
    static final int MAX_BODY_LENGTH = 64 * 1024;

    /** Ends the name of a file that is to take the place of another. */
    static final String UNFINISHED = ".part";

    private static final byte[] FORMAT_NAME = "changes".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern FILE_NAME = Pattern.compile("changes-(\\d{20})\\.log");

    private ChangeDescriptor() {}

    static String fileName(long firstSequence) {
        return String.format(Locale.ROOT, "changes-%020d.log", firstSequence);
    }

    /** Empty where {@code name} is no such file's. */
    static OptionalLong firstSequence(String name) {
        Matcher matcher = FILE_NAME.matcher(name);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    static boolean isUnfinished(String name) {
        return name.endsWith(UNFINISHED)
                && firstSequence(name.substring(0, name.length() - UNFINISHED.length()))
                        .isPresent();
    }

    static void putFileHeader(ByteBuffer target, long firstSequence) {
        target.putInt(0, MAGIC);
        target.putInt(FILE_VERSION_OFFSET, VERSION);
        target.put(FILE_FORMAT_NAME_OFFSET, Arrays.copyOf(FORMAT_NAME, FORMAT_NAME_LENGTH));
        target.putLong(FILE_FIRST_SEQUENCE_OFFSET, firstSequence);
        target.putInt(FILE_FIRST_SEQUENCE_OFFSET + Long.BYTES, 0);
        target.putInt(FILE_CHECKSUM_OFFSET, checksum(target, 0, FILE_CHECKSUM_OFFSET));
    }

    /** Why the header at the start of {@code source} is not this file's; null if it is. */
    static String refuseFileHeader(ByteBuffer source, long firstSequence) {
        ByteBuffer expected = ByteBuffer.allocate(FILE_HEADER_LENGTH).order(source.order());
        putFileHeader(expected, firstSequence);
        int version = source.getInt(FILE_VERSION_OFFSET);
        if (source.getInt(0) != MAGIC) {
            return "magic: found " + Integer.toHexString(source.getInt(0)) + ", expected " + Integer.toHexString(MAGIC);
        }
        if (version != VERSION) {
            return "version: found " + version + ", expected " + VERSION;
        }
        int differs = expected.mismatch(source.slice(0, FILE_HEADER_LENGTH));
        return differs < 0 ? null : "file header: found another byte at " + differs + " than expected";
    }

    static int blockHeaderChecksum(ByteBuffer source, int offset) {
        CRC32C crc = new CRC32C();
        update(crc, source, offset, HEADER_CHECKSUM_OFFSET);
        update(crc, source, offset + REACHED_OFFSET, BLOCK_HEADER_LENGTH - REACHED_OFFSET);
        return (int) crc.getValue();
    }

    static int checksum(ByteBuffer source, int offset, int length) {
        CRC32C crc = new CRC32C();
        update(crc, source, offset, length);
        return (int) crc.getValue();
    }

    private static void update(CRC32C crc, ByteBuffer source, int offset, int length) {
        crc.update(source.slice(offset, length));
    }
}
