package io.muster.server.change;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the changes are written, and from where on they are not. Any thread.
 *
 * <p>Guarantees: what is reached stands in the files; the first break stays.
 */
final class ChangeLogState {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeLog.class);

    /** From where on there are no changes, and why. */
    record Break(long fromSequence, String reason) {}

    private final AtomicReference<Break> broken = new AtomicReference<>();
    private final AtomicLong blocksWritten = new AtomicLong();
    private volatile long reachedSequence;

    long reachedSequence() {
        return reachedSequence;
    }

    void reached(long sequence) {
        reachedSequence = sequence;
    }

    long blocksWritten() {
        return blocksWritten.get();
    }

    void blockWritten() {
        blocksWritten.incrementAndGet();
    }

    /** Null where all is well. */
    Break broken() {
        return broken.get();
    }

    /** The first sequence whose changes are lost; {@link Long#MAX_VALUE} for none. */
    long brokenFromSequence() {
        Break found = broken.get();
        return found == null ? Long.MAX_VALUE : found.fromSequence();
    }

    void breakFrom(long sequence, String reason, Throwable cause) {
        if (broken.compareAndSet(null, new Break(sequence, reason))) {
            LOG.error(
                    "changes: broken from sequence {} on until the server is started again: {}",
                    sequence,
                    reason,
                    cause);
        }
    }
}
