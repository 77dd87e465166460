package io.muster.server;

import io.muster.index.Engine;
import io.muster.index.SlowAnswer;
import io.muster.index.snapshot.EngineSnapshot;

/**
 * Does a few times, on the calling thread before the server serves, what takes an engine of many customers and segments
 * long the first time: later others would wait for it. Nothing changes by it.
 */
final class EngineWarmUp {
    private static final int MOVES = 300;
    private static final int SNAPSHOTS = 10;

    private EngineWarmUp() {}

    /** Does it, where there is anything; what takes long is as long as there is much. */
    static void run(Engine engine) {
        if (engine.workspaces().isEmpty()) {
            return;
        }
        moveSome(engine.moveRestored());
        for (int i = 0; i < SNAPSHOTS; i++) {
            beginSnapshot(engine);
        }
    }

    private static void moveSome(SlowAnswer<Long> moving) {
        boolean last = false;
        for (int i = 0; i < MOVES && !last; i++) {
            last = moving.step();
        }
        moving.close();
    }

    /** All of a workspace is marked when its first bytes are given, or when it is changed. */
    private static void beginSnapshot(Engine engine) {
        EngineSnapshot snapshot = engine.beginSnapshot();
        if (snapshot != null) {
            try (snapshot) {
                snapshot.step((kind, buffer, offset, length) -> {});
                snapshot.step((kind, buffer, offset, length) -> {});
            }
        }
    }
}
