package io.muster.server.security;

import java.util.concurrent.atomic.AtomicBoolean;

/** Somebody who is in. Any thread. */
public final class Visit {
    private final Doorkeeper doorkeeper;
    private final Access access;
    private final Runnable putOut;
    private final AtomicBoolean leaving = new AtomicBoolean();

    Visit(Doorkeeper doorkeeper, Access access, Runnable putOut) {
        this.doorkeeper = doorkeeper;
        this.access = access;
        this.putOut = putOut;
    }

    /** They have gone by themselves. */
    public void leave() {
        doorkeeper.left(this);
    }

    Access access() {
        return access;
    }

    /** Whether the caller is the first to say so. */
    boolean beginLeaving() {
        return leaving.compareAndSet(false, true);
    }

    void putOut() {
        putOut.run();
    }
}
