package io.muster.protocol.client;

import io.muster.protocol.client.answer.EditEffect;
import io.muster.protocol.client.answer.MembershipUntil;
import io.muster.protocol.client.answer.Overlap;
import io.muster.protocol.client.answer.RecordEffect;
import io.muster.protocol.client.answer.Suggestion;
import io.muster.protocol.codec.CountReplyDecoder;
import io.muster.protocol.codec.CountRuleEncoder;
import io.muster.protocol.codec.EditReplyDecoder;
import io.muster.protocol.codec.ExplainMemberEncoder;
import io.muster.protocol.codec.ExplainReplyDecoder;
import io.muster.protocol.codec.GetOverlapEncoder;
import io.muster.protocol.codec.MembershipUntilEncoder;
import io.muster.protocol.codec.MembershipUntilReplyDecoder;
import io.muster.protocol.codec.OverlapReplyDecoder;
import io.muster.protocol.codec.SuggestReplyDecoder;
import io.muster.protocol.codec.SuggestValuesEncoder;
import io.muster.protocol.codec.TryEditEncoder;
import io.muster.protocol.codec.TryRecordEncoder;
import io.muster.protocol.codec.TryRecordReplyDecoder;
import java.util.List;

/** Questions about rules that the engine answers. */
final class RuleRequests {
    private static final int LENGTHS = 16;

    private RuleRequests() {}

    static Request<RuleCountInfo> count(int workspaceId, String rule, int sampleSize) {
        byte[] ruleBytes = WireText.longText(rule);
        return new Request<>(
                CountRuleEncoder.TEMPLATE_ID,
                CountRuleEncoder.BLOCK_LENGTH,
                CountRuleEncoder.BLOCK_LENGTH + LENGTHS + ruleBytes.length,
                (buffer, offset) -> new CountRuleEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(workspaceId)
                        .sampleSize(sampleSize)
                        .putRule(ruleBytes, 0, ruleBytes.length)
                        .limit(),
                CountReplyDecoder.TEMPLATE_ID,
                RuleReplies::count);
    }

    static Request<MembershipUntil> memberUntil(int workspaceId, int segmentId, String customer, long minSequence) {
        byte[] customerBytes = WireText.shortText("customer", customer);
        return new Request<>(
                MembershipUntilEncoder.TEMPLATE_ID,
                MembershipUntilEncoder.BLOCK_LENGTH,
                MembershipUntilEncoder.BLOCK_LENGTH + LENGTHS + customerBytes.length,
                (buffer, offset) -> new MembershipUntilEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(workspaceId)
                        .segmentId(segmentId)
                        .minSequence(minSequence)
                        .putCustomer(customerBytes, 0, customerBytes.length)
                        .limit(),
                MembershipUntilReplyDecoder.TEMPLATE_ID,
                RuleReplies::memberUntil);
    }

    static Request<String> explain(int workspaceId, int segmentId, String customer) {
        byte[] customerBytes = WireText.shortText("customer", customer);
        return new Request<>(
                ExplainMemberEncoder.TEMPLATE_ID,
                ExplainMemberEncoder.BLOCK_LENGTH,
                ExplainMemberEncoder.BLOCK_LENGTH + LENGTHS + customerBytes.length,
                (buffer, offset) -> new ExplainMemberEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(workspaceId)
                        .segmentId(segmentId)
                        .putCustomer(customerBytes, 0, customerBytes.length)
                        .limit(),
                ExplainReplyDecoder.TEMPLATE_ID,
                (buffer, offset, blockLength, version) -> new ExplainReplyDecoder()
                        .wrap(buffer, offset, blockLength, version)
                        .json());
    }

    static Request<EditEffect> edit(int workspaceId, int segmentId, String rule) {
        byte[] ruleBytes = WireText.longText(rule);
        return new Request<>(
                TryEditEncoder.TEMPLATE_ID,
                TryEditEncoder.BLOCK_LENGTH,
                TryEditEncoder.BLOCK_LENGTH + LENGTHS + ruleBytes.length,
                (buffer, offset) -> new TryEditEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(workspaceId)
                        .segmentId(segmentId)
                        .putRule(ruleBytes, 0, ruleBytes.length)
                        .limit(),
                EditReplyDecoder.TEMPLATE_ID,
                RuleReplies::edit);
    }

    static Request<RecordEffect> tryRecord(int workspaceId, String json) {
        byte[] record = WireText.longText(json);
        return new Request<>(
                TryRecordEncoder.TEMPLATE_ID,
                TryRecordEncoder.BLOCK_LENGTH,
                TryRecordEncoder.BLOCK_LENGTH + LENGTHS + record.length,
                (buffer, offset) -> new TryRecordEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(workspaceId)
                        .putRecord(record, 0, record.length)
                        .limit(),
                TryRecordReplyDecoder.TEMPLATE_ID,
                RuleReplies::recordEffect);
    }

    static Request<List<Suggestion>> suggest(int workspaceId, String subject, String prefix, int limit) {
        byte[] subjectBytes = WireText.shortText("subject", subject);
        byte[] prefixBytes = WireText.shortText("prefix", prefix);
        return new Request<>(
                SuggestValuesEncoder.TEMPLATE_ID,
                SuggestValuesEncoder.BLOCK_LENGTH,
                SuggestValuesEncoder.BLOCK_LENGTH + LENGTHS + subjectBytes.length + prefixBytes.length,
                (buffer, offset) -> new SuggestValuesEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(workspaceId)
                        .maxValues(limit)
                        .putSubject(subjectBytes, 0, subjectBytes.length)
                        .putPrefix(prefixBytes, 0, prefixBytes.length)
                        .limit(),
                SuggestReplyDecoder.TEMPLATE_ID,
                RuleReplies::suggestions);
    }

    static Request<Overlap> overlap(int workspaceId, List<Integer> segmentIds) {
        return new Request<>(
                GetOverlapEncoder.TEMPLATE_ID,
                GetOverlapEncoder.BLOCK_LENGTH,
                GetOverlapEncoder.BLOCK_LENGTH
                        + LENGTHS
                        + segmentIds.size() * GetOverlapEncoder.SegmentsEncoder.sbeBlockLength(),
                (buffer, offset) -> {
                    GetOverlapEncoder encoder =
                            new GetOverlapEncoder().wrap(buffer, offset).workspaceId(workspaceId);
                    GetOverlapEncoder.SegmentsEncoder group = encoder.segmentsCount(segmentIds.size());
                    segmentIds.forEach(id -> group.next().segmentId(id));
                    return encoder.limit();
                },
                OverlapReplyDecoder.TEMPLATE_ID,
                (buffer, offset, blockLength, version) -> RuleReplies.overlap(
                        segmentIds, new OverlapReplyDecoder().wrap(buffer, offset, blockLength, version)));
    }
}
