package io.muster.server.change;

import java.nio.file.Path;

/**
 * A file of the change log. The writer moves its end, any thread reads.
 *
 * <p>Guarantees: who reads an end finds whole blocks before it.
 */
final class ChangeFile {
    /**
     * Where the file ends.
     *
     * @param lengthBytes of it
     * @param lastBlockOffset where its last block starts
     * @param reachedBefore what was reached before that block
     * @param sequenceBefore no change of a later sequence stands before that block
     */
    record End(long lengthBytes, long lastBlockOffset, long reachedBefore, long sequenceBefore) {}

    private final Path path;
    private final long firstSequence;
    private volatile End end;
    private volatile long latestMillis;
    private volatile boolean spoilt;

    ChangeFile(Path path, long firstSequence, End end) {
        this.path = path;
        this.firstSequence = firstSequence;
        this.end = end;
    }

    Path path() {
        return path;
    }

    /** It has all changes from here on, up to the next file's. */
    long firstSequence() {
        return firstSequence;
    }

    End end() {
        return end;
    }

    long lengthBytes() {
        return end.lengthBytes();
    }

    /** Time of its newest change; 0 where that is not known. */
    long latestMillis() {
        return latestMillis;
    }

    void extend(End newEnd) {
        end = newEnd;
    }

    void latestMillis(long millis) {
        latestMillis = millis;
    }

    /** Whether it was found damaged: neither it nor what is before it is retained any more. */
    boolean isSpoilt() {
        return spoilt;
    }

    void spoil() {
        spoilt = true;
    }
}
