package io.muster.server.wire.control;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.SnapshotReplyEncoder;
import io.muster.protocol.codec.TakeSnapshotDecoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.SnapshotDone;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.RequestHandler;
import io.muster.server.wire.session.Session;
import io.muster.server.wire.session.SlowReply;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/** Takes a snapshot, and copies it where that is asked for. */
public final class SnapshotHandler implements RequestHandler {
    private final Backend backend;
    private final TakeSnapshotDecoder request = new TakeSnapshotDecoder();

    public SnapshotHandler(Backend backend) {
        this.backend = backend;
    }

    @Override
    public int templateId() {
        return TakeSnapshotDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return TakeSnapshotDecoder.BLOCK_LENGTH;
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        String backup = request.backup();
        Path directory = null;
        if (!backup.isEmpty()) {
            directory = absolute(backup);
            if (directory == null) {
                session.fail(
                        correlationId,
                        ErrorType.BAD_REQUEST,
                        "backup: found '" + backup + "', expected an absolute path on the server's machine");
                return;
            }
        }
        SlowReply reply = session.replyLater(correlationId);
        if (reply == null) {
            return;
        }
        backend.snapshot(directory).whenComplete((done, failure) -> {
            if (failure != null) {
                reply.fail(failure);
            } else {
                reply.send((replies, correlation) -> write(replies, correlation, done));
            }
        });
    }

    /** Null where it is none. */
    private static Path absolute(String text) {
        try {
            Path path = Path.of(text);
            return path.isAbsolute() ? path.normalize() : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static void write(ReplyBuffer replies, long correlationId, SnapshotDone done) {
        int offset = replies.begin(SnapshotReplyEncoder.BLOCK_LENGTH);
        int end = new SnapshotReplyEncoder()
                .wrap(replies.buffer(), offset)
                .sequence(done.sequence())
                .lengthBytes(done.lengthBytes())
                .durationMillis(done.durationMillis())
                .limit();
        replies.commit(SnapshotReplyEncoder.TEMPLATE_ID, SnapshotReplyEncoder.BLOCK_LENGTH, correlationId, end);
    }
}
