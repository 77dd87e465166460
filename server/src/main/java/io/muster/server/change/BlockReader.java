package io.muster.server.change;

import static io.muster.server.change.ChangeDescriptor.BLOCK_HEADER_LENGTH;
import static io.muster.server.change.ChangeDescriptor.FILE_HEADER_LENGTH;

import io.muster.server.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads a file block by block, and believes none whose checksums do not fit. One thread. */
final class BlockReader {
    private static final int WINDOW_LENGTH = 2 * (BLOCK_HEADER_LENGTH + ChangeDescriptor.MAX_BODY_LENGTH);

    private final ByteBuffer window = ByteBuffer.allocate(WINDOW_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    private final UnsafeBuffer buffer = new UnsafeBuffer(window.array());
    private DiskFile file;
    private long windowStart;
    private int windowLength;
    private long next;
    private int at;
    private int bodyLength;
    private String problem;

    /** Begins at the first block. False where the file's header is wrong or not whole. */
    boolean open(DiskFile newFile, long firstSequence, long endBytes) throws IOException {
        file = newFile;
        windowLength = 0;
        next = FILE_HEADER_LENGTH;
        if (endBytes < FILE_HEADER_LENGTH || !load(0, FILE_HEADER_LENGTH, endBytes)) {
            problem = "file header: found " + endBytes + " bytes, expected " + FILE_HEADER_LENGTH;
            return false;
        }
        problem = ChangeDescriptor.refuseFileHeader(window, firstSequence);
        return problem == null;
    }

    /** Goes on from another block's start. */
    void seek(long offset) {
        next = offset;
    }

    /**
     * Goes to the next block; false at the end, and where what stands there is no whole block: then there is a
     * {@link #problem}. Its body may be skipped unread.
     */
    boolean next(long endBytes) throws IOException {
        problem = null;
        if (next == endBytes) {
            return false;
        }
        if (next + BLOCK_HEADER_LENGTH > endBytes || !load(next, BLOCK_HEADER_LENGTH, endBytes)) {
            problem = "block header: found " + (endBytes - next) + " bytes, expected " + BLOCK_HEADER_LENGTH;
            return false;
        }
        at = (int) (next - windowStart);
        int checksum = ChangeDescriptor.blockHeaderChecksum(window, at);
        int stored = window.getInt(at + ChangeDescriptor.HEADER_CHECKSUM_OFFSET);
        bodyLength = window.getInt(at + ChangeDescriptor.BODY_LENGTH_OFFSET);
        if (checksum != stored) {
            problem = mismatch("block header", stored, checksum);
            return false;
        }
        if (bodyLength < 0
                || bodyLength > ChangeDescriptor.MAX_BODY_LENGTH
                || next + BLOCK_HEADER_LENGTH + bodyLength > endBytes) {
            problem = "block: found a body of " + bodyLength + " bytes, expected it to end before " + endBytes;
            return false;
        }
        next += BLOCK_HEADER_LENGTH + bodyLength;
        return true;
    }

    /** Whether the body of the block that {@link #next} went to is whole; must be asked before it is read. */
    boolean verify(long endBytes) throws IOException {
        long offset = blockOffset();
        if (!load(offset, BLOCK_HEADER_LENGTH + bodyLength, endBytes)) {
            problem = "block: found the file shorter than it was";
            return false;
        }
        at = (int) (offset - windowStart);
        int checksum = ChangeDescriptor.checksum(window, at + BLOCK_HEADER_LENGTH, bodyLength);
        int stored = window.getInt(at + ChangeDescriptor.BODY_CHECKSUM_OFFSET);
        problem = checksum == stored ? null : mismatch("block body", stored, checksum);
        return problem == null;
    }

    /** What is wrong where the reading ended; null if nothing is. */
    String problem() {
        return problem;
    }

    /** Where the next block starts. */
    long offset() {
        return next;
    }

    /** Where the block starts that {@link #next} went to. */
    long blockOffset() {
        return next - bodyLength - BLOCK_HEADER_LENGTH;
    }

    long reachedSequence() {
        return window.getLong(at + ChangeDescriptor.REACHED_OFFSET);
    }

    /** Of the last change; 0 where there is none. */
    long lastSequence() {
        return window.getLong(at + ChangeDescriptor.LAST_SEQUENCE_OFFSET);
    }

    long latestMillis() {
        return window.getLong(at + ChangeDescriptor.LATEST_MILLIS_OFFSET);
    }

    int firstIndex() {
        return window.getInt(at + ChangeDescriptor.FIRST_INDEX_OFFSET);
    }

    /** Where the body stands; until {@link #next}. */
    UnsafeBuffer buffer() {
        return buffer;
    }

    int bodyOffset() {
        return at + BLOCK_HEADER_LENGTH;
    }

    int bodyLength() {
        return bodyLength;
    }

    private boolean load(long offset, int length, long endBytes) throws IOException {
        if (offset >= windowStart && offset + length <= windowStart + windowLength) {
            return true;
        }
        window.clear().limit((int) Math.min(WINDOW_LENGTH, endBytes - offset));
        windowStart = offset;
        windowLength = 0;
        windowLength = file.readFully(window, offset);
        window.clear();
        return windowLength >= length;
    }

    private static String mismatch(String what, int stored, int checksum) {
        return what + ": found checksum " + Integer.toHexString(stored) + ", expected " + Integer.toHexString(checksum);
    }
}
