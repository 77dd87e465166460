package io.muster.protocol.client;

import io.muster.protocol.client.answer.EditEffect;
import io.muster.protocol.client.answer.MembershipUntil;
import io.muster.protocol.client.answer.Overlap;
import io.muster.protocol.client.answer.RecordEffect;
import io.muster.protocol.client.answer.Suggestion;
import io.muster.protocol.codec.CountReplyDecoder;
import io.muster.protocol.codec.EditReplyDecoder;
import io.muster.protocol.codec.MemberOutcome;
import io.muster.protocol.codec.MembershipUntilReplyDecoder;
import io.muster.protocol.codec.OverlapReplyDecoder;
import io.muster.protocol.codec.RulePartKind;
import io.muster.protocol.codec.SuggestReplyDecoder;
import io.muster.protocol.codec.TryRecordReplyDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Replies to questions about rules. */
final class RuleReplies {
    private RuleReplies() {}

    static RuleCountInfo count(DirectBuffer buffer, int offset, int blockLength, int version) {
        CountReplyDecoder reply = new CountReplyDecoder().wrap(buffer, offset, blockLength, version);
        boolean told = version >= CountReplyDecoder.ConditionsDecoder.parentSinceVersion();
        List<RuleCountInfo.Part> parts = new ArrayList<>();
        for (CountReplyDecoder.ConditionsDecoder each : reply.conditions()) {
            RuleCountInfo.Kind kind = told ? kind(each.kind()) : RuleCountInfo.Kind.CONDITION;
            int parent = told ? each.parent() : RuleCountInfo.NO_PARENT;
            int line = told ? each.line() : 0;
            int column = told ? each.column() : 0;
            long count = each.cardinality();
            parts.add(new RuleCountInfo.Part(kind, parent, each.text(), line, column, count));
        }
        List<String> sample = new ArrayList<>();
        reply.sample().forEach(each -> sample.add(each.customer()));
        return new RuleCountInfo(reply.cardinality(), List.copyOf(parts), List.copyOf(sample), reply.sequence());
    }

    static MembershipUntil memberUntil(DirectBuffer buffer, int offset, int blockLength, int version) {
        MembershipUntilReplyDecoder reply =
                new MembershipUntilReplyDecoder().wrap(buffer, offset, blockLength, version);
        long until = reply.untilMillis();
        return new MembershipUntil(
                reply.outcome() != MemberOutcome.UNKNOWN_CUSTOMER,
                reply.outcome() == MemberOutcome.MEMBER,
                until == MembershipUntilReplyDecoder.untilMillisNullValue() ? MembershipUntil.NEVER : until,
                reply.sequence());
    }

    static EditEffect edit(DirectBuffer buffer, int offset, int blockLength, int version) {
        EditReplyDecoder reply = new EditReplyDecoder().wrap(buffer, offset, blockLength, version);
        List<String> entering = new ArrayList<>();
        reply.enteringSample().forEach(each -> entering.add(each.customer()));
        List<String> leaving = new ArrayList<>();
        reply.leavingSample().forEach(each -> leaving.add(each.customer()));
        List<String> staying = new ArrayList<>();
        reply.stayingSample().forEach(each -> staying.add(each.customer()));
        return new EditEffect(
                reply.before(),
                reply.after(),
                reply.entering(),
                reply.leaving(),
                reply.staying(),
                List.copyOf(entering),
                List.copyOf(leaving),
                List.copyOf(staying),
                reply.sequence());
    }

    static RecordEffect recordEffect(DirectBuffer buffer, int offset, int blockLength, int version) {
        TryRecordReplyDecoder reply = new TryRecordReplyDecoder().wrap(buffer, offset, blockLength, version);
        List<RecordEffect.CustomerEffect> customers = new ArrayList<>();
        for (TryRecordReplyDecoder.CustomersDecoder each : reply.customers()) {
            List<String> entered = new ArrayList<>();
            each.entered().forEach(segment -> entered.add(segment.segment()));
            List<String> left = new ArrayList<>();
            each.left().forEach(segment -> left.add(segment.segment()));
            customers.add(new RecordEffect.CustomerEffect(each.customer(), List.copyOf(entered), List.copyOf(left)));
        }
        return new RecordEffect(List.copyOf(customers), reply.sequence());
    }

    static List<Suggestion> suggestions(DirectBuffer buffer, int offset, int blockLength, int version) {
        SuggestReplyDecoder reply = new SuggestReplyDecoder().wrap(buffer, offset, blockLength, version);
        List<Suggestion> values = new ArrayList<>();
        for (SuggestReplyDecoder.ValuesDecoder each : reply.values()) {
            long count = each.occurrences();
            values.add(new Suggestion(each.value(), count));
        }
        return List.copyOf(values);
    }

    static Overlap overlap(List<Integer> segmentIds, OverlapReplyDecoder reply) {
        List<Overlap.Intersection> intersections = new ArrayList<>();
        for (OverlapReplyDecoder.IntersectionsDecoder each : reply.intersections()) {
            List<Integer> in = new ArrayList<>();
            for (int i = 0; i < segmentIds.size(); i++) {
                if ((each.segments() >>> i & 1) != 0) {
                    in.add(segmentIds.get(i));
                }
            }
            intersections.add(new Overlap.Intersection(
                    List.copyOf(in), each.size(), each.onlyThese(), each.jaccard(), each.lift()));
        }
        return new Overlap(reply.customers(), List.copyOf(intersections), reply.sequence());
    }

    private static RuleCountInfo.Kind kind(RulePartKind kind) {
        return switch (kind) {
            case AND -> RuleCountInfo.Kind.AND;
            case OR -> RuleCountInfo.Kind.OR;
            case NOT -> RuleCountInfo.Kind.NOT;
            default -> RuleCountInfo.Kind.CONDITION;
        };
    }
}
