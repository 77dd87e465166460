package io.muster.protocol.client.change;

/**
 * A customer entered or left a segment.
 *
 * @param position where it stands in the stream
 * @param atMillis when, milliseconds since the epoch
 * @param segmentId which segment
 * @param segmentVersion of its definition
 * @param entered false for one who left
 * @param ordinal the customer's number in exported bitmaps
 * @param customer external id; empty for one who was deleted since
 * @param cause why
 * @param recordId of the order, checkout, event or customer; empty where no record is the cause
 */
public record MemberChange(
        ChangePosition position,
        long atMillis,
        int segmentId,
        int segmentVersion,
        boolean entered,
        int ordinal,
        String customer,
        ChangeCause cause,
        String recordId) {}
