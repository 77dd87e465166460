package io.muster.server.wire.change;

import io.muster.index.WorkspaceView;
import io.muster.index.change.Cause;
import io.muster.protocol.ByteBufView;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.BooleanType;
import io.muster.protocol.codec.ChangeBatchEncoder;
import io.muster.protocol.codec.ChangeCause;
import io.muster.server.change.ChangeCursor;
import io.muster.server.change.ChangeReading;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes batches of changes, each a frame of its own. The feed's thread. */
final class BatchEncoder implements ChangeReading.Batch {
    private static final int FRAME_BYTES = 64 * 1024;
    /** Room for one change with the longest ids. */
    private static final int CHANGE_BYTES = 16 * 1024;

    private final ByteBufAllocator allocator;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final ExpandableArrayBuffer id = new ExpandableArrayBuffer(256);
    private final ChangeBatchEncoder batch = new ChangeBatchEncoder();
    private ChangeBatchEncoder.ChangesEncoder changes;
    private ByteBuf frame;

    /** Takes a buffer for each batch. */
    BatchEncoder(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    @Override
    public boolean isEmpty() {
        return frame == null;
    }

    @Override
    public boolean isFull() {
        return batch.limit() + CHANGE_BYTES > FRAME_BYTES;
    }

    @Override
    public void add(ChangeCursor cursor, WorkspaceView workspace) {
        begin();
        int idLength = workspace.copyId(cursor.ordinal(), id, 0);
        boolean deletion = cursor.cause() == Cause.DELETION.number();
        changes.next()
                .sequence(cursor.sequence())
                .atMillis(cursor.atMillis())
                .index(cursor.index())
                .segmentId(cursor.segmentId())
                .segmentVersion(cursor.segmentVersion())
                .ordinal(cursor.ordinal())
                .entered(cursor.entered() ? BooleanType.YES : BooleanType.NO)
                .cause(ChangeCause.get((short) cursor.cause()));
        if (deletion && idLength == 0) {
            changes.putCustomer(cursor.idBuffer(), cursor.idOffset(), cursor.idLength());
        } else {
            changes.putCustomer(id, 0, idLength);
        }
        if (cursor.idLength() > 0) {
            changes.putRecordId(cursor.idBuffer(), cursor.idOffset(), cursor.idLength());
        } else {
            changes.putRecordId(id, 0, isOfRecord(cursor.cause()) ? idLength : 0);
        }
    }

    /** Ends the batch, which may have no changes; the frame is the caller's. */
    ByteBuf finish(long correlationId, long reachedSequence, long latestSequence) {
        begin();
        changes.resetCountToIndex();
        int end = batch.limit();
        batch.reachedSequence(reachedSequence).latestSequence(latestSequence);
        FrameDescriptor.putHead(
                view,
                0,
                ChangeBatchEncoder.BLOCK_LENGTH,
                ChangeBatchEncoder.TEMPLATE_ID,
                correlationId,
                end - FrameDescriptor.BODY_OFFSET);
        frame.writerIndex(end);
        ByteBuf finished = frame;
        frame = null;
        return finished;
    }

    /** Gives the buffer back, if there is one. */
    void abandon() {
        if (frame != null) {
            frame.release();
            frame = null;
        }
    }

    private void begin() {
        if (frame == null) {
            frame = allocator.directBuffer(FRAME_BYTES);
            ByteBufView.wrap(view, frame, 0, FRAME_BYTES);
            batch.wrap(view, FrameDescriptor.BODY_OFFSET);
            changes = batch.changesCount(FrameDescriptor.MAX_GROUP_COUNT);
        }
    }

    private static boolean isOfRecord(int cause) {
        return cause == Cause.RECORD.number() || cause == Cause.IMPORT.number();
    }
}
