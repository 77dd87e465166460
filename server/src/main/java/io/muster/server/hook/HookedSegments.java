package io.muster.server.hook;

import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;

/** The segments that webhooks are of. Any thread; nothing may wait. */
public interface HookedSegments {
    /** Null where there is none. */
    WorkspaceView workspace(int workspaceId);

    /** Sequence of the last command that readers see. */
    long sequence();

    /** Sequence of the last command that readers see and that can't be undone. */
    long keptSequence();

    /** Null where there is no such segment. */
    default SegmentEntry segment(int workspaceId, int segmentId) {
        WorkspaceView workspace = workspace(workspaceId);
        return workspace == null ? null : workspace.segments().byId(segmentId);
    }
}
