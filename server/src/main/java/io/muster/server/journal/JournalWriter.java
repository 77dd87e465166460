package io.muster.server.journal;

import static io.muster.server.journal.JournalDescriptor.FILE_HEADER_LENGTH;
import static io.muster.server.journal.JournalDescriptor.FRAME_BODY_CHECKSUM_OFFSET;
import static io.muster.server.journal.JournalDescriptor.FRAME_BODY_LENGTH_OFFSET;
import static io.muster.server.journal.JournalDescriptor.FRAME_COUNT_OFFSET;
import static io.muster.server.journal.JournalDescriptor.FRAME_FIRST_SEQUENCE_OFFSET;
import static io.muster.server.journal.JournalDescriptor.FRAME_FORCED_SEQUENCE_OFFSET;
import static io.muster.server.journal.JournalDescriptor.FRAME_HEADER_CHECKSUM_OFFSET;
import static io.muster.server.journal.JournalDescriptor.FRAME_HEADER_LENGTH;

import io.muster.server.disk.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/**
 * Appends batches to the journal. One thread at a time.
 *
 * <p>Frames are gathered in memory and written when there are many or when {@link #force} asks for it. A write or force
 * that fails is not tried again, because nobody knows what it left behind: every later call fails with the same reason.
 */
public final class JournalWriter implements AutoCloseable {
    private static final int STAGING_LENGTH = 1024 * 1024;

