package io.muster.server.wire.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.AppendRecordsDecoder;
import io.muster.protocol.codec.AppendReplyEncoder;
import io.muster.protocol.codec.ErrorType;
import io.muster.server.wire.backend.AppendOutcome;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.BackendException;
import io.muster.server.wire.backend.Durability;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.RequestHandler;
import io.muster.server.wire.session.Session;
import io.muster.server.wire.session.SlowReply;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;

/** Records come in. */
public final class AppendHandler implements RequestHandler {
    /** Refusals told one by one; beyond, only their number is. */
    public static final int MAX_REFUSALS = 1_000;

    private static final int MAX_TEXT_BYTES = 4 * 1024;
    private static final int JSON_LINES = 0;
    private static final int LIVE = 0;
    private static final int IMPORT = 1;
    private static final String QUEUE_FULL = "records: found the queue full, expected room; try again";
    private static final Durability[] DURABILITIES = {Durability.DISK, Durability.INTERVAL, Durability.MEMORY};

    private final Backend backend;
    private final AppendRecordsDecoder request = new AppendRecordsDecoder();

    public AppendHandler(Backend backend) {
        this.backend = backend;
    }

    @Override
    public int templateId() {
        return AppendRecordsDecoder.TEMPLATE_ID;
    }

    /** That of the first version. */
    @Override
    public int blockLength() {
        return AppendRecordsDecoder.originEncodingOffset();
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        int workspaceId = request.workspaceId();
        if (request.formatRaw() != JSON_LINES) {
            session.fail(
                    correlationId,
                    ErrorType.UNSUPPORTED,
                    "format: found " + request.formatRaw() + ", expected " + JSON_LINES + " (JSON Lines)");
            return;
        }
        if (request.durabilityRaw() >= DURABILITIES.length) {
            session.fail(
                    correlationId,
                    ErrorType.UNSUPPORTED,
                    "durability: found " + request.durabilityRaw() + ", expected 0 to " + (DURABILITIES.length - 1));
            return;
        }
        int origin = version < AppendRecordsDecoder.originSinceVersion() ? LIVE : request.originRaw();
        if (origin != LIVE && origin != IMPORT) {
            session.fail(
                    correlationId,
                    ErrorType.UNSUPPORTED,
                    "origin: found " + origin + ", expected " + LIVE + " (live) or " + IMPORT + " (import)");
            return;
        }
        if (backend.workspace(workspaceId) == null) {
            session.fail(correlationId, ErrorType.UNKNOWN_WORKSPACE, "workspace: found no id " + workspaceId);
            return;
        }
        Durability durability = DURABILITIES[request.durabilityRaw()];
        int length = request.recordsLength();
        int offset = request.limit() + AppendRecordsDecoder.recordsHeaderLength();
        frame.boundsCheck(offset, length);
        if (!backend.hasRoomForRecords(session, workspaceId, length)) {
            session.failBusy(correlationId, QUEUE_FULL, backend.appendRetryMs());
            return;
        }
        SlowReply reply = session.replyLater(correlationId);
        if (reply == null) {
            return;
        }
        byte[] records = new byte[length];
        frame.getBytes(offset, records);
        if (!backend.append(
                session, workspaceId, durability, origin == IMPORT, records, outcome -> finish(reply, outcome))) {
            reply.fail(BackendException.busy(QUEUE_FULL, backend.appendRetryMs()));
        }
    }

    private static void finish(SlowReply reply, AppendOutcome outcome) {
        if (outcome.failure() != null) {
            reply.fail(outcome.failure());
        } else {
            reply.send((replies, correlationId) -> write(replies, correlationId, outcome));
        }
    }

    private static void write(ReplyBuffer replies, long correlationId, AppendOutcome outcome) {
        List<AppendOutcome.Refusal> told = outcome.refusals()
                .subList(0, Math.min(MAX_REFUSALS, outcome.refusals().size()));
        int entryBytes = AppendReplyEncoder.RefusalsEncoder.sbeBlockLength()
                + AppendReplyEncoder.RefusalsEncoder.fieldHeaderLength()
                + AppendReplyEncoder.RefusalsEncoder.reasonHeaderLength()
                + 2 * MAX_TEXT_BYTES;
        int offset = replies.begin(AppendReplyEncoder.BLOCK_LENGTH
                + AppendReplyEncoder.RefusalsEncoder.HEADER_SIZE
                + told.size() * entryBytes);
        AppendReplyEncoder reply = new AppendReplyEncoder()
                .wrap(replies.buffer(), offset)
                .lastSequence(outcome.lastSequence())
                .accepted(outcome.accepted())
                .refused(outcome.refused());
        AppendReplyEncoder.RefusalsEncoder refusals = reply.refusalsCount(told.size());
        for (AppendOutcome.Refusal each : told) {
            byte[] field = text(each.field());
            byte[] reason = text(each.reason());
            refusals.next()
                    .line(each.line())
                    .column(each.column())
                    .putField(field, 0, field.length)
                    .putReason(reason, 0, reason.length);
        }
        replies.commit(AppendReplyEncoder.TEMPLATE_ID, AppendReplyEncoder.BLOCK_LENGTH, correlationId, reply.limit());
    }

    private static byte[] text(String text) {
        byte[] utf8 = text == null ? new byte[0] : text.getBytes(UTF_8);
        return utf8.length <= MAX_TEXT_BYTES ? utf8 : Arrays.copyOf(utf8, MAX_TEXT_BYTES);
    }
}
