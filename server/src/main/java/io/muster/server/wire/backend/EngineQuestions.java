package io.muster.server.wire.backend;

import io.muster.index.CustomerDetails;
import io.muster.index.EngineStatus;
import io.muster.index.SegmentEntry;
import io.muster.index.SlowAnswer;
import io.muster.index.answer.EditEffect;
import io.muster.index.answer.Explanation;
import io.muster.index.answer.FieldEntry;
import io.muster.index.answer.MembershipUntil;
import io.muster.index.answer.RecordEffect;
import io.muster.index.answer.RuleCount;
import io.muster.index.answer.SegmentVersion;
import io.muster.index.answer.Suggestion;
import io.muster.index.answer.Timeline;
import io.muster.index.answer.TimelinePlace;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.roaringbitmap.RoaringBitmap;

/** What may be asked of the engine, on its thread only. Contracts are those of {@link io.muster.index.Engine}. */
public interface EngineQuestions {
    /** Sequence of the last command applied; an answer found in steps is of that at which it is fixed. */
    long sequence();

    /** A copy of the segment's members as ordinals; null where there is no such segment. */
    RoaringBitmap members(int workspaceId, int segmentId);

    /**
     * Null where there is no such workspace. Throws {@link io.muster.index.rule.RuleException}.
     *
     * @param sample how many customers are told at most
     */
    SlowAnswer<RuleCount> count(int workspaceId, String rule, int sample);

    /** Null where there is no such customer. */
    CustomerDetails customer(int workspaceId, String customerId);

    /**
     * The customer's e-mail address, names and telephone, by name; empty where there is no such customer, or nothing is
     * known. The map may be changed.
     */
    default Map<String, String> profile(int workspaceId, int ordinal) {
        throw new UnsupportedOperationException("profile: found an engine that knows none");
    }

    EngineStatus status();

    /** Null where there is no such workspace, segment or customer. */
    SlowAnswer<Explanation> explain(int workspaceId, int segmentId, String customer);

    /** Null where there is no such workspace or segment. */
    SlowAnswer<MembershipUntil> until(int workspaceId, int segmentId, String customer);

    /**
     * Null where there is no such workspace or customer.
     *
     * @param limit how many events at most, up to {@link Timeline#MOST_EVENTS}
     */
    default SlowAnswer<Timeline> timeline(int workspaceId, String customer, TimelinePlace before, int limit) {
        throw new UnsupportedOperationException("timeline: found an engine that tells none");
    }

    /** The first first; null where there is no such workspace or segment. */
    List<SegmentVersion> versions(int workspaceId, int segmentId);

    /** What the command of a record would do; null where there is no such workspace. Nothing is changed. */
    SlowAnswer<RecordEffect> whatIf(int workspaceId, DirectBuffer command, int offset, int length);

    /**
     * The most frequent first; null where there is no such workspace. Throws {@link io.muster.index.rule.RuleException}
     * where there is no such field or parameter.
     */
    List<Suggestion> suggest(int workspaceId, String subject, String prefix, int limit);

    /**
     * Null where there is no such workspace or segment. Throws {@link io.muster.index.rule.RuleException}. Nothing is
     * changed.
     */
    SlowAnswer<EditEffect> edit(int workspaceId, int segmentId, String rule);

    /** The definition that is on its way into force; null where there is none. */
    default SegmentEntry building(int workspaceId) {
        return null;
    }

    /** The segments whose rules name this one. */
    default List<SegmentEntry> referringTo(int workspaceId, int segmentId) {
        return List.of();
    }

    /** All fields that rules may use, built-in ones first; null where there is no such workspace. */
    List<FieldEntry> fields(int workspaceId);
}
