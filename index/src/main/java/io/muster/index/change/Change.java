package io.muster.index.change;

import org.agrona.MutableDirectBuffer;

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

    /**
     * How many bytes {@link #copyOwnId} copies: 0 where the record is known by its customer's id, or there is none.
     * Allocates nothing.
     */
    int ownIdLength();

    /**
     * Copies, in UTF-8, the id that the record has besides its customer's: of its order, checkout or event; of a
     * deletion, the external id that is gone with it. Allocates nothing.
     *
     * @return how many bytes
     */
    int copyOwnId(MutableDirectBuffer target, int offset);
}
