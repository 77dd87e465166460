package io.muster.server.wire.question;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.index.answer.SegmentVersion;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.BooleanType;
import io.muster.protocol.codec.ListVersionsDecoder;
import io.muster.protocol.codec.VersionsReplyEncoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.Session;
import java.util.List;
import org.agrona.DirectBuffer;

/** The definitions that a segment has and had, as many as a reply holds. */
public final class ListVersionsHandler extends QuestionHandler {
    private static final int MAX_RULE_CHARACTERS = 1024 * 1024;

    private final ListVersionsDecoder request = new ListVersionsDecoder();

    public ListVersionsHandler(Backend backend) {
        super(backend);
    }

    @Override
    public int templateId() {
        return ListVersionsDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return ListVersionsDecoder.BLOCK_LENGTH;
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        int workspaceId = request.workspaceId();
        int segmentId = request.segmentId();
        int fromVersion = request.fromVersion();
        segment(workspaceId, segmentId);
        ask(
                session,
                correlationId,
                engine -> orNoSegment(engine.versions(workspaceId, segmentId), workspaceId, segmentId),
                (replies, correlation, answer) -> write(replies, correlation, answer, fromVersion));
    }

    private static void write(
            ReplyBuffer replies, long correlationId, Answer<List<SegmentVersion>> answer, int fromVersion) {
        List<SegmentVersion> wanted = answer.value().stream()
                .filter(each -> each.version() >= fromVersion)
                .toList();
        List<SegmentVersion> told = wanted.subList(0, howMany(wanted));
        ReplyBody body = new ReplyBody();
        VersionsReplyEncoder reply = new VersionsReplyEncoder()
                .wrap(body.buffer(), 0)
                .sequence(answer.sequence())
                .complete(told.size() == wanted.size() ? BooleanType.YES : BooleanType.NO);
        VersionsReplyEncoder.VersionsEncoder group = reply.versionsCount(told.size());
        for (SegmentVersion each : told) {
            byte[] rule = each.rule().getBytes(UTF_8);
            group.next()
                    .version(each.version())
                    .restored(each.restored())
                    .fromMillis(each.fromMillis())
                    .putRule(rule, 0, rule.length);
        }
        body.commit(
                replies,
                VersionsReplyEncoder.TEMPLATE_ID,
                VersionsReplyEncoder.BLOCK_LENGTH,
                correlationId,
                reply.limit(),
                "versions");
    }

    /** At least one, if there is one. */
    private static int howMany(List<SegmentVersion> versions) {
        int characters = 0;
        int count = 0;
        while (count < Math.min(versions.size(), FrameDescriptor.MAX_GROUP_COUNT)) {
            characters += versions.get(count).rule().length();
            if (count > 0 && characters > MAX_RULE_CHARACTERS) {
                break;
            }
            count++;
        }
        return count;
    }
}
