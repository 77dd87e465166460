package io.muster.server.ingest;

import io.muster.server.records.RefusedRecord;
import java.util.List;

/**
 * What became of a batch of records.
 *
 * @param lastSequence of the batch's last command; 0 if it has failed
 * @param accepted how many records were taken; 0 if it has failed
 * @param refused the others, by line; empty if it has failed
 * @param failure why the batch is not acknowledged; null if it is. Records of it may be applied even so
 * @param beyondLimit whether that is because the batch had more lines than one may have: none was read
 */
public record AppendOutcome(
        long lastSequence, int accepted, List<RefusedRecord> refused, String failure, boolean beyondLimit) {
    /** Of a batch that was within its bounds. */
    public AppendOutcome(long lastSequence, int accepted, List<RefusedRecord> refused, String failure) {
        this(lastSequence, accepted, refused, failure, false);
    }
}
