package io.muster.server.change;

/**
 * Where a change stands, so that a cursor finds it without reading what is before it. Worth nothing once the file is
 * written again or gone: then the change is looked for.
 */
public final class ChangePlace {
    private final ChangeFile file;
    private final long blockOffset;
    private final long reachedBefore;

    ChangePlace(ChangeFile file, long blockOffset, long reachedBefore) {
        this.file = file;
        this.blockOffset = blockOffset;
        this.reachedBefore = reachedBefore;
    }

    boolean isIn(ChangeFile other) {
        return file == other;
    }

    long blockOffset() {
        return blockOffset;
    }

    /** Up to which sequence the file has all changes before that block. */
    long reachedBefore() {
        return reachedBefore;
    }
}
