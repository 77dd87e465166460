package io.muster.protocol.client;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.client.change.ChangeCause;
import io.muster.protocol.client.change.ChangePosition;
import io.muster.protocol.client.change.MemberChange;
import io.muster.protocol.codec.BooleanType;
import io.muster.protocol.codec.ChangeBatchDecoder;
import io.muster.protocol.codec.FollowChangesEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.DirectBuffer;

/**
 * The changes of a workspace or segment as they come, on a connection of its own: while nobody reads, the server holds
 * back. One thread reads; {@link #close} may come from any.
 *
 * <p>Nothing is reconnected by itself. Who reads keeps {@link #position} with what was done with the changes before it,
 * and after a failure opens another stream from there: each change comes exactly once.
 *
 * <p>Reading throws {@link MusterException}: {@link ErrorCode#GONE} where the position is no longer retained,
 * {@link ErrorCode#BROKEN}, {@link ErrorCode#UNKNOWN_WORKSPACE} where it was deleted, {@link ErrorCode#TIMEOUT}, and
 * {@link MusterUnreachableException} where the connection is lost or closed.
 */
public final class ChangeStream implements AutoCloseable {
    private final StreamConnection connection;
    private final ChangeBatchDecoder batch = new ChangeBatchDecoder();
    private final Deque<MemberChange> received = new ArrayDeque<>();
    private ChangePosition position;
    private long reachedSequence;
    private long toldReachedSequence;
    private long latestSequence;

    private ChangeStream(StreamConnection connection, ChangePosition position) {
        this.connection = connection;
        this.position = position;
    }

    static ChangeStream open(ClientOptions options, int workspaceId, int segmentId, ChangePosition from) {
        StreamConnection connection = StreamConnection.open(options, "stream of changes");
        try {
            connection.send(new Request<>(
                    FollowChangesEncoder.TEMPLATE_ID,
                    FollowChangesEncoder.BLOCK_LENGTH,
                    FollowChangesEncoder.BLOCK_LENGTH,
                    (buffer, offset) -> new FollowChangesEncoder()
                            .wrap(buffer, offset)
                            .workspaceId(workspaceId)
                            .segmentId(segmentId)
                            .fromSequence(from.sequence())
                            .fromIndex(from.index())
                            .limit(),
                    ChangeBatchDecoder.TEMPLATE_ID,
                    null));
            ChangeStream stream = new ChangeStream(connection, from);
            stream.receive();
            return stream;
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** The next change; waits for it. */
    public MemberChange next() {
        MemberChange change = poll();
        while (change == null) {
            change = poll();
        }
        return change;
    }

    /** The next change, or null where the server has told how far it is meanwhile: about once a second. */
    public MemberChange poll() {
        if (received.isEmpty()) {
            receive();
        }
        MemberChange change = received.poll();
        if (change != null) {
            ChangePosition at = change.position();
            position = new ChangePosition(at.sequence(), at.index() + 1);
        }
        if (received.isEmpty()) {
            settle();
        }
        return change;
    }

    /** Whether all that was sent has been given: the next call waits. */
    public boolean isDrained() {
        return received.isEmpty();
    }

    /** Where another stream goes on after what this one has given. */
    public ChangePosition position() {
        return position;
    }

    /** All changes of commands up to this one have been given. */
    public long reachedSequence() {
        return reachedSequence;
    }

    /** How far the server was when it last sent. */
    public long latestSequence() {
        return latestSequence;
    }

    @Override
    public void close() {
        connection.close();
    }

    private void settle() {
        reachedSequence = Math.max(reachedSequence, toldReachedSequence);
        if (position.sequence() <= reachedSequence) {
            position = ChangePosition.from(reachedSequence + 1);
        }
    }

    private void receive() {
        connection.keepAlive();
        DirectBuffer frame = connection.receive(ChangeBatchDecoder.TEMPLATE_ID);
        batch.wrap(
                frame,
                FrameDescriptor.BODY_OFFSET,
                FrameDescriptor.blockLength(frame, 0),
                FrameDescriptor.schemaVersion(frame, 0));
        toldReachedSequence = batch.reachedSequence();
        latestSequence = batch.latestSequence();
        for (ChangeBatchDecoder.ChangesDecoder each : batch.changes()) {
            received.add(decoded(each));
        }
        if (received.isEmpty()) {
            settle();
        }
    }

    private static MemberChange decoded(ChangeBatchDecoder.ChangesDecoder change) {
        ChangePosition at = new ChangePosition(change.sequence(), change.index());
        long atMillis = change.atMillis();
        int segmentId = change.segmentId();
        int version = change.segmentVersion();
        int ordinal = change.ordinal();
        boolean entered = change.entered() == BooleanType.YES;
        ChangeCause cause = ChangeCause.ofWire(change.causeRaw());
        byte[] customer = new byte[change.customerLength()];
        change.getCustomer(customer, 0, customer.length);
        byte[] recordId = new byte[change.recordIdLength()];
        change.getRecordId(recordId, 0, recordId.length);
        return new MemberChange(
                at,
                atMillis,
                segmentId,
                version,
                entered,
                ordinal,
                new String(customer, StandardCharsets.UTF_8),
                cause,
                new String(recordId, StandardCharsets.UTF_8));
    }
}
