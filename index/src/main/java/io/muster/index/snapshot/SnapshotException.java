package io.muster.index.snapshot;

/** A snapshot that cannot be restored: says which structure, what was found and what was expected. */
public final class SnapshotException extends Exception {
    private static final long serialVersionUID = 1L;

    public SnapshotException(String message) {
        super(message);
    }

    public SnapshotException(String message, Throwable cause) {
        super(message, cause);
    }
}
