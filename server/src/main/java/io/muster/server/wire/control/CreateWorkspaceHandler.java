package io.muster.server.wire.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.index.WorkspaceView;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.CreateWorkspaceDecoder;
import io.muster.protocol.codec.WorkspaceReplyEncoder;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.CommandOutcome;
import io.muster.server.wire.session.ReplyBuffer;
import org.agrona.DirectBuffer;

/** A new workspace. */
public final class CreateWorkspaceHandler extends CommandHandler {
    private static final int LENGTHS = 6;

    private final CreateWorkspaceDecoder request = new CreateWorkspaceDecoder();

    public CreateWorkspaceHandler(Backend backend) {
        super(backend);
    }

    @Override
    public int templateId() {
        return CreateWorkspaceDecoder.TEMPLATE_ID;
    }

    /** That of the first version. */
    @Override
    public int blockLength() {
        return CreateWorkspaceDecoder.abandonedAfterMillisEncodingOffset();
    }

    @Override
    Command decode(DirectBuffer frame, int blockLength, int version) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        long abandonedAfterMillis = version < CreateWorkspaceDecoder.abandonedAfterMillisSinceVersion()
                ? 0
                : request.abandonedAfterMillis();
        String name = request.name();
        String zone = request.zone();
        String currency = request.currency();
        return new Command(
                new WorkspaceTerms(name, zone, currency, abandonedAfterMillis).command(),
                (replies, correlationId, outcome) -> write(replies, correlationId, outcome, name, zone, currency));
    }

    private void write(
            ReplyBuffer replies,
            long correlationId,
            CommandOutcome outcome,
            String name,
            String zone,
            String currency) {
        WorkspaceView workspace = backend.workspace(outcome.id());
        byte[] nameBytes = name.getBytes(UTF_8);
        byte[] zoneBytes = zone.getBytes(UTF_8);
        byte[] currencyBytes = currency.getBytes(UTF_8);
        int offset = replies.begin(WorkspaceReplyEncoder.BLOCK_LENGTH
                + LENGTHS
                + nameBytes.length
                + zoneBytes.length
                + currencyBytes.length);
        int end = new WorkspaceReplyEncoder()
                .wrap(replies.buffer(), offset)
                .sequence(outcome.sequence())
                .workspaceId(outcome.id())
                .customers(workspace == null ? 0 : workspace.customers())
                .putName(nameBytes, 0, nameBytes.length)
                .putZone(zoneBytes, 0, zoneBytes.length)
                .putCurrency(currencyBytes, 0, currencyBytes.length)
                .limit();
        replies.commit(WorkspaceReplyEncoder.TEMPLATE_ID, WorkspaceReplyEncoder.BLOCK_LENGTH, correlationId, end);
    }
}
