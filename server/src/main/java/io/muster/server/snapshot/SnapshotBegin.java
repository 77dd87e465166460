package io.muster.server.snapshot;

import io.muster.index.Engine;
import io.muster.index.SlowAnswer;
import io.muster.index.snapshot.EngineSnapshot;
import java.util.function.BooleanSupplier;

/**
 * Begins a walk as soon as the engine has no work that is half done. It is asked on the engine's thread after every
 * batch, before the next: between one definition, or one instant with much due, and the next, there is always such a
 * moment, however closely they follow each other. The answer is null where it is not wanted any more.
 */
final class SnapshotBegin implements SlowAnswer<EngineSnapshot> {
    private final Engine engine;
    private final BooleanSupplier wanted;
    private EngineSnapshot begun;

    SnapshotBegin(Engine engine, BooleanSupplier wanted) {
        this.engine = engine;
        this.wanted = wanted;
    }

    @Override
    public boolean step() {
        if (!wanted.getAsBoolean()) {
            return true;
        }
        begun = engine.beginSnapshot();
        return begun != null;
    }

    @Override
    public EngineSnapshot get() {
        return begun;
    }

    @Override
    public void close() {}
}
