package io.muster.server.change;

import io.muster.index.change.ChangeListener;
import io.muster.server.disk.Disk;
import io.muster.server.thread.Niceness;
import io.muster.server.thread.ThreadEnd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes of membership since a retained sequence. Any thread.
 *
 * <p>Life: {@link #of}; an engine is made with the {@link #listener}; {@link #replayFrom} before the journal is
 * replayed, {@link #replayed} after; {@link #showUpTo}, and followers come; {@link #close} when the engine is at rest.
 * What the files had before is not written again, and what they have beyond the journal's end is void: so every change
 * stands there once.
 *
 * <p>Failure: where the disk fails, or does not keep up, the log is broken from a sequence on, says so in
 * {@link #status}, and the engine goes on. The next start makes up for it from the journal.
 */
public final class ChangeLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeLog.class);
    private static final Path NOWHERE = Path.of("/");
    private static final long LONGEST_SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long GATHERING_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ChangeFiles files;
    private final ChangeLogState state = new ChangeLogState();
    private final ChangeIntake intake;
    private final ChangeWriter writer;
    private final ReentrantLock writing = new ReentrantLock();
    private final Thread thread;
    private long storedSequence;
    private LongSupplier engineSequence;
    private volatile LongSupplier keptSequence = () -> 0;
    private volatile boolean closed;

    private ChangeLog(Disk disk, Path directory, ChangeOptions options) {
        files = new ChangeFiles(disk, directory);
        intake = new ChangeIntake(options, state);
        writer = new ChangeWriter(files, options, state, intake);
        thread = Thread.ofPlatform().name("muster-changes").daemon().unstarted(this::run);
    }

    /**
     * A log whose files nobody has looked at yet.
     *
     * @param directory null to keep the changes in memory
     */
    public static ChangeLog of(Disk disk, Path directory, ChangeOptions options) {
        return directory == null
                ? new ChangeLog(new MemoryDisk(), NOWHERE, options.inMemory())
                : new ChangeLog(disk, directory, options);
    }

    /** To be given to the engine. */
    public ChangeListener listener() {
        return intake;
    }

    /**
     * Looks at the files, in a directory that is there and locked, and starts. The engine stands where the replay
     * begins. Changes that should be in the files by now and are not are lost: what was before is then not retained any
     * more.
     *
     * @param newEngineSequence what the engine has applied; asked from another thread
     */
    public void replayFrom(LongSupplier newEngineSequence) throws IOException {
        storedSequence = files.open();
        long sequence = newEngineSequence.getAsLong();
        if (storedSequence < sequence) {
            if (storedSequence > 0) {
                LOG.warn(
                        "changes: found them up to sequence {}, expected {} or later; they are retained from {} on",
                        storedSequence,
                        sequence,
                        sequence + 1);
            }
            files.removeFrom(0);
            storedSequence = sequence;
        }
        engineSequence = newEngineSequence;
        writer.startAfter(storedSequence);
        thread.start();
    }

    /** Says that the journal is replayed; before any other command comes. */
    public void replayed() throws IOException {
        writing.lock();
        try {
            long sequence = engineSequence.getAsLong();
            if (sequence < storedSequence) {
                LOG.info(
                        "changes: found them up to sequence {}, but the journal ends at {}; what is beyond is void",
                        storedSequence,
                        sequence);
                writer.startAfter(sequence);
            }
        } finally {
            writing.unlock();
        }
    }

    /**
     * Lets changes be seen.
     *
     * @param newKeptSequence up to where commands are on the disk and can't be undone: changes after it are not shown
     */
    public void showUpTo(LongSupplier newKeptSequence) {
        keptSequence = newKeptSequence;
    }

    /**
     * Returns when the changes of all commands up to {@code sequence}, which the engine has applied, are on the disk.
     * Must be called before a snapshot of that sequence goes into force. Not from the engine's thread.
     *
     * @return false where that can't be any more because the log is broken: a snapshot may go into force even so; then,
     *     after the next start, changes up to {@code sequence} are not retained
     */
    public boolean forceUpTo(long sequence) {
        writing.lock();
        try {
            writer.drain(engineSequence);
            if (state.broken() != null || state.reachedSequence() < sequence) {
                return false;
            }
            writer.force();
            return true;
        } catch (IOException broken) {
            return false;
        } finally {
            writing.unlock();
        }
    }

    /**
     * Erases the ids of records of customers who are gone from all files; their changes stay, with an ordinal that
     * names nobody any more. To be called when a snapshot has come into force. Reads all that is retained; not from the
     * engine's thread.
     */
    public void forgetGone(CustomerLookup customers) throws IOException {
        IdEraser eraser = new IdEraser(files, customers);
        drainNow();
        for (ChangeFile file : List.copyOf(files.all())) {
            if (isFinished(file, eraser)) {
                long lengthBytes = eraser.rewrite(file);
                if (lengthBytes > 0) {
                    replace(file, lengthBytes);
                }
            }
        }
    }

    /**
     * Follows changes from one on.
     *
     * @param workspaceId of the segments; 0 for all workspaces
     * @param segmentId 0 for all of the workspace
     * @param sequence of the first command whose changes are wanted
     * @param index of the first change wanted among those of that command, from 0
     * @throws ChangesGoneException where they are not retained any more
     */
    public ChangeCursor follow(int workspaceId, int segmentId, long sequence, int index) throws ChangesGoneException {
        return follow(workspaceId, segmentId, sequence, index, null);
    }

    /**
     * The same, where another cursor has met a change from which on nothing wanted is missed.
     *
     * @param placeOrNull of that change, which is no later than the first wanted; null where it is not known
     */
    public ChangeCursor follow(int workspaceId, int segmentId, long sequence, int index, ChangePlace placeOrNull)
            throws ChangesGoneException {
        ChangeCursor cursor = new ChangeCursor(files, state, workspaceId, segmentId, sequence, index, placeOrNull);
        cursor.checkRetained();
        return cursor;
    }

    /** Up to where changes may be shown: they are written, and their commands can't be undone. */
    public long visibleSequence() {
        return Math.min(state.reachedSequence(), keptSequence.getAsLong());
    }

    /** The first sequence whose changes are lost until the next start; {@link Long#MAX_VALUE} where all is well. */
    public long brokenFromSequence() {
        return state.brokenFromSequence();
    }

    /** How it stands. */
    public ChangeLogStatus status() {
        ChangeLogState.Break broken = state.broken();
        return new ChangeLogStatus(
                Math.min(files.oldestSequence(), state.reachedSequence() + 1),
                state.reachedSequence(),
                files.all().size(),
                files.lengthBytes(),
                broken == null ? 0 : broken.fromSequence(),
                broken == null ? null : broken.reason());
    }

    /** Writes what there is, and stops. The engine must be at rest. Does nothing where it was not started. */
    @Override
    public void close() throws IOException {
        closed = true;
        intake.wake();
        ThreadEnd.await(thread);
        writing.lock();
        try (writer) {
            if (engineSequence != null) {
                writer.drain(engineSequence);
                if (state.broken() == null) {
                    writer.force();
                }
            }
        } finally {
            writing.unlock();
        }
    }

    private void drainNow() {
        writing.lock();
        try {
            writer.drain(engineSequence);
        } finally {
            writing.unlock();
        }
    }

    /** Finishes the file that is being written if there is something to erase in it. */
    private boolean isFinished(ChangeFile file, IdEraser eraser) throws IOException {
        boolean toFinish = writer.isWriting(file) && eraser.hasIds(file);
        writing.lock();
        try {
            if (toFinish && state.broken() == null) {
                writer.roll();
            }
            return !writer.isWriting(file);
        } finally {
            writing.unlock();
        }
    }

    private void replace(ChangeFile file, long lengthBytes) throws IOException {
        writing.lock();
        try {
            files.replace(file, lengthBytes);
        } finally {
            writing.unlock();
        }
    }

    private void run() {
        Niceness.set(Niceness.YIELDING);
        while (!closed) {
            boolean worked;
            boolean withinCommand = false;
            writing.lock();
            try {
                worked = writer.drain(engineSequence);
                withinCommand = writer.isWithinCommand();
            } catch (RuntimeException e) {
                state.breakFrom(state.reachedSequence() + 1, "changes: an unexpected error, " + e, e);
                worked = false;
            } finally {
                writing.unlock();
            }
            if (!closed) {
                rest(worked, withinCommand);
            }
        }
    }

    /** A moment where there was something, so that more of it comes together. */
    private void rest(boolean worked, boolean withinCommand) {
        if (worked && !writer.isPressed()) {
            LockSupport.parkNanos(this, GATHERING_NANOS);
        } else if (!worked && withinCommand) {
            intake.pauseWithinCommand();
        } else if (!worked) {
            intake.await(LONGEST_SLEEP_NANOS);
        }
    }
}
