package io.muster.server.wire.export;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.muster.index.WorkspaceView;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.ExportDecoder;
import io.muster.protocol.codec.MembersFormat;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.BackendException;
import io.muster.server.wire.session.PieceTurns;
import io.muster.server.wire.session.RequestHandler;
import io.muster.server.wire.session.Session;
import io.muster.server.wire.session.SlowReply;
import org.agrona.DirectBuffer;
import org.roaringbitmap.RoaringBitmap;

/** The members of a segment, all of one sequence. */
public final class ExportHandler implements RequestHandler {
    private static final int KEPT_RETRY_MS = 1;
    private static final int RETRY_AFTER_MS = 1_000;

    private final Backend backend;
    private final ExportDecoder request = new ExportDecoder();
    private final PieceTurns turns = new PieceTurns();

    public ExportHandler(Backend backend) {
        this.backend = backend;
    }

    @Override
    public int templateId() {
        return ExportDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return ExportDecoder.BLOCK_LENGTH;
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        int workspaceId = request.workspaceId();
        int segmentId = request.segmentId();
        int format = request.formatRaw();
        WorkspaceView workspace = backend.workspace(workspaceId);
        if (workspace == null) {
            session.fail(correlationId, ErrorType.UNKNOWN_WORKSPACE, "workspace: found no id " + workspaceId);
            return;
        }
        if (format > MembersFormat.DICTIONARY.value()) {
            session.fail(
                    correlationId,
                    ErrorType.UNSUPPORTED,
                    "format: found " + format + ", expected 0 to " + MembersFormat.DICTIONARY.value());
            return;
        }
        SlowReply reply = session.replyLater(correlationId);
        if (reply == null) {
            return;
        }
        if (!session.beginExport()) {
            reply.fail(BackendException.busy(
                    "exports: found " + session.options().maxExports()
                            + " under way on this connection, or as many on all as may be, expected fewer; try again",
                    RETRY_AFTER_MS));
            return;
        }
        if (format != MembersFormat.ROARING.value() || !startHere(session, reply, workspace, segmentId)) {
            start(session, reply, workspace, segmentId, MembersFormat.get((short) format));
        }
    }

    /** Reads the segment on this thread if that takes no longer than one may; false where nothing was done. */
    private boolean startHere(Session session, SlowReply reply, WorkspaceView workspace, int segmentId) {
        if (!turns.take(session.context().executor())) {
            return false;
        }
        SharedSource source;
        try {
            source = SharedSource.of(workspace, segmentId, session.context().alloc(), backend::sequence);
        } catch (RuntimeException e) {
            session.endExport();
            reply.fail(e);
            return true;
        }
        if (source == null) {
            return false;
        }
        pumpWhenKept(session, new ExportStream(session, reply, source, source.sequence()), System.nanoTime());
        return true;
    }

    private void start(Session session, SlowReply reply, WorkspaceView workspace, int segmentId, MembersFormat format) {
        backend.query(engine -> new Members(engine.sequence(), engine.members(workspace.id(), segmentId)))
                // Serialising a large bitmap takes longer than either the engine or the I/O thread should be kept.
                .thenApplyAsync(members -> members.bitmap() == null
                        ? null
                        : new ExportStream(session, reply, source(workspace, members, format), members.sequence()))
                .whenCompleteAsync(
                        (stream, failure) -> {
                            if (stream != null) {
                                pumpWhenKept(session, stream, System.nanoTime());
                            } else {
                                session.endExport();
                                fail(reply, workspace, segmentId, failure);
                            }
                        },
                        session.context().executor());
    }

    /**
     * Changes from the export's next sequence on bring its members up to date; so that sequence must be one that stays.
     * A server that keeps nothing any more answers all the same, a little later.
     */
    private void pumpWhenKept(Session session, ExportStream stream, long sinceNanos) {
        long waitedNanos = System.nanoTime() - sinceNanos;
        if (backend.keptSequence() >= stream.sequence()
                || session.isGone()
                || waitedNanos >= MILLISECONDS.toNanos(session.options().sequenceTimeoutMs())) {
            stream.pump();
        } else {
            session.context()
                    .executor()
                    .schedule(() -> pumpWhenKept(session, stream, sinceNanos), KEPT_RETRY_MS, MILLISECONDS);
        }
    }

    private static void fail(SlowReply reply, WorkspaceView workspace, int segmentId, Throwable failure) {
        if (failure != null) {
            reply.fail(failure);
        } else {
            reply.fail(
                    ErrorType.UNKNOWN_SEGMENT,
                    "segment: found no id " + segmentId + " in workspace '" + workspace.name() + "'");
        }
    }

    private static MembersSource source(WorkspaceView workspace, Members members, MembersFormat format) {
        return format == MembersFormat.ROARING
                ? new RoaringSource(members.bitmap())
                : new IdSource(workspace, members.bitmap(), format == MembersFormat.DICTIONARY);
    }

    private record Members(long sequence, RoaringBitmap bitmap) {}
}
