package io.muster.server.security;

import java.util.concurrent.atomic.LongAdder;

/** How many came in and how many did not. Any thread. */
public final class LoginCounts {
    private final LongAdder succeeded = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /** Greetings, and requests of HTTP, with a token that was good. */
    public long succeeded() {
        return succeeded.sum();
    }

    /** The same with none, or one that is not known, expired or revoked. */
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
