package io.muster.server;

import io.muster.index.CustomerDetails;
import io.muster.index.Engine;
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
import io.muster.server.wire.backend.EngineQuestions;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.roaringbitmap.RoaringBitmap;

/** The engine, as a question from the wire sees it. Engine thread. */
record EngineAnswers(Engine engine) implements EngineQuestions {
    private static final int SAMPLE = 10;

    @Override
    public long sequence() {
        return engine.sequence();
    }

    @Override
    public RoaringBitmap members(int workspaceId, int segmentId) {
        return engine.members(workspaceId, segmentId);
    }

    @Override
    public SlowAnswer<RuleCount> count(int workspaceId, String rule, int sample) {
        return engine.count(workspaceId, rule, sample);
    }

    @Override
    public CustomerDetails customer(int workspaceId, String customerId) {
        return engine.customer(workspaceId, customerId);
    }

    @Override
    public Map<String, String> profile(int workspaceId, int ordinal) {
        return engine.profile(workspaceId, ordinal);
    }

    @Override
    public EngineStatus status() {
        return engine.status();
    }

    @Override
    public SlowAnswer<Explanation> explain(int workspaceId, int segmentId, String customer) {
        return engine.explain(workspaceId, segmentId, customer);
    }

    @Override
    public SlowAnswer<MembershipUntil> until(int workspaceId, int segmentId, String customer) {
        return engine.until(workspaceId, segmentId, customer);
    }

    @Override
    public SlowAnswer<Timeline> timeline(int workspaceId, String customer, TimelinePlace before, int limit) {
        return engine.timeline(workspaceId, customer, before, limit);
    }

    @Override
    public List<SegmentVersion> versions(int workspaceId, int segmentId) {
        return engine.versions(workspaceId, segmentId);
    }

    @Override
    public SlowAnswer<RecordEffect> whatIf(int workspaceId, DirectBuffer command, int offset, int length) {
        return engine.whatIf(workspaceId, command, offset, length);
    }

    @Override
    public List<Suggestion> suggest(int workspaceId, String subject, String prefix, int limit) {
        return engine.suggest(workspaceId, subject, prefix, limit);
    }

    @Override
    public SlowAnswer<EditEffect> edit(int workspaceId, int segmentId, String rule) {
        return engine.edit(workspaceId, segmentId, rule, SAMPLE);
    }

    @Override
    public SegmentEntry building(int workspaceId) {
        return engine.building(workspaceId);
    }

    @Override
    public List<SegmentEntry> referringTo(int workspaceId, int segmentId) {
        return engine.referringTo(workspaceId, segmentId);
    }

    @Override
    public List<FieldEntry> fields(int workspaceId) {
        return engine.fields(workspaceId);
    }
}
