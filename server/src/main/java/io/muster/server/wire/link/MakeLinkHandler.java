package io.muster.server.wire.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.BooleanType;
import io.muster.protocol.codec.LinkReplyEncoder;
import io.muster.protocol.codec.MakeLinkDecoder;
import io.muster.server.link.IssuedLink;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.LinkDoor;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.Session;
import io.muster.server.wire.session.SlowReply;
import org.agrona.DirectBuffer;

/** A new secret address of a segment. Its secret is in the reply and nowhere else. */
public final class MakeLinkHandler extends LinkHandler {
    private final MakeLinkDecoder request = new MakeLinkDecoder();

    public MakeLinkHandler(Backend backend) {
        super(backend);
    }

    @Override
    public int templateId() {
        return MakeLinkDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return MakeLinkDecoder.BLOCK_LENGTH;
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        int workspaceId = request.workspaceId();
        int segmentId = request.segmentId();
        boolean replaces = request.replacesRaw() == BooleanType.YES.value();
        requireWorkspace(workspaceId);
        LinkDoor door = backend.links();
        SlowReply reply = session.replyLater(correlationId);
        if (reply == null) {
            return;
        }
        door.links().make(workspaceId, segmentId, replaces).whenComplete((issued, failure) -> {
            if (failure != null) {
                reply.fail(LinkFailures.told(failure));
            } else {
                reply.send((replies, correlation) -> write(replies, correlation, door, issued));
            }
        });
    }

    private static void write(ReplyBuffer replies, long correlationId, LinkDoor door, IssuedLink issued) {
        byte[] secret = issued.secret().getBytes(UTF_8);
        int offset =
                replies.begin(LinkReplyEncoder.BLOCK_LENGTH + LinkReplyEncoder.secretHeaderLength() + secret.length);
        int end = new LinkReplyEncoder()
                .wrap(replies.buffer(), offset)
                .createdMillis(issued.link().createdMillis())
                .httpPort(door.httpPort())
                .tls(door.tls() ? BooleanType.YES : BooleanType.NO)
                .putSecret(secret, 0, secret.length)
                .limit();
        replies.commit(LinkReplyEncoder.TEMPLATE_ID, LinkReplyEncoder.BLOCK_LENGTH, correlationId, end);
    }
}
