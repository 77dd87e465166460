package io.muster.server.wire.lookup;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.muster.index.WorkspaceView;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.ErrorType;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.SequencedHandler;
import io.muster.server.wire.session.Session;
import org.agrona.DirectBuffer;

/** What lookups share: all begin with a workspace's id, and name at some offset of their block a minimum sequence. */
abstract class LookupHandler implements SequencedHandler {
    final Backend backend;
    private final int minSequenceOffset;

    LookupHandler(Backend backend, int minSequenceOffset) {
        this.backend = backend;
        this.minSequenceOffset = FrameDescriptor.BODY_OFFSET + minSequenceOffset;
    }

    @Override
    public final boolean isReached(DirectBuffer frame) {
        return backend.sequence() >= frame.getLong(minSequenceOffset, LITTLE_ENDIAN);
    }

    @Override
    public final void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        if (!isReached(frame)) {
            session.retryLater(frame, this);
            return;
        }
        int workspaceId = frame.getInt(FrameDescriptor.BODY_OFFSET, LITTLE_ENDIAN);
        WorkspaceView workspace = backend.workspace(workspaceId);
        if (workspace == null) {
            session.fail(correlationId, ErrorType.UNKNOWN_WORKSPACE, "workspace: found no id " + workspaceId);
            return;
        }
        answer(session, workspace, frame, blockLength, version, correlationId);
    }

    abstract void answer(
            Session session,
            WorkspaceView workspace,
            DirectBuffer frame,
            int blockLength,
            int version,
            long correlationId);

    static void failUnknownSegment(Session session, WorkspaceView workspace, int segmentId, long correlationId) {
        session.fail(correlationId, ErrorType.UNKNOWN_SEGMENT, unknownSegment(workspace, segmentId));
    }

    static String unknownSegment(WorkspaceView workspace, int segmentId) {
        return "segment: found no id " + segmentId + " in workspace '" + workspace.name() + "'";
    }
}
