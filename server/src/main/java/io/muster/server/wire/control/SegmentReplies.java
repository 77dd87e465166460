package io.muster.server.wire.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.index.SegmentEntry;
import io.muster.protocol.codec.SegmentReplyEncoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.CommandOutcome;
import io.muster.server.wire.session.ReplyBuffer;

/** Tells a segment as it is after the command that made or changed it. */
final class SegmentReplies {
    private static final int LENGTHS = 8;

    private SegmentReplies() {}

    static void write(
            Backend backend, ReplyBuffer replies, long correlationId, int workspaceId, CommandOutcome outcome) {
        SegmentSeen seen = SegmentSeen.after(backend, workspaceId, outcome);
        write(replies, correlationId, outcome.sequence(), seen.entry(), seen.cardinality(), seen.lastChangeMillis());
    }

    private static void write(
            ReplyBuffer replies,
            long correlationId,
            long sequence,
            SegmentEntry entry,
            long cardinality,
            long lastChange) {
        byte[] name = entry.name().getBytes(UTF_8);
        byte[] rule = entry.rule().getBytes(UTF_8);
        int offset = replies.begin(SegmentReplyEncoder.BLOCK_LENGTH + LENGTHS + name.length + rule.length);
        int end = new SegmentReplyEncoder()
                .wrap(replies.buffer(), offset)
                .sequence(sequence)
                .segmentId(entry.id())
                .slot(entry.slot())
                .version(entry.version())
                .cardinality(cardinality)
                .lastChangeMillis(lastChange)
                .changedAtMillis(entry.changedAt())
                .putName(name, 0, name.length)
                .putRule(rule, 0, rule.length)
                .limit();
        replies.commit(SegmentReplyEncoder.TEMPLATE_ID, SegmentReplyEncoder.BLOCK_LENGTH, correlationId, end);
    }
}
