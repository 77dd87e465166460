package io.muster.server.wire.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.index.SegmentCatalog;
import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.BooleanType;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.ListSegmentsDecoder;
import io.muster.protocol.codec.SegmentsReplyEncoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.RequestHandler;
import io.muster.server.wire.session.Session;
import java.util.List;
import org.agrona.DirectBuffer;

/** The segments of a workspace, as many as a reply holds. */
public final class ListSegmentsHandler implements RequestHandler {
    private static final int MAX_REPLY_BYTES = 1024 * 1024;
    private static final int MAX_BYTES_PER_CHARACTER = 3;
    private static final int ENTRY_BYTES = SegmentsReplyEncoder.SegmentsEncoder.sbeBlockLength()
            + SegmentsReplyEncoder.SegmentsEncoder.nameHeaderLength()
            + SegmentsReplyEncoder.SegmentsEncoder.ruleHeaderLength();
    private static final byte[] NO_RULE = {};

    private final Backend backend;
    private final ListSegmentsDecoder request = new ListSegmentsDecoder();
    private final SegmentsReplyEncoder reply = new SegmentsReplyEncoder();

    public ListSegmentsHandler(Backend backend) {
        this.backend = backend;
    }

    @Override
    public int templateId() {
        return ListSegmentsDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return ListSegmentsDecoder.BLOCK_LENGTH;
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        int workspaceId = request.workspaceId();
        WorkspaceView workspace = backend.workspace(workspaceId);
        if (workspace == null) {
            session.fail(correlationId, ErrorType.UNKNOWN_WORKSPACE, "workspace: found no id " + workspaceId);
            return;
        }
        boolean rules = request.rulesRaw() != BooleanType.NO.value();
        ReplyBuffer replies = session.replies();
        SegmentCatalog catalog;
        do {
            catalog = workspace.segments();
            encode(workspace, catalog, request.fromSegmentId(), rules, replies);
            // Sizes are read by slot, which is another segment's after a deletion.
        } while (workspace.segments() != catalog);
        replies.commit(
                SegmentsReplyEncoder.TEMPLATE_ID, SegmentsReplyEncoder.BLOCK_LENGTH, correlationId, reply.limit());
    }

    private void encode(
            WorkspaceView workspace, SegmentCatalog catalog, int fromSegmentId, boolean rules, ReplyBuffer replies) {
        List<SegmentEntry> entries = catalog.entries();
        int from = firstIndex(entries, fromSegmentId);
        int to = from;
        int size = SegmentsReplyEncoder.BLOCK_LENGTH + SegmentsReplyEncoder.SegmentsEncoder.HEADER_SIZE;
        while (to < entries.size() && to - from < FrameDescriptor.MAX_GROUP_COUNT) {
            int entrySize = maxSize(entries.get(to), rules);
            if (to > from && size + entrySize > MAX_REPLY_BYTES) {
                break;
            }
            size += entrySize;
            to++;
        }
        int offset = replies.begin(size);
        SegmentsReplyEncoder.SegmentsEncoder group = reply.wrap(replies.buffer(), offset)
                .catalogVersion(catalog.version())
                .complete(to == entries.size() ? BooleanType.YES : BooleanType.NO)
                .sequence(backend.sequence())
                .nowMillis(backend.nowMillis())
                .segmentsCount(to - from);
        for (SegmentEntry entry : entries.subList(from, to)) {
            put(workspace, entry, rules, group.next());
        }
    }

    private static void put(
            WorkspaceView workspace, SegmentEntry entry, boolean rules, SegmentsReplyEncoder.SegmentsEncoder target) {
        byte[] name = entry.name().getBytes(UTF_8);
        byte[] rule = rules ? entry.rule().getBytes(UTF_8) : NO_RULE;
        target.segmentId(entry.id())
                .slot(entry.slot())
                .version(entry.version())
                .cardinality(workspace.cardinality(entry))
                .lastChangeMillis(workspace.lastChange(entry))
                .changedAtMillis(entry.changedAt())
                .putName(name, 0, name.length)
                .putRule(rule, 0, rule.length);
    }

    private static int maxSize(SegmentEntry entry, boolean rules) {
        int characters = entry.name().length() + (rules ? entry.rule().length() : 0);
        return ENTRY_BYTES + characters * MAX_BYTES_PER_CHARACTER;
    }

    private static int firstIndex(List<SegmentEntry> entries, int fromSegmentId) {
        int index = 0;
        while (index < entries.size() && entries.get(index).id() < fromSegmentId) {
            index++;
        }
        return index;
    }
}
