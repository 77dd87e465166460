package io.muster.server.change;

import io.muster.index.change.Cause;
import io.muster.index.change.ChangeListener.Redefinition;
import io.muster.server.disk.DiskFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * Puts what was told into files. One thread at a time.
 *
 * <p>A write that fails is not tried again: the stream is broken from there on.
 */
final class ChangeWriter implements AutoCloseable, ControlledMessageHandler {
    private static final int MESSAGES_AT_ONCE = 1024;
    private static final long FORCE_BYTES = 8L << 20;

    private final ChangeFiles files;
    private final ChangeOptions options;
    private final ChangeLogState state;
    private final ChangeIntake intake;
    private final BlockBuilder block = new BlockBuilder();
    private final UnsafeBuffer nothing = new UnsafeBuffer(new byte[0]);
    private volatile DiskFile file;
    private long position;
    private long forcedPosition;
    private long writtenReached;
    private long writtenSequence;
    private long seenSequence;
    private long takenSequence;

    ChangeWriter(ChangeFiles files, ChangeOptions options, ChangeLogState state, ChangeIntake intake) {
        this.files = files;
        this.options = options;
        this.state = state;
        this.intake = intake;
    }

    /** All changes up to {@code sequence} are in the files, and what they have of later ones is void. */
    void startAfter(long sequence) throws IOException {
        writtenReached = sequence;
        writtenSequence = sequence;
        files.startAt(sequence + 1);
        if (files.hasBeyond(sequence)) {
            closeFile();
            begin();
        }
        state.reached(sequence);
        intake.skipUpTo(sequence);
    }

    /**
     * Writes what is there.
     *
     * @param engineSequence what the engine has applied
     * @return whether there was anything
     */
    boolean drain(LongSupplier engineSequence) {
        if (state.broken() != null && state.reachedSequence() >= state.brokenFromSequence() - 1) {
            discard();
            return false;
        }
        try {
            return write(engineSequence);
        } catch (UncheckedIOException e) {
            fail(e.getCause());
        } catch (IOException e) {
            fail(e);
        }
        return false;
    }

    /** Writes how far it is, and returns when that is on the disk. */
    void force() throws IOException {
        try {
            if (writtenReached < state.reachedSequence()) {
                writeBlock(state.reachedSequence());
            }
            if (file != null && forcedPosition < position) {
                file.force();
                forcedPosition = position;
            }
        } catch (IOException e) {
            fail(e);
            throw e;
        }
    }

    /** Begins another file with the next change, unless a sequence is half written. */
    void roll() throws IOException {
        force();
        if (writtenSequence <= writtenReached) {
            closeFile();
        }
    }

    /** Whether that file is not finished. Any thread; what it says of the newest may have changed by then. */
    boolean isWriting(ChangeFile candidate) {
        return file != null && candidate == files.newest();
    }

    @Override
    public Action onMessage(int type, MutableDirectBuffer buffer, int index, int length) {
        long sequence = buffer.getLong(index + ChangeIntake.SEQUENCE_OFFSET);
        if (sequence > seenSequence && !isPressed()) {
            return Action.ABORT;
        }
        takenSequence = sequence;
        endFileBefore(sequence);
        if (type == ChangeIntake.CHANGED) {
            int idLength = buffer.getShort(index + ChangeIntake.ID_LENGTH_OFFSET);
            block.because(
                    sequence,
                    buffer.getLong(index + ChangeIntake.MILLIS_OFFSET),
                    buffer.getInt(index + ChangeIntake.WORKSPACE_OFFSET),
                    buffer.getByte(index + ChangeIntake.CAUSE_OFFSET),
                    buffer,
                    index + ChangeIntake.ID_OFFSET,
                    idLength);
            change(
                    buffer.getInt(index + ChangeIntake.SEGMENT_OFFSET),
                    buffer.getInt(index + ChangeIntake.VERSION_OFFSET),
                    buffer.getInt(index + ChangeIntake.ORDINAL_OFFSET),
                    buffer.getByte(index + ChangeIntake.ENTERED_OFFSET) != 0);
        } else {
            redefine(intake.takeRedefinition());
        }
        return Action.CONTINUE;
    }

    /** Closes the file; what is not forced stays so. */
    @Override
    public void close() throws IOException {
        closeFile();
    }

