package io.muster.server.wire.export;

import io.muster.protocol.ByteBufView;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.BooleanType;
import io.muster.protocol.codec.ExportChunkEncoder;
import io.muster.server.wire.session.Session;
import io.muster.server.wire.session.SlowReply;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sends an export while the connection takes it. Belongs to the connection's I/O thread, which it leaves after a few
 * pieces so that others have their turn.
 */
final class ExportStream {
    /** Bytes in a piece; one piece holds the longest id. */
    static final int CHUNK_BYTES = 128 * 1024;

    private static final int CHUNKS_PER_TURN = 2;
    private static final int BYTES_HEADER_LENGTH = ExportChunkEncoder.bytesHeaderLength();

    private final Session session;
    private final SlowReply reply;
    private final MembersSource source;
    private final long sequence;
    private final ExportChunkEncoder chunk = new ExportChunkEncoder();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final Runnable pump = this::pump;
    private int part;

    ExportStream(Session session, SlowReply reply, MembersSource source, long sequence) {
        this.session = session;
        this.reply = reply;
        this.source = source;
        this.sequence = sequence;
    }

    /** That the members are of. */
    long sequence() {
        return sequence;
    }

    /** Sends what the connection takes now, and comes back for the rest. */
    void pump() {
        try {
            sendTurn();
        } catch (RuntimeException e) {
            session.endExport();
            reply.fail(e);
        }
    }

    private void sendTurn() {
        ChannelHandlerContext context = session.context();
        boolean finished = session.isGone();
        int chunks = 0;
        while (!finished && chunks < CHUNKS_PER_TURN && context.channel().isWritable()) {
            finished = sendChunk(context);
            chunks++;
        }
        context.flush();
        if (finished) {
            session.endExport();
            reply.end();
        } else if (context.channel().isWritable()) {
            context.executor().execute(pump);
        } else {
            session.whenWritable(pump);
        }
    }

    private boolean sendChunk(ChannelHandlerContext context) {
        int bodyOffset = FrameDescriptor.BODY_OFFSET;
        int bytesOffset = bodyOffset + ExportChunkEncoder.BLOCK_LENGTH + BYTES_HEADER_LENGTH;
        ByteBuf frame = context.alloc().directBuffer(bytesOffset + CHUNK_BYTES);
        boolean encoded = false;
        try {
            ByteBufView.wrap(view, frame, 0, bytesOffset + CHUNK_BYTES);
            int length = source.next(view, bytesOffset, CHUNK_BYTES);
            chunk.wrap(view, bodyOffset)
                    .sequence(sequence)
                    .part(part++)
                    .last(source.isFinished() ? BooleanType.YES : BooleanType.NO);
            view.putInt(chunk.limit(), length, ByteOrder.LITTLE_ENDIAN);
            FrameDescriptor.putHead(
                    view,
                    0,
                    ExportChunkEncoder.BLOCK_LENGTH,
                    ExportChunkEncoder.TEMPLATE_ID,
                    reply.correlationId(),
                    ExportChunkEncoder.BLOCK_LENGTH + BYTES_HEADER_LENGTH + length);
            frame.writerIndex(bytesOffset + length);
            encoded = true;
        } finally {
            if (!encoded) {
                frame.release();
            }
        }
        context.write(frame, context.voidPromise());
        return source.isFinished();
    }
}
