package io.muster.server.journal;

import static io.muster.server.journal.JournalDescriptor.FILE_CHECKSUM_OFFSET;
import static io.muster.server.journal.JournalDescriptor.FILE_FIRST_SEQUENCE_OFFSET;
import static io.muster.server.journal.JournalDescriptor.FILE_FORMAT_NAME_OFFSET;
import static io.muster.server.journal.JournalDescriptor.FILE_HEADER_LENGTH;
import static io.muster.server.journal.JournalDescriptor.FILE_MAGIC_OFFSET;
import static io.muster.server.journal.JournalDescriptor.FILE_VERSION_OFFSET;
import static io.muster.server.journal.JournalDescriptor.FORMAT_NAME_LENGTH;
import static io.muster.server.journal.JournalDescriptor.FRAME_BODY_CHECKSUM_OFFSET;
import static io.muster.server.journal.JournalDescriptor.FRAME_BODY_LENGTH_OFFSET;
import static io.muster.server.journal.JournalDescriptor.FRAME_COUNT_OFFSET;
import static io.muster.server.journal.JournalDescriptor.FRAME_FIRST_SEQUENCE_OFFSET;
import static io.muster.server.journal.JournalDescriptor.FRAME_HEADER_CHECKSUM_OFFSET;
import static io.muster.server.journal.JournalDescriptor.FRAME_HEADER_LENGTH;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads one journal file. One thread. */
final class JournalFileReader {
    private final Path path;
    private final JournalWindow window;
    private final boolean isLast;
    private final CommandConsumer consumer;
    private long position;
    private long nextSequence;
    private long frames;
    private long wholeSequence;

    JournalFileReader(Path path, JournalWindow window, boolean isLast, long firstSequence, CommandConsumer consumer) {
        this.path = path;
        this.window = window;
        this.isLast = isLast;
        this.consumer = consumer;
        nextSequence = firstSequence;
        wholeSequence = firstSequence - 1;
    }

    /** Reads as far as there are whole frames. */
    void read() throws IOException {
        if (readFileHeader()) {
            position = FILE_HEADER_LENGTH;
            while (position < window.sizeBytes() && !isUnused() && readFrame()) {}
        }
    }

    /** Where the first frame starts that was cut, or the file's end. */
    long position() {
        return position;
    }

    long nextSequence() {
        return nextSequence;
    }

    /** The last sequence of the whole frames; one less than the first where there is none. */
    long wholeSequence() {
        return wholeSequence;
    }

    /** How many are whole. */
    long frames() {
        return frames;
    }

    /** How many bytes after {@link #position()} were written, not as a whole frame. */
    long droppedBytes() throws IOException {
        return window.endOfNonZero(position, window.sizeBytes()) - position;
    }

    /** Whether there is room for frames from here on, and nothing else. No frame begins with so many zeros. */
    private boolean isUnused() throws IOException {
        long begin = Math.min(position + FRAME_FIRST_SEQUENCE_OFFSET, window.sizeBytes());
        return window.isZero(position, begin) && window.isZero(position, window.sizeBytes());
    }

    private boolean readFileHeader() throws IOException {
        long sizeBytes = window.sizeBytes();
        if (sizeBytes < FILE_HEADER_LENGTH) {
            return cutOrDamaged(true, 0, "a file of " + sizeBytes + " bytes", FILE_HEADER_LENGTH + " bytes or more");
        }
        int at = window.at(0, FILE_HEADER_LENGTH);
        ByteBuffer bytes = window.bytes();
        int checksum = bytes.getInt(at + FILE_CHECKSUM_OFFSET);
        int expected = Checksum.of(bytes, at, FILE_CHECKSUM_OFFSET);
        if (checksum != expected) {
            boolean neverWritten = isLast && window.isZero(0, sizeBytes);
            return cutOrDamaged(neverWritten, FILE_CHECKSUM_OFFSET, hex(checksum), "header checksum " + hex(expected));
        }
        checkFileHeader(at);
        return true;
    }

    private void checkFileHeader(int at) throws IOException {
        ByteBuffer bytes = window.bytes();
        int magic = bytes.getInt(at + FILE_MAGIC_OFFSET);
        if (magic != JournalDescriptor.MAGIC) {
            throw damaged(FILE_MAGIC_OFFSET, hex(magic), "magic " + hex(JournalDescriptor.MAGIC));
        }
        String name = formatName(bytes, at);
        if (!name.equals("journal")) {
            throw damaged(FILE_FORMAT_NAME_OFFSET, "format '" + name + "'", "'journal'");
        }
        int version = bytes.getInt(at + FILE_VERSION_OFFSET);
        if (version != JournalDescriptor.VERSION) {
            String age = version > JournalDescriptor.VERSION ? " (written by a newer muster)" : "";
            throw damaged(FILE_VERSION_OFFSET, "version " + version + age, "version " + JournalDescriptor.VERSION);
        }
        long firstSequence = bytes.getLong(at + FILE_FIRST_SEQUENCE_OFFSET);
        if (firstSequence != nextSequence) {
            throw damaged(FILE_FIRST_SEQUENCE_OFFSET, "first sequence " + firstSequence, Long.toString(nextSequence));
        }
    }

