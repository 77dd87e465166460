package io.muster.server.change;

import io.muster.server.disk.DiskFile;
import java.io.IOException;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through the changes of all workspaces, of one, or of one of its segments, in the order in which they happened.
 * One thread at a time; holds a file and a block, whatever it is behind.
 */
public final class ChangeCursor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeLog.class);

    /** What {@link #next} found. */
    public enum Step {
        /** A change, which the cursor now stands at. */
        CHANGE,
        /** No change yet, but there may be some further on: ask again. */
        AGAIN,
        /** All up to the limit have been gone through. */
        END
    }

    private final ChangeFiles files;
    private final ChangeLogState state;
    private final int workspaceId;
    private final int segmentId;
    private final long fromSequence;
    private final int fromIndex;
    private final ChangePlace placeOrNull;
    private final BlockReader reader = new BlockReader();
    private final EntryDecoder entry = new EntryDecoder();
    private ChangeFile file;
    private DiskFile opened;
    private long reachedInFile;
    private long reachedBeforeBlock;
    private long passedSequence;
    private long voidFromSequence;
    private boolean pending;

    ChangeCursor(
            ChangeFiles files,
            ChangeLogState state,
            int workspaceId,
            int segmentId,
            long fromSequence,
            int fromIndex,
            ChangePlace placeOrNull) {
        this.files = files;
        this.state = state;
        this.workspaceId = workspaceId;
        this.segmentId = segmentId;
        this.fromSequence = fromSequence;
        this.fromIndex = fromIndex;
        this.placeOrNull = placeOrNull;
        passedSequence = fromSequence - 1;
    }

    /**
     * Goes to the next change of a sequence up to {@code limitSequence}, which must be written. Does a bounded piece of
     * work.
     */
    public Step next(long limitSequence) throws ChangesGoneException, IOException {
        if (!pending && !entry.next()) {
            return nextBlock(limitSequence);
        }
        if (entry.sequence() >= voidFromSequence) {
            return enterNextFile(voidFromSequence);
        }
        pending = entry.sequence() > limitSequence;
        if (pending) {
            return end(limitSequence);
        }
        passedSequence = Math.max(passedSequence, entry.sequence() - 1);
        return isWanted() ? Step.CHANGE : Step.AGAIN;
    }

    /** All changes of sequences up to this one have been gone through. */
    public long passedSequence() {
        return passedSequence;
    }

    /** Of the change's command. */
    public long sequence() {
        return entry.sequence();
    }

    /** Place of the change among all those of its command, from 0. */
    public int index() {
        return entry.index();
    }

    /** Milliseconds since the epoch. */
    public long atMillis() {
        return entry.atMillis();
    }

    /** Of the segment. */
    public int workspaceId() {
        return entry.workspaceId();
    }

    /** Where the change stands, for a cursor that is to begin there; of the change that this one stands at. */
    public ChangePlace place() {
        return new ChangePlace(file, reader.blockOffset(), reachedBeforeBlock);
    }

    public int segmentId() {
        return entry.segmentId();
    }

    public int segmentVersion() {
        return entry.version();
    }

    public int ordinal() {
        return entry.ordinal();
    }

    /** True for one who entered, false for one who left. */
    public boolean entered() {
        return entry.entered();
    }

    /** Number of a {@link io.muster.index.change.Cause}. */
    public int cause() {
        return entry.cause();
    }

    /** Where {@link #idLength} bytes stand in UTF-8, until the next step: the record's own id. */
    public DirectBuffer idBuffer() {
        return entry.buffer();
    }

    public int idOffset() {
        return entry.idOffset();
    }

    /** 0 where the record is known by its customer's id, or there is none. */
    public int idLength() {
        return entry.idLength();
    }

    /** Throws where the first wanted is not retained. */
    void checkRetained() throws ChangesGoneException {
        if (fromSequence <= state.reachedSequence() && fromSequence < files.oldestSequence()) {
            throw gone(fromSequence);
        }
    }

    /** A file that can't be closed is told of in the log: whoever is done with it can do nothing about that. */
    @Override
    public void close() {
        try {
            leaveFile();
        } catch (IOException e) {
            LOG.warn("a file of changes can't be closed", e);
        }
    }

    private boolean isWanted() {
        boolean here = workspaceId == 0
                || entry.workspaceId() == workspaceId && (segmentId == 0 || entry.segmentId() == segmentId);
        return here
                && (entry.sequence() > fromSequence || entry.sequence() == fromSequence && entry.index() >= fromIndex);
    }

    private Step end(long limitSequence) {
        passedSequence = Math.max(passedSequence, limitSequence);
        return Step.END;
    }

    private Step nextBlock(long limitSequence) throws ChangesGoneException, IOException {
        if (passedSequence >= limitSequence) {
            return Step.END;
        }
        if (opened == null && !enterFile(limitSequence)) {
            return end(limitSequence);
        }
        ChangeFile after = files.after(file.firstSequence());
        long endBytes = file.lengthBytes();
        if (reader.next(endBytes)) {
            boolean wanted = reader.lastSequence() >= fromSequence;
            if (!wanted || reader.verify(endBytes)) {
                reachedBeforeBlock = reachedInFile;
                reachedInFile = reader.reachedSequence();
                voidFromSequence = after == null ? Long.MAX_VALUE : after.firstSequence();
                entry.wrap(reader, wanted);
                return Step.AGAIN;
            }
        }
        if (reader.problem() == null && after == null) {
            return end(limitSequence);
        }
        if (after != null && reachedInFile >= after.firstSequence() - 1) {
            return enterNextFile(after.firstSequence());
        }
        if (reader.problem() == null && files.at(file.firstSequence()) != file) {
            throw gone(reachedInFile + 1);
        }
        throw damaged(reader.problem() == null ? "the file after it is missing" : reader.problem());
    }

    /** Entries are in the order of sequences: what is before that file's has been gone through. */
    private Step enterNextFile(long firstSequence) throws IOException {
        passedSequence = Math.max(passedSequence, firstSequence - 1);
        pending = false;
        leaveFile();
        return Step.AGAIN;
    }

    /** Opens the file where the next changes are; false where there is none yet. */
    private boolean enterFile(long limitSequence) throws ChangesGoneException, IOException {
        long wanted = passedSequence + 1;
        file = files.at(wanted);
        if (file == null) {
            if (wanted > limitSequence || wanted >= files.oldestSequence()) {
                return false;
            }
            throw gone(wanted);
        }
        try {
            opened = files.open(file);
        } catch (IOException e) {
            if (files.at(wanted) != file) {
                throw gone(wanted);
            }
            throw e;
        }
        if (!reader.open(opened, file.firstSequence(), file.lengthBytes())) {
            throw damaged(reader.problem());
        }
        reachedInFile = file.firstSequence() - 1;
        ChangeFile.End end = file.end();
        if (end.sequenceBefore() < wanted) {
            reader.seek(end.lastBlockOffset());
            reachedInFile = end.reachedBefore();
        } else if (placeOrNull != null && placeOrNull.isIn(file)) {
            reader.seek(placeOrNull.blockOffset());
            reachedInFile = placeOrNull.reachedBefore();
        }
        entry.clear();
        return true;
    }

    private void leaveFile() throws IOException {
        DiskFile leaving = opened;
        opened = null;
        entry.clear();
        if (leaving != null) {
            leaving.close();
        }
    }

    private ChangesGoneException damaged(String problem) throws IOException {
        LOG.warn("{}: damaged, {}; its changes and those before are not retained any more", file.path(), problem);
        long wanted = passedSequence + 1;
        file.spoil();
        leaveFile();
        return gone(wanted);
    }

    private ChangesGoneException gone(long wantedSequence) {
        return new ChangesGoneException(wantedSequence, Math.min(files.oldestSequence(), state.reachedSequence() + 1));
    }
}
