package io.muster.server.wire.session;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;

/**
 * Does what takes longer than a look-up on the I/O thread itself: one piece, a tenth of a millisecond or so, between
 * two looks at the thread's connections, whoever has asked for how much. Belongs to one I/O thread.
 */
public final class PieceTurns {
    private final ArrayDeque<Work> waiting = new ArrayDeque<>(0);
    private boolean used;

    /** Work in pieces; must not throw. */
    @FunctionalInterface
    public interface Work {
        /** Does a piece; returns whether that was the last. */
        boolean step();
    }

    /** Does the first piece now if it is the first of this turn, and the others in turn with those who wait. */
    public void begin(Work work, EventExecutor loop) {
        if (used) {
            waiting.addLast(work);
        } else {
            step(work, loop);
        }
    }

    /** Whether nothing of the kind was done in this turn: from now on it was. */
    public boolean take(EventExecutor loop) {
        if (used) {
            return false;
        }
        used = true;
        // A task would be run before the thread looks at its connections; what is scheduled comes after.
        loop.schedule(() -> next(loop), 0, NANOSECONDS);
        return true;
    }

    private void step(Work work, EventExecutor loop) {
        take(loop);
        if (!work.step()) {
            waiting.addLast(work);
        }
    }

    private void next(EventExecutor loop) {
        used = false;
        Work work = waiting.pollFirst();
        if (work != null) {
            step(work, loop);
        }
    }
}
