package io.muster.server.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.BitUtil;

/**
 * Where things stand in a journal file {@code journal-<first sequence, 20 digits>.log}. Little-endian.
 *
 * <pre>
 *  file header: these 40 bytes keep their form in every version
 *  0                 4                 8                                  16
 *  +-----------------+-----------------+----------------------------------+
 *  | magic "MUST"    | version         | format name "journal",           |
 *  +-----------------+-----------------+     filled up with zeros         +
 *  |                                   | first sequence of the file       |
 *  +-----------------+-----------------+----------------------------------+
 *  | 0               | CRC-32C of 0-35 |
 *  +-----------------+-----------------+
 *
 *  frame: one batch, starts at a multiple of 8
 *  0                 4                 8                                  16
 *  +-----------------+-----------------+----------------------------------+
 *  | body length     | CRC-32C of the  | sequence of the first command    |
 *  |                 | other 28 bytes  |                                  |
 *  +-----------------+-----------------+-----------------+----------------+
 *  | last sequence known to be on the  | command count   | CRC-32C of the |
 *  | disk when this frame was written  |                 | body           |
 *  +-----------------------------------+-----------------+----------------+
 *  | body: per command its length (4), then the command                   |
 *  +----------------------------------------------------------------------+
 *  | one to eight bytes of 0xFF, up to the next multiple of 8             |
 *  +----------------------------------------------------------------------+
 * </pre>
 *
 * The header of a frame has its own checksum so that its length can be believed when the rest of it is not there: a cut
 * frame and a damaged length are told apart. It never ends with a zero, so that an end which was never written is seen.
 * After the last frame there may be zeros: room for the next, written ahead of need.
 */
final class JournalDescriptor {
    static final int MAGIC = 0x5453554D;
    static final int VERSION = 1;
    static final int FORMAT_NAME_LENGTH = 16;

    static final int FILE_MAGIC_OFFSET = 0;
    static final int FILE_VERSION_OFFSET = 4;
    static final int FILE_FORMAT_NAME_OFFSET = 8;
    static final int FILE_FIRST_SEQUENCE_OFFSET = 24;
    static final int FILE_CHECKSUM_OFFSET = 36;
    static final int FILE_HEADER_LENGTH = 40;

    static final int FRAME_BODY_LENGTH_OFFSET = 0;
    static final int FRAME_HEADER_CHECKSUM_OFFSET = 4;
    static final int FRAME_FIRST_SEQUENCE_OFFSET = 8;
    static final int FRAME_FORCED_SEQUENCE_OFFSET = 16;
    static final int FRAME_COUNT_OFFSET = 24;
    static final int FRAME_BODY_CHECKSUM_OFFSET = 28;
    static final int FRAME_HEADER_LENGTH = 32;
    static final int FRAME_ALIGNMENT = 8;
    static final int SECTOR_LENGTH = 512;
    static final byte FRAME_PADDING = (byte) 0xFF;

    private static final byte[] FORMAT_NAME = "journal".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern FILE_NAME = Pattern.compile("journal-(\\d{20})\\.log");

    private JournalDescriptor() {}

    static String fileName(long firstSequence) {
        return String.format(Locale.ROOT, "journal-%020d.log", firstSequence);
    }

    /** Empty where {@code name} is no journal file's. */
    static OptionalLong firstSequence(String name) {
        Matcher matcher = FILE_NAME.matcher(name);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    static byte[] formatName() {
        byte[] padded = new byte[FORMAT_NAME_LENGTH];
        System.arraycopy(FORMAT_NAME, 0, padded, 0, FORMAT_NAME.length);
        return padded;
    }

    static int alignedFrameLength(int bodyLength) {
        return BitUtil.align(FRAME_HEADER_LENGTH + bodyLength + 1, FRAME_ALIGNMENT);
    }

    static void putFileHeader(ByteBuffer target, long firstSequence) {
        target.putInt(FILE_MAGIC_OFFSET, MAGIC);
        target.putInt(FILE_VERSION_OFFSET, VERSION);
        target.put(FILE_FORMAT_NAME_OFFSET, formatName());
        target.putLong(FILE_FIRST_SEQUENCE_OFFSET, firstSequence);
        target.putInt(FILE_FIRST_SEQUENCE_OFFSET + Long.BYTES, 0);
        target.putInt(FILE_CHECKSUM_OFFSET, Checksum.of(target, 0, FILE_CHECKSUM_OFFSET));
    }

    static int frameHeaderChecksum(ByteBuffer source, int offset) {
        Checksum checksum = new Checksum();
        checksum.update(source, offset, FRAME_HEADER_CHECKSUM_OFFSET);
        checksum.update(
                source, offset + FRAME_FIRST_SEQUENCE_OFFSET, FRAME_HEADER_LENGTH - FRAME_FIRST_SEQUENCE_OFFSET);
        return checksum.value();
    }
}
