package io.muster.server.pipeline;

import io.muster.index.Engine;
import io.muster.index.Outcome;
import org.agrona.DirectBuffer;

/** The engine, as the pipeline sees it. */
record EngineStateMachine(Engine engine) implements StateMachine {
    @Override
    public void apply(DirectBuffer command, int offset, int length, Outcome outcome) {
        engine.apply(command, offset, length, outcome);
    }

    @Override
    public void lookAhead(DirectBuffer commands, int offset, int count) {
        engine.lookAhead(commands, offset, count);
    }

    @Override
    public long nextDueMillis() {
        return engine.nextDueMillis();
    }

    @Override
    public long nowMillis() {
        return engine.toldMillis();
    }

    @Override
    public boolean hasWork() {
        return engine.hasWork();
    }

    @Override
    public long sequence() {
        return engine.sequence();
    }
}
