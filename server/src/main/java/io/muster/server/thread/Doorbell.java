package io.muster.server.thread;

import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets one thread sleep until another has something for it.
 *
 * <p>Assumes: one thread answers; it calls {@link #listen}, looks once more for work, then {@link #await} if there is
 * none, then {@link #leave}. Others publish work before they {@link #ring}.
 *
 * <p>Guarantees: work published before a ring is seen by that look, or ends the sleep. Ringing never blocks and costs a
 * fence where nobody sleeps. A sleep may end for no reason.
 */
public final class Doorbell {
    private volatile Thread listener;

    /** Whether somebody listened, who now wakes or does not go to sleep. */
    public boolean ring() {
        VarHandle.fullFence();
        Thread sleeper = listener;
        if (sleeper != null) {
            LockSupport.unpark(sleeper);
        }
        return sleeper != null;
    }

    /** From now on a ring is heard. */
    public void listen() {
        listener = Thread.currentThread();
        VarHandle.fullFence();
    }

    /** Sleeps until somebody rings, or so long. */
    public void await(long nanos) {
        LockSupport.parkNanos(this, nanos);
    }

    /** Does not listen any more. */
    public void leave() {
        listener = null;
    }
}