    private static String formatName(ByteBuffer bytes, int at) {
        byte[] name = new byte[FORMAT_NAME_LENGTH];
        bytes.get(at + FILE_FORMAT_NAME_OFFSET, name);
        return new String(name, StandardCharsets.ISO_8859_1).replaceAll("\0+$", "");
    }

    private boolean readFrame() throws IOException {
        long remaining = window.sizeBytes() - position;
        if (remaining < FRAME_HEADER_LENGTH) {
            return cutOrDamaged(true, position, remaining + " bytes", "a frame's header of " + FRAME_HEADER_LENGTH);
        }
        int at = window.at(position, FRAME_HEADER_LENGTH);
        int checksum = window.bytes().getInt(at + FRAME_HEADER_CHECKSUM_OFFSET);
        int expected = JournalDescriptor.frameHeaderChecksum(window.bytes(), at);
        if (checksum != expected) {
            boolean neverWritten = isLast && Tail.headerNeverWritten(window, position, nextSequence);
            return cutOrDamaged(
                    neverWritten,
                    position + FRAME_HEADER_CHECKSUM_OFFSET,
                    hex(checksum),
                    "header checksum " + hex(expected));
        }
        return readBody(at, remaining);
    }

    private boolean readBody(int headerAt, long remaining) throws IOException {
        int length = window.bytes().getInt(headerAt + FRAME_BODY_LENGTH_OFFSET);
        int count = window.bytes().getInt(headerAt + FRAME_COUNT_OFFSET);
        int checksum = window.bytes().getInt(headerAt + FRAME_BODY_CHECKSUM_OFFSET);
        long firstSequence = window.bytes().getLong(headerAt + FRAME_FIRST_SEQUENCE_OFFSET);
        if (length < 0 || length > Integer.MAX_VALUE - 2 * FRAME_HEADER_LENGTH) {
            throw damaged(position, "body length " + length, "0 or more");
        }
        if (firstSequence != nextSequence) {
            throw damaged(position + FRAME_FIRST_SEQUENCE_OFFSET, "first sequence " + firstSequence, nextSequence + "");
        }
        int alignedLength = JournalDescriptor.alignedFrameLength(length);
        if (alignedLength > remaining) {
            return cutOrDamaged(true, position, remaining + " bytes", "a frame of " + alignedLength);
        }
        int bodyAt = window.at(position, alignedLength) + FRAME_HEADER_LENGTH;
        int expected = Checksum.of(window.bytes(), bodyAt, length);
        if (checksum != expected) {
            return incompleteOrDamaged(
                    position + alignedLength,
                    FRAME_BODY_CHECKSUM_OFFSET,
                    hex(checksum),
                    "body checksum " + hex(expected));
        }
        int wrong = wrongPadding(bodyAt + length, alignedLength - FRAME_HEADER_LENGTH - length);
        if (wrong >= 0) {
            return incompleteOrDamaged(
                    position + alignedLength,
                    FRAME_HEADER_LENGTH + length + wrong,
                    "byte " + window.bytes().get(bodyAt + length + wrong) + " after the frame's body",
                    "" + JournalDescriptor.FRAME_PADDING);
        }
        deliver(bodyAt, length, count);
        position += alignedLength;
        wholeSequence = nextSequence - 1;
        frames++;
        return true;
    }

    /** Index of the first byte that is not padding, or −1. */
    private int wrongPadding(int at, int length) {
        for (int i = 0; i < length; i++) {
            if (window.bytes().get(at + i) != JournalDescriptor.FRAME_PADDING) {
                return i;
            }
        }
        return -1;
    }

    private void deliver(int bodyAt, int length, int count) throws IOException {
        int at = bodyAt;
        int end = bodyAt + length;
        for (int i = 0; i < count; i++) {
            int commandLength = end - at < Integer.BYTES ? -1 : window.bytes().getInt(at);
            if (commandLength < 0 || commandLength > end - at - Integer.BYTES) {
                throw damaged(position, "command " + i + " of length " + commandLength, "one within its frame");
            }
            consumer.onCommand(nextSequence, window.buffer(), at + Integer.BYTES, commandLength);
            nextSequence++;
            at += Integer.BYTES + commandLength;
        }
        if (at != end) {
            throw damaged(position, (end - at) + " bytes after the last command of a frame", "none");
        }
    }

    private boolean incompleteOrDamaged(long frameEnd, int offset, String found, String expected) throws IOException {
        boolean neverWritten = isLast && Tail.frameNeverWritten(window, position, frameEnd, nextSequence);
        return cutOrDamaged(neverWritten, position + offset, found, expected);
    }

    private boolean cutOrDamaged(boolean cut, long offset, String found, String expected)
            throws JournalDamagedException {
        if (cut && isLast) {
            return false;
        }
        throw damaged(offset, found, expected);
    }

    private JournalDamagedException damaged(long offset, String found, String expected) {
        return new JournalDamagedException(path, offset, found, expected);
    }

    private static String hex(int value) {
        return "0x" + Integer.toHexString(value);
    }
}
