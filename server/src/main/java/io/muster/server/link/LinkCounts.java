package io.muster.server.link;

import java.util.concurrent.atomic.LongAdder;

/** What became of those who came with a secret address. Any thread. */
public final class LinkCounts {
    private final LongAdder refused = new LongAdder();
    private final LongAdder begun = new LongAdder();
    private final LongAdder cutOff = new LongAdder();

    /** Addresses that are not known, or not any more. */
    public long refused() {
        return refused.sum();
    }

    /** Downloads that began. */
    public long begun() {
        return begun.sum();
    }

    /** Downloads that ended before the last member: the reader stopped reading, or the link was revoked. */
    public long cutOff() {
        return cutOff.sum();
    }

    void refuse() {
        refused.increment();
    }

    /** One begins. */
    public void begin() {
        begun.increment();
    }

    /** One is cut off. */
    public void cut() {
        cutOff.increment();
    }
}
