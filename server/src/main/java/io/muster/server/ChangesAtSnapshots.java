package io.muster.server;

import io.muster.index.Engine;
import io.muster.index.WorkspaceView;
import io.muster.server.change.ChangeLog;
import io.muster.server.snapshot.SnapshotAudience;
import java.io.IOException;

/** What the log of changes does when a snapshot goes into force. */
record ChangesAtSnapshots(ChangeLog changes, Engine engine) implements SnapshotAudience {
    @Override
    public void goingIntoForce(long sequence) {
        changes.forceUpTo(sequence);
    }

    @Override
    public void wentIntoForce() throws IOException {
        changes.forgetGone(this::isGone);
    }

    private boolean isGone(int workspaceId, int ordinal) {
        WorkspaceView workspace = engine.workspace(workspaceId);
        return workspace == null || workspace.idLength(ordinal) == 0;
    }
}
