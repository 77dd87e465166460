package io.muster.server.wire.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.index.WorkspaceView;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.ListWorkspacesDecoder;
import io.muster.protocol.codec.WorkspacesReplyEncoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.RequestHandler;
import io.muster.server.wire.session.Session;
import java.util.List;
import org.agrona.DirectBuffer;

/** The workspaces of the server, as far as the asker sees them. */
public final class ListWorkspacesHandler implements RequestHandler {
    private static final int MAX_BYTES_PER_CHARACTER = 3;
    private static final int ENTRY_BYTES = WorkspacesReplyEncoder.WorkspacesEncoder.sbeBlockLength()
            + WorkspacesReplyEncoder.WorkspacesEncoder.nameHeaderLength()
            + WorkspacesReplyEncoder.WorkspacesEncoder.zoneHeaderLength()
            + WorkspacesReplyEncoder.WorkspacesEncoder.currencyHeaderLength();

    private final Backend backend;
    private final WorkspacesReplyEncoder reply = new WorkspacesReplyEncoder();

    public ListWorkspacesHandler(Backend backend) {
        this.backend = backend;
    }

    @Override
    public int templateId() {
        return ListWorkspacesDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return ListWorkspacesDecoder.BLOCK_LENGTH;
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        List<WorkspaceView> workspaces = backend.workspaces().stream()
                .filter(each -> session.access().sees(each.name()))
                .toList();
        long size = WorkspacesReplyEncoder.BLOCK_LENGTH + WorkspacesReplyEncoder.WorkspacesEncoder.HEADER_SIZE;
        for (WorkspaceView workspace : workspaces) {
            size += ENTRY_BYTES
                    + MAX_BYTES_PER_CHARACTER
                            * (workspace.name().length()
                                    + workspace.zone().getId().length()
                                    + workspace.currency().length());
        }
        if (workspaces.size() > FrameDescriptor.MAX_GROUP_COUNT || size > FrameDescriptor.MAX_LENGTH / 2) {
            session.fail(
                    correlationId,
                    ErrorType.LIMIT,
                    "workspaces: found " + workspaces.size() + ", expected a list that fits a frame");
            return;
        }
        ReplyBuffer replies = session.replies();
        int offset = replies.begin((int) size);
        WorkspacesReplyEncoder.WorkspacesEncoder group = reply.wrap(replies.buffer(), offset)
                .sequence(backend.sequence())
                .workspacesCount(workspaces.size());
        for (WorkspaceView workspace : workspaces) {
            put(workspace, group.next());
        }
        replies.commit(
                WorkspacesReplyEncoder.TEMPLATE_ID, WorkspacesReplyEncoder.BLOCK_LENGTH, correlationId, reply.limit());
    }

    private static void put(WorkspaceView workspace, WorkspacesReplyEncoder.WorkspacesEncoder target) {
        byte[] name = workspace.name().getBytes(UTF_8);
        byte[] zone = workspace.zone().getId().getBytes(UTF_8);
        byte[] currency = workspace.currency().getBytes(UTF_8);
        target.workspaceId(workspace.id())
                .customers(workspace.customers())
                .putName(name, 0, name.length)
                .putZone(zone, 0, zone.length)
                .putCurrency(currency, 0, currency.length);
    }
}
