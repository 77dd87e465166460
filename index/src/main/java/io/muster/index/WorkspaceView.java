package io.muster.index;

import io.muster.index.algebra.MembersReading;
import io.muster.index.id.IdBatch;
import java.time.ZoneId;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What readers may ask of a workspace: wait-free, from any thread, without allocating, while the engine's thread
 * writes. An answer is what the last finished command left, or newer.
 */
public interface WorkspaceView {
    /** What {@link #ordinal} answers for an id that is not there. */
    int UNKNOWN = -1;

    int id();

    String name();

    ZoneId zone();

    /** ISO 4217; empty until it is set at creation or by the first order. */
    String currency();

    SegmentCatalog segments();

    /** The customer's ordinal, or {@link #UNKNOWN}. The id is UTF-8. */
    int ordinal(DirectBuffer id, int offset, int length);

    /** The ordinals of a batch of ids: sooner than one after the other, since they wait for memory together. */
    default void ordinals(IdBatch batch) {
        for (int i = 0; i < batch.count(); i++) {
            batch.ordinal(i, ordinal(batch.source(), batch.offset(i), batch.lengthBytes(i)));
        }
    }

    /** Of each customer of a batch, after {@link #ordinals}, the word of this group; 0 for an id that is not there. */
    default void words(IdBatch batch, int group, long[] into) {
        for (int i = 0; i < batch.count(); i++) {
            into[i] = batch.ordinal(i) == UNKNOWN ? 0 : word(batch.ordinal(i), group);
        }
    }

    /**
     * The same with the group of each one's own segment; a word of no meaning where that is null.
     *
     * @param segments as many as the batch has customers, or more
     */
    default void words(IdBatch batch, SegmentEntry[] segments, long[] into) {
        SegmentEntry some = null;
        boolean oneGroup = true;
        for (int i = 0; i < batch.count(); i++) {
            SegmentEntry segment = segments[i];
            some = some == null ? segment : some;
            oneGroup &= segment == null || segment.group() == some.group();
        }
        if (some != null && oneGroup) {
            words(batch, some.group(), into);
            return;
        }
        for (int i = 0; i < batch.count(); i++) {
            boolean none = segments[i] == null || batch.ordinal(i) == UNKNOWN;
            into[i] = none ? 0 : word(batch.ordinal(i), segments[i].group());
        }
    }

    /** Whether the customer is in the segment; an ordinal never given out is in none. */
    boolean isMember(int ordinal, SegmentEntry segment);

    /** The customer's bits of 64 segments, slots {@code group * 64} onwards; 0 for an ordinal never given out. */
    long word(int ordinal, int group);

    /** How many customers are in the segment. */
    long cardinality(SegmentEntry segment);

    /**
     * Reads the members of segments on the calling thread, without a copy, while the engine's goes on; null where one
     * of them is no longer there, or this view can't do that.
     */
    default MembersReading reading(List<SegmentEntry> segments) {
        return null;
    }

    /**
     * Counts a rule on the calling thread while the engine's goes on; null where it is not made of a few segments that
     * there are, or this view can't do that: then the engine is to be asked, which says what is wrong with the rule.
     */
    default ReadersCount count(String rule) {
        return null;
    }

    /** When a customer last entered or left it, milliseconds since the epoch; {@link Long#MIN_VALUE} for never. */
    long lastChange(SegmentEntry segment);

    /** How many customers there are. */
    int customers();

    /** One more than the highest ordinal given out. */
    int ordinals();

    /** Length of the external id in bytes; 0 for a deleted customer. */
    int idLength(int ordinal);

    /** Copies the external id, UTF-8, and returns its length in bytes; 0 for a deleted customer. */
    int copyId(int ordinal, MutableDirectBuffer target, int offset);
}
