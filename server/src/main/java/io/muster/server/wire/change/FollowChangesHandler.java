package io.muster.server.wire.change;

import io.muster.index.WorkspaceView;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.FollowChangesDecoder;
import io.muster.server.change.ChangeCursor;
import io.muster.server.change.ChangeFeed;
import io.muster.server.change.ChangesGoneException;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.RequestException;
import io.muster.server.wire.session.RequestHandler;
import io.muster.server.wire.session.Session;
import io.muster.server.wire.session.SlowReply;
import org.agrona.DirectBuffer;

/** The changes of a workspace or segment, from a sequence on, as they come. */
public final class FollowChangesHandler implements RequestHandler {
    private final Backend backend;
    private final FollowChangesDecoder request = new FollowChangesDecoder();

    public FollowChangesHandler(Backend backend) {
        this.backend = backend;
    }

    @Override
    public int templateId() {
        return FollowChangesDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return FollowChangesDecoder.BLOCK_LENGTH;
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        ChangeFeed feed = backend.changes();
        ChangeCursor cursor = cursor(feed, request);
        SlowReply reply = session.replyLater(correlationId);
        if (reply == null) {
            return;
        }
        if (!feed.enter(new ChangeSubscription(backend, session, reply, cursor, request.workspaceId()))) {
            reply.fail(
                    ErrorType.LIMIT,
                    "followers of changes: found " + feed.options().maxFollowers() + ", expected fewer; try again");
        }
    }

    private ChangeCursor cursor(ChangeFeed feed, FollowChangesDecoder asked) {
        WorkspaceView workspace = backend.workspace(asked.workspaceId());
        if (workspace == null) {
            throw new RequestException(ErrorType.UNKNOWN_WORKSPACE, "workspace: found no id " + asked.workspaceId());
        }
        if (asked.segmentId() != 0 && workspace.segments().byId(asked.segmentId()) == null) {
            throw new RequestException(
                    ErrorType.UNKNOWN_SEGMENT,
                    "segment: found no id " + asked.segmentId() + " in workspace '" + workspace.name() + "'");
        }
        long from = asked.fromSequence();
        long next = backend.sequence() + 1;
        if (from < 0 || from > next || asked.fromIndex() < 0) {
            throw new RequestException(
                    ErrorType.BAD_REQUEST,
                    "from: found sequence " + from + " and index " + asked.fromIndex()
                            + ", expected a sequence of 0 to " + next
                            + ", which is the next one, and an index of 0 or more");
        }
        try {
            return from == 0
                    ? feed.log()
                            .follow(
                                    asked.workspaceId(),
                                    asked.segmentId(),
                                    feed.log().visibleSequence() + 1,
                                    0)
                    : feed.log().follow(asked.workspaceId(), asked.segmentId(), from, asked.fromIndex());
        } catch (ChangesGoneException gone) {
            throw new RequestException(ErrorType.GONE, gone.getMessage());
        }
    }
}
