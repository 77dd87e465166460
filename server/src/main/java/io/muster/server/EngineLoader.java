package io.muster.server;

import io.muster.index.Engine;
import io.muster.index.EngineOptions;
import io.muster.index.Outcome;
import io.muster.index.snapshot.BlockSource;
import io.muster.index.snapshot.SnapshotException;
import io.muster.server.change.ChangeLog;
import io.muster.server.snapshot.StateLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.agrona.DirectBuffer;

/** Makes the engine of what is on the disk. One thread. */
final class EngineLoader implements StateLoader, AutoCloseable {
    private final EngineOptions options;
    private final ChangeLog changes;
    private final Outcome outcome = new Outcome();
    private Engine engine;

    /** {@code changes} is told where the engine stands before the first command comes. */
    EngineLoader(EngineOptions options, ChangeLog changes) {
        this.options = options;
        this.changes = changes;
    }

    @Override
    public void begin() {
        engine = new Engine(options);
        begun();
    }

    @Override
    public void restore(BlockSource source) throws SnapshotException {
        engine = Engine.restore(options, source);
        begun();
    }

    private void begun() {
        try {
            changes.replayFrom(engine::sequence);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void onCommand(long sequence, DirectBuffer buffer, int offset, int length) {
        try {
            engine.apply(buffer, offset, length, outcome);
        } catch (RuntimeException e) {
            throw new IllegalStateException("replay: the engine broke at sequence " + sequence, e);
        }
    }

    @Override
    public long sequence() {
        return engine.sequence();
    }

    Engine engine() {
        return engine;
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
    }
}
