package io.muster.server;

import io.muster.index.Engine;
import io.muster.index.WorkspaceView;
import io.muster.server.hook.HookedSegments;
import io.muster.server.pipeline.Pipeline;

/** The engine's segments, as webhooks are of them. Any thread. */
record EngineHooks(Engine engine, Pipeline pipeline) implements HookedSegments {
    @Override
    public WorkspaceView workspace(int workspaceId) {
        return engine.workspace(workspaceId);
    }

    @Override
    public long sequence() {
        return engine.sequence();
    }

    @Override
    public long keptSequence() {
        return pipeline.acknowledgedSequence();
    }
}
