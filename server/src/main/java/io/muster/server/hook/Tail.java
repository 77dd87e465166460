package io.muster.server.hook;

import io.muster.server.change.ChangeCursor;
import io.muster.server.change.ChangeLog;
import io.muster.server.change.ChangesGoneException;
import java.io.IOException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all changes once, for all webhooks that have nothing to do, and finds whom they concern. The delivery's thread.
 */
final class Tail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);
    private static final int STEPS_PER_TURN = 20_000;

    private final ChangeLog log;
    private final Lanes lanes;
    private final Consumer<Lane> called;
    private volatile long nextSequence;
    private ChangeCursor cursor;
    private boolean unreadable;

    /** {@code called} is told of each that a change concerns. */
    Tail(ChangeLog log, Lanes lanes, Consumer<Lane> called, long fromSequence) {
        this.log = log;
        this.lanes = lanes;
        this.called = called;
        nextSequence = fromSequence;
    }

    /** All before was looked at. Any thread. */
    HookPlace place() {
        return HookPlace.at(nextSequence);
    }

    /** Begins earlier, for one that is not so far. */
    void atLatest(long sequence) {
        if (sequence < nextSequence) {
            close();
            nextSequence = sequence;
        }
    }

    /** Looks at a bounded number of changes up to {@code visible}; true where there may be more. */
    boolean read(long visible) {
        if (nextSequence > visible) {
            return false;
        }
        try {
            boolean more = readOn(visible);
            unreadable = false;
            return more;
        } catch (ChangesGoneException gone) {
            close();
            lanes.all().stream()
                    .filter(lane -> lane.state() == Lane.State.IDLE
                            && lane.placeToKeep(place()).sequence() < gone.oldestSequence())
                    .forEach(lane -> {
                        lane.passed(nextSequence - 1);
                        lane.missed(gone.oldestSequence());
                        called.accept(lane);
                    });
            nextSequence = Math.max(nextSequence + 1, gone.oldestSequence());
            return true;
        } catch (IOException | RuntimeException e) {
            close();
            if (!unreadable) {
                LOG.error("webhooks: changes can't be read, from sequence {}", nextSequence, e);
            }
            unreadable = true;
            return false;
        }
    }

    @Override
    public void close() {
        ChangeCursor closing = cursor;
        cursor = null;
        if (closing != null) {
            closing.close();
        }
    }

    private boolean readOn(long visible) throws ChangesGoneException, IOException {
        if (cursor == null) {
            cursor = log.follow(0, 0, nextSequence, 0);
        }
        for (int left = STEPS_PER_TURN; left > 0; left--) {
            ChangeCursor.Step step = cursor.next(visible);
            if (step == ChangeCursor.Step.CHANGE) {
                for (Lane lane : lanes.of(cursor.workspaceId(), cursor.segmentId())) {
                    if (lane.isCalledBy(cursor)) {
                        lane.call(cursor);
                        called.accept(lane);
                    }
                }
            }
            nextSequence = cursor.passedSequence() + 1;
            if (step == ChangeCursor.Step.END) {
                return false;
            }
        }
        return true;
    }
}
