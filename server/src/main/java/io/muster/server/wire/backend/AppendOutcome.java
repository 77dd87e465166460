package io.muster.server.wire.backend;

import java.util.List;

/**
 * What became of a batch of records.
 *
 * @param lastSequence of the batch; 0 where nothing of it became a command
 * @param accepted records taken
 * @param refused records not taken, all of them
 * @param refusals why, in the order of their lines; may stop before all are told
 * @param failure why the batch as a whole was not done; null if it was
 */
public record AppendOutcome(
        long lastSequence, int accepted, int refused, List<Refusal> refusals, BackendException failure) {
    /**
     * A record that was not taken.
     *
     * @param line in the batch, from 0
     * @param column in the line, from 1; 0 where it is not known
     * @param field as the record names it; empty where the line as a whole is wrong
     * @param reason what was found and what was expected
     */
    public record Refusal(int line, int column, String field, String reason) {}

    /** A batch that was not done. */
    public static AppendOutcome failed(BackendException failure) {
        return new AppendOutcome(0, 0, 0, List.of(), failure);
    }
}
