package io.muster.server.change;

/**
 * How the change log stands.
 *
 * @param oldestSequence from where on changes are retained
 * @param reachedSequence up to where they are written
 * @param files how many
 * @param lengthBytes of all of them
 * @param brokenFromSequence from where on none are kept until the server is started again; 0 where all is well
 * @param brokenReason why; null where all is well
 */
public record ChangeLogStatus(
        long oldestSequence,
        long reachedSequence,
        int files,
        long lengthBytes,
        long brokenFromSequence,
        String brokenReason) {}
