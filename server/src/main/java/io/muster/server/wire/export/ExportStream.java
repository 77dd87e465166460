package io.muster.server.wire.export;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

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
    static final int CHUNK_BYTES = MembersSource.PIECE_BYTES;

    private static final int CHUNKS_PER_TURN = 2;
    private static final int BYTES_HEADER_LENGTH = ExportChunkEncoder.bytesHeaderLength();
    private static final int BYTES_OFFSET =
            FrameDescriptor.BODY_OFFSET + ExportChunkEncoder.BLOCK_LENGTH + BYTES_HEADER_LENGTH;

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
            source.close();
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
            source.close();
            reply.end();
        } else if (context.channel().isWritable()) {
            // A task would be run before the thread looks at its connections; what is scheduled comes after.
            context.executor().schedule(pump, 0, NANOSECONDS);
        } else {
            session.whenWritable(pump);
        }
    }

    private boolean sendChunk(ChannelHandlerContext context) {
        ByteBuf piece = source.nextPiece(CHUNK_BYTES);
        if (piece == null) {
            sendCopied(context);
        } else {
            context.write(head(context, piece), context.voidPromise());
            context.write(piece, context.voidPromise());
        }
        return source.isFinished();
    }

    private ByteBuf head(ChannelHandlerContext context, ByteBuf piece) {
        ByteBuf head = context.alloc().directBuffer(BYTES_OFFSET);
        ByteBufView.wrap(view, head, 0, BYTES_OFFSET);
        encode(piece.readableBytes());
        return head.writerIndex(BYTES_OFFSET);
    }

    private void sendCopied(ChannelHandlerContext context) {
        ByteBuf frame = context.alloc().directBuffer(BYTES_OFFSET + CHUNK_BYTES);
        boolean encoded = false;
        try {
            ByteBufView.wrap(view, frame, 0, BYTES_OFFSET + CHUNK_BYTES);
            int length = source.next(view, BYTES_OFFSET, CHUNK_BYTES);
            encode(length);
            frame.writerIndex(BYTES_OFFSET + length);
            encoded = true;
        } finally {
            if (!encoded) {
                frame.release();
            }
        }
        context.write(frame, context.voidPromise());
    }

    /** Puts the frame's head before so many bytes. */
    private void encode(int lengthBytes) {
        chunk.wrap(view, FrameDescriptor.BODY_OFFSET)
                .sequence(sequence)
                .part(part++)
                .last(source.isFinished() ? BooleanType.YES : BooleanType.NO);
        view.putInt(chunk.limit(), lengthBytes, ByteOrder.LITTLE_ENDIAN);
        FrameDescriptor.putHead(
                view,
                0,
                ExportChunkEncoder.BLOCK_LENGTH,
                ExportChunkEncoder.TEMPLATE_ID,
                reply.correlationId(),
                ExportChunkEncoder.BLOCK_LENGTH + BYTES_HEADER_LENGTH + lengthBytes);
    }
}
