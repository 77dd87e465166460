package io.muster.server.pipeline;

import io.muster.index.Outcome;
import org.agrona.DirectBuffer;

/**
 * What the pipeline needs of an engine. {@link #apply} and {@link #lookAhead} belong to the engine thread, the others
 * to any.
 */
interface StateMachine {
    void apply(DirectBuffer command, int offset, int length, Outcome outcome);

    /** Some of the next commands, each behind its length in four bytes; nothing changes by being told of them. */
    void lookAhead(DirectBuffer commands, int offset, int count);

    /** The next instant at which time alone may change something; {@link Long#MAX_VALUE} for never. */
    long nextDueMillis();

    /** The instant that it was told last. */
    long nowMillis();

    /** Whether something takes long that a step command goes on with. */
    boolean hasWork();

    /** How many commands have been applied. */
    long sequence();
}
