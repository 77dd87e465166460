package io.muster.server.snapshot;

import java.io.IOException;

/** A snapshot that was given up because the server stops; the one before stays in force. */
public final class SnapshotCancelledException extends IOException {
    private static final long serialVersionUID = 1L;

    SnapshotCancelledException() {
        super("snapshot: given up, the server is stopping");
    }
}
