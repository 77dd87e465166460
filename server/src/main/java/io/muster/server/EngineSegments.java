package io.muster.server;

import io.muster.index.Engine;
import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;
import io.muster.server.hook.HookedSegments;
import io.muster.server.link.LinkedSegments;
import io.muster.server.pipeline.Pipeline;

/** The engine's segments, as links lead to them and webhooks are of them. Any thread. */
record EngineSegments(Engine engine, Pipeline pipeline) implements LinkedSegments, HookedSegments {
    @Override
    public WorkspaceView workspace(int workspaceId) {
        return engine.workspace(workspaceId);
    }

    @Override
    public Name name(int workspaceId, int segmentId) {
        WorkspaceView workspace = workspace(workspaceId);
        SegmentEntry segment = workspace == null ? null : segment(workspaceId, segmentId);
        return segment == null ? null : new Name(workspace.name(), segment.name());
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