    private final Disk disk;
    private final Path directory;
    private final JournalOptions options;
    private final ByteBuffer staging = ByteBuffer.allocateDirect(STAGING_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    private final ZerosAhead zerosAhead;
    private JournalFile file;
    private long lastSequence;
    private long forcedSequence;
    private volatile long appendedBytes;
    private long groupBytes;
    private long lastGroupBytes;
    private IOException failure;

    /** Goes on where {@code end} says; what stands after it in the file is cut off first. */
    JournalWriter(Disk disk, Path directory, JournalOptions options, JournalEnd end) throws IOException {
        this.disk = disk;
        this.directory = directory;
        this.options = options;
        zerosAhead = new ZerosAhead(options);
        lastSequence = end.lastSequence();
        file = end.lastFile() == null
                ? JournalFile.create(disk, directory, lastSequence + 1)
                : JournalFile.reopen(disk, directory, end);
        forcedSequence = lastSequence;
    }

    /**
     * Adds a batch. It is safe after the next {@link #force} only.
     *
     * @param firstSequence one after the last of the batch before
     * @param count of the commands
     * @param body per command its length (4, little-endian), then the command
     */
    public void append(long firstSequence, int count, DirectBuffer body, int offset, int length) throws IOException {
        checkUsable();
        if (firstSequence != lastSequence + 1) {
            throw new IllegalArgumentException(
                    "first sequence: found " + firstSequence + ", expected " + (lastSequence + 1));
        }
        try {
            rollIfFull(length);
            putHeader(firstSequence, count, body, offset, length);
            putBody(body, offset, length);
        } catch (IOException e) {
            throw failed(e);
        }
        lastSequence = firstSequence + count - 1;
        appendedBytes += length;
    }

    /** Hands what was appended to the system: a crash of the process alone does not lose it any more. */
    public void write() throws IOException {
        checkUsable();
        try {
            flush();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Returns when all that was appended is on the disk. */
    public void force() throws IOException {
        checkUsable();
        try {
            flush();
            file.force();
        } catch (IOException e) {
            throw failed(e);
        }
        forcedAll();
    }

    /**
     * To be called when there is nothing else to do: makes the next forces cheaper. Takes as long as a force; does
     * nothing unless all is forced.
     *
     * @return whether it did anything
     */
    public boolean prepare() throws IOException {
        checkUsable();
        if (forcedSequence != lastSequence) {
            return false;
        }
        try {
            return zerosAhead.grow(file, lastGroupBytes);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Goes on in a new file, unless nothing stands in this one yet. All that was appended is on the disk then, in files
     * that can be removed once nobody needs what is before the next sequence.
     */
    public void roll() throws IOException {
        checkUsable();
        try {
            if (file.writtenBytes() + staging.position() > FILE_HEADER_LENGTH) {
                beginNextFile();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** How many bytes of commands were appended so far. Any thread. */
    public long appendedBytes() {
        return appendedBytes;
    }

    /** The sequence of the last command appended; 0 if there is none. */
    public long lastSequence() {
        return lastSequence;
    }

    /** Forces what was appended, unless the writer has failed, and closes the file. */
    @Override
    public void close() throws IOException {
        try {
            if (failure == null && (forcedSequence != lastSequence || file.aheadBytes() > 0)) {
                flush();
                file.finish();
            }
        } finally {
            failure = failure == null ? new IOException("journal is closed") : failure;
            file.close();
        }
    }

    private void forcedAll() {
        forcedSequence = lastSequence;
        lastGroupBytes = groupBytes;
        groupBytes = 0;
    }

    private void rollIfFull(int bodyLength) throws IOException {
        long lengthBytes = file.writtenBytes() + staging.position();
        boolean hasFrames = lengthBytes > FILE_HEADER_LENGTH;
        if (hasFrames && lengthBytes + JournalDescriptor.alignedFrameLength(bodyLength) > options.maxFileBytes()) {
            beginNextFile();
        }
    }

    private void beginNextFile() throws IOException {
        flush();
        file.finish();
        file.close();
        forcedAll();
        file = JournalFile.create(disk, directory, lastSequence + 1);
        zerosAhead.restart();
    }

    private void putHeader(long firstSequence, int count, DirectBuffer body, int offset, int length)
            throws IOException {
        makeRoom(FRAME_HEADER_LENGTH);
        int at = staging.position();
        staging.putInt(at + FRAME_BODY_LENGTH_OFFSET, length);
        staging.putLong(at + FRAME_FIRST_SEQUENCE_OFFSET, firstSequence);
        staging.putLong(at + FRAME_FORCED_SEQUENCE_OFFSET, forcedSequence);
        staging.putInt(at + FRAME_COUNT_OFFSET, count);
        staging.putInt(at + FRAME_BODY_CHECKSUM_OFFSET, Checksum.of(body, offset, length));
        staging.putInt(at + FRAME_HEADER_CHECKSUM_OFFSET, JournalDescriptor.frameHeaderChecksum(staging, at));
        staging.position(at + FRAME_HEADER_LENGTH);
    }

    private void putBody(DirectBuffer body, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            makeRoom(1);
            int chunk = Math.min(staging.remaining(), length - done);
            body.getBytes(offset + done, staging, chunk);
            done += chunk;
        }
        int padding = JournalDescriptor.alignedFrameLength(length) - FRAME_HEADER_LENGTH - length;
        makeRoom(padding);
        for (int i = 0; i < padding; i++) {
            staging.put(JournalDescriptor.FRAME_PADDING);
        }
    }

    private void makeRoom(int length) throws IOException {
        if (staging.remaining() < length) {
            flushSectors();
        }
    }

    private void flush() throws IOException {
        write(staging.position());
    }

    /** Leaves out the front of a sector, so that after a power cut a sector has all it should, or nothing new. */
    private void flushSectors() throws IOException {
        int begun = (int) ((file.writtenBytes() + staging.position()) % JournalDescriptor.SECTOR_LENGTH);
        write(staging.position() - begun);
    }

    private void write(int length) throws IOException {
        int end = staging.position();
        file.write(staging.position(0).limit(length));
        staging.limit(end).compact();
        groupBytes += length;
    }

    private void checkUsable() throws IOException {
        if (failure != null) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    private IOException failed(IOException cause) {
        failure = new IOException("journal failed: " + cause.getMessage(), cause);
        return failure;
    }
}
