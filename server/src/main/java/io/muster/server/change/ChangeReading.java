package io.muster.server.change;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.muster.index.WorkspaceView;
import java.io.IOException;

/**
 * What a follower reads in its turns: the next changes, as many as a batch takes, or that it is time to say how far it
 * has come. How that is sent, and to whom, is the follower's. The feed's thread.
 */
public final class ChangeReading implements AutoCloseable {
    private static final int STEPS_PER_TURN = 20_000;

    /** Where changes are put until they are sent. */
    public interface Batch {
        /** Takes the change that the cursor stands at. */
        void add(ChangeCursor cursor, WorkspaceView workspace) throws IOException;

        boolean isEmpty();

        /** Whether it takes no more. */
        boolean isFull();
    }

    /** What is to be done next. */
    public enum Found {
        /** The batch is to be sent, though it be empty: it was time for a heartbeat. */
        SEND,
        /** None yet, there may be some further on. */
        MORE,
        /** There is none until something happens. */
        NOTHING,
        /** There is none, nor will there be until the server is started again. */
        BROKEN
    }

    private final ChangeFeed feed;
    private final ChangeCursor cursor;
    private long reachedSequence;
    private boolean all;
    private boolean told;
    private long toldAtNanos;

    /** The cursor is closed with it. */
    public ChangeReading(ChangeFeed feed, ChangeCursor cursor) {
        this.feed = feed;
        this.cursor = cursor;
    }

    /** Puts what is next into {@code batch}; a bounded piece of work. The first is a heartbeat, if nothing else. */
    public Found read(WorkspaceView workspace, Batch batch) throws ChangesGoneException, IOException {
        long visible = feed.log().visibleSequence();
        boolean broken = visible == feed.log().brokenFromSequence() - 1;
        all = gather(workspace, visible, batch) == ChangeCursor.Step.END;
        reachedSequence = all ? Math.max(visible, cursor.passedSequence()) : cursor.passedSequence();
        if (!batch.isEmpty() || isHeartbeatDue()) {
            told = true;
            toldAtNanos = System.nanoTime();
            return Found.SEND;
        }
        if (!all) {
            return Found.MORE;
        }
        return broken ? Found.BROKEN : Found.NOTHING;
    }

    /** All changes of sequences up to this one are in the batch or were in one before. */
    public long reachedSequence() {
        return reachedSequence;
    }

    /** Whether that was all there was to read. */
    public boolean isAll() {
        return all;
    }

    @Override
    public void close() {
        cursor.close();
    }

    private ChangeCursor.Step gather(WorkspaceView workspace, long visible, Batch batch)
            throws ChangesGoneException, IOException {
        ChangeCursor.Step step = ChangeCursor.Step.AGAIN;
        for (int left = STEPS_PER_TURN; left > 0 && step != ChangeCursor.Step.END; left--) {
            step = cursor.next(visible);
            if (step == ChangeCursor.Step.CHANGE) {
                batch.add(cursor, workspace);
                if (batch.isFull()) {
                    return step;
                }
            }
        }
        return step;
    }

    private boolean isHeartbeatDue() {
        return !told
                || System.nanoTime() - toldAtNanos
                        >= MILLISECONDS.toNanos(feed.options().heartbeatMillis());
    }
}