    private boolean write(LongSupplier engineSequence) throws IOException {
        OneToOneRingBuffer ring = intake.ring();
        seenSequence = engineSequence.getAsLong();
        long target = ring.producerPosition();
        long begin = ring.consumerPosition();
        long before = begin - 1;
        while (ring.consumerPosition() < target && ring.consumerPosition() != before) {
            before = ring.consumerPosition();
            ring.controlledRead(this, MESSAGES_AT_ONCE);
        }
        long reached = Math.max(state.reachedSequence(), Math.min(seenSequence, state.brokenFromSequence() - 1));
        if (!block.isEmpty()) {
            writeBlock(reached);
        }
        state.reached(reached);
        return ring.consumerPosition() != begin;
    }

    /** Whether the buffer fills up: otherwise changes of a command that is not finished are left until it is. */
    boolean isPressed() {
        return intake.ring().size() > intake.ring().capacity() / 4;
    }

    /** Whether changes were taken of a command that is not finished. */
    boolean isWithinCommand() {
        return takenSequence > seenSequence && state.broken() == null;
    }

    private void redefine(Redefinition redefinition) {
        block.because(
                redefinition.sequence(),
                redefinition.atMillis(),
                redefinition.workspaceId(),
                (byte) Cause.DEFINITION.number(),
                nothing,
                0,
                0);
        changes(redefinition, redefinition.left(), false);
        changes(redefinition, redefinition.entered(), true);
    }

    private void changes(Redefinition redefinition, RoaringBitmap ordinals, boolean entered) {
        PeekableIntIterator each = ordinals.getIntIterator();
        while (each.hasNext()) {
            change(redefinition.segmentId(), redefinition.segmentVersion(), each.next(), entered);
        }
    }

    private void change(int segmentId, int version, int ordinal, boolean entered) {
        block.change(segmentId, version, ordinal, entered);
        if (!block.hasRoom()) {
            writeBlockUpTo(block.sequence() - 1);
        }
    }

    /** A file that is long enough ends where a sequence does: in a steady stream blocks alone seldom would. */
    private void endFileBefore(long sequence) {
        if (file != null && !block.isEmpty() && sequence > block.sequence() && isFull()) {
            writeBlockUpTo(block.sequence());
        }
    }

    private void writeBlockUpTo(long reached) {
        try {
            writeBlock(Math.max(writtenReached, Math.min(reached, state.brokenFromSequence() - 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeBlock(long reached) throws IOException {
        if (file != null && isFull() && writtenSequence <= writtenReached) {
            file.force();
            closeFile();
        }
        if (file == null) {
            begin();
        }
        long start = position;
        long reachedBefore = writtenReached;
        long sequenceBefore = Math.max(writtenReached, writtenSequence);
        boolean hasChanges = !block.isEmpty();
        ByteBuffer finished = block.finish(reached);
        long latestMillis = finished.getLong(ChangeDescriptor.LATEST_MILLIS_OFFSET);
        position += finished.remaining();
        file.writeFully(finished, start);
        writtenReached = reached;
        writtenSequence = hasChanges ? block.sequence() : writtenSequence;
        files.newest().latestMillis(latestMillis);
        files.newest().extend(new ChangeFile.End(position, start, reachedBefore, sequenceBefore));
        state.blockWritten();
        if (position - forcedPosition >= FORCE_BYTES) {
            file.force();
            forcedPosition = position;
        }
    }

    private void begin() throws IOException {
        file = files.create(writtenReached + 1);
        position = ChangeDescriptor.FILE_HEADER_LENGTH;
        forcedPosition = position;
        files.retain(options);
    }

    private boolean isFull() {
        return position >= options.rollBytes() || files.newest().isSpoilt();
    }

    private void closeFile() throws IOException {
        if (file != null) {
            DiskFile closing = file;
            file = null;
            closing.close();
        }
    }

    private void fail(IOException cause) {
        state.breakFrom(state.reachedSequence() + 1, "changes: can't be written, " + cause.getMessage(), cause);
    }

    private void discard() {
        intake.ring().read((type, buffer, index, length) -> {
            if (type == ChangeIntake.REDEFINED) {
                intake.takeRedefinition();
            }
        });
    }
}
