package io.muster.server.sizes;

import io.muster.index.Engine;
import io.muster.index.SegmentCatalog;
import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;
import io.muster.server.pipeline.Pipeline;
import java.util.HashMap;
import java.util.Map;

/** The segments of an engine, by what it publishes: nothing is asked of its thread. Any thread. */
record EngineSizes(Engine engine, Pipeline pipeline) implements SizedSegments {
    /** An engine that nothing happens in is told no time, and its sizes are those of now all the same. */
    @Override
    public long nowMillis() {
        return pipeline.clock().isManual()
                ? engine.nowMillis()
                : pipeline.clock().nowMillis();
    }

    @Override
    public Map<SegmentKey, Integer> sizes(int most) {
        Map<SegmentKey, Integer> sizes = new HashMap<>();
        for (WorkspaceView workspace : engine.workspaces()) {
            sizes.putAll(sizes(workspace, most - sizes.size()));
        }
        return sizes;
    }

    @Override
    public boolean has(SegmentKey segment) {
        WorkspaceView workspace = engine.workspace(segment.workspaceId());
        return workspace != null && workspace.segments().byId(segment.segmentId()) != null;
    }

    @Override
    public long sequence() {
        return engine.sequence();
    }

    @Override
    public long keptSequence() {
        return pipeline.acknowledgedSequence();
    }

    private static Map<SegmentKey, Integer> sizes(WorkspaceView workspace, int most) {
        Map<SegmentKey, Integer> sizes = new HashMap<>();
        SegmentCatalog catalog;
        do {
            catalog = workspace.segments();
            sizes.clear();
            for (SegmentEntry entry : catalog.entries()) {
                if (sizes.size() == most) {
                    break;
                }
                sizes.put(new SegmentKey(workspace.id(), entry.id()), Math.toIntExact(workspace.cardinality(entry)));
            }
            // Sizes are read by slot, which is another segment's after a deletion.
        } while (workspace.segments() != catalog);
        return sizes;
    }
}
