package io.muster.index.change;

/** A customer entered or left a segment. Valid only while the listener is called. */
public interface Change {
    int workspaceId();

    int segmentId();

    /** Of the segment's definition. */
    int segmentVersion();

    /** The customer; of one that was deleted, {@link #recordId} is the external id. */
    int ordinal();

    /** True for one who entered, false for one who left. */
    boolean entered();

    /** Of the command that brought it about. */
    long sequence();

    /** The engine's now as it happened, milliseconds since the epoch. */
    long atMillis();

    Cause cause();

    /** One of {@link io.muster.index.record.CommandKind}. */
    int commandKind();

    /**
     * The id of the record: of its order, checkout or event, otherwise of its customer; null where no record is the
     * cause. Allocates.
     */
    String recordId();
}
