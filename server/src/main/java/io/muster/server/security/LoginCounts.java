package io.muster.server.security;

import java.util.concurrent.atomic.LongAdder;

/** How many came in and how many did not. Any thread. */
public final class LoginCounts {
    private final LongAdder succeeded = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /** Greetings with a token that was good. */
    public long succeeded() {
        return succeeded.sum();
    }

    /** Greetings with none, or one that is not known, expired or revoked. */
    public long failed() {
        return failed.sum();
    }

    void succeed() {
        succeeded.increment();
    }

    void fail() {
        failed.increment();
    }
}
