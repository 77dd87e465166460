package io.muster.server.change;

import io.muster.index.change.Change;
import io.muster.index.change.ChangeListener;
import io.muster.server.thread.Doorbell;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Takes what the engine tells into a buffer, and redefinitions as they are beside it. The engine's thread; allocates
 * nothing for a change.
 *
 * <p>The other side is rung for with the first change of each command: then it hears that, or finds something in the
 * buffer; and it does not sleep long while a command is half taken.
 *
 * <p>Where the buffer is full it waits for as long as the other side takes something from it, and {@code stallMillis}
 * more; then the stream is broken from that sequence on, and the engine goes on without.
 */
final class ChangeIntake implements ChangeListener {
    static final int CHANGED = 1;
    static final int REDEFINED = 2;

    static final int SEQUENCE_OFFSET = 0;
    static final int MILLIS_OFFSET = 8;
    static final int WORKSPACE_OFFSET = 16;
    static final int SEGMENT_OFFSET = 20;
    static final int VERSION_OFFSET = 24;
    static final int ORDINAL_OFFSET = 28;
    static final int CAUSE_OFFSET = 32;
    static final int ENTERED_OFFSET = 33;
    static final int ID_LENGTH_OFFSET = 34;
    static final int ID_OFFSET = 36;

    private static final int MAX_REDEFINITIONS = 64;
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private final OneToOneRingBuffer ring;
    private final Queue<Redefinition> redefinitions = new OneToOneConcurrentArrayQueue<>(MAX_REDEFINITIONS);
    private final ChangeLogState state;
    private final long stallNanos;
    private final Doorbell bell = new Doorbell();
    private volatile long skippedUpToSequence;
    private long rungForSequence;

    ChangeIntake(ChangeOptions options, ChangeLogState state) {
        this(
                new UnsafeBuffer(
                        ByteBuffer.allocateDirect(options.bufferBytes() + RingBufferDescriptor.TRAILER_LENGTH)),
                options.stallMillis(),
                state);
    }

    ChangeIntake(UnsafeBuffer buffer, long stallMillis, ChangeLogState state) {
        this.state = state;
        stallNanos = TimeUnit.MILLISECONDS.toNanos(stallMillis);
        ring = new OneToOneRingBuffer(buffer);
    }

    @Override
    public void changed(Change change) {
        tell(change);
    }

    /** Returns whether somebody listened, who was rung for. */
    boolean tell(Change change) {
        if (isUnwanted(change.sequence())) {
            return false;
        }
        int idLength = Math.min(change.ownIdLength(), ChangeDescriptor.MAX_ID_LENGTH);
        int index = claim(CHANGED, ID_OFFSET + change.ownIdLength(), change.sequence());
        if (index < 0) {
            return false;
        }
        AtomicBuffer buffer = ring.buffer();
        buffer.putLong(index + SEQUENCE_OFFSET, change.sequence());
        buffer.putLong(index + MILLIS_OFFSET, change.atMillis());
        buffer.putInt(index + WORKSPACE_OFFSET, change.workspaceId());
        buffer.putInt(index + SEGMENT_OFFSET, change.segmentId());
        buffer.putInt(index + VERSION_OFFSET, change.segmentVersion());
        buffer.putInt(index + ORDINAL_OFFSET, change.ordinal());
        buffer.putByte(index + CAUSE_OFFSET, (byte) change.cause().number());
        buffer.putByte(index + ENTERED_OFFSET, (byte) (change.entered() ? 1 : 0));
        buffer.putShort(index + ID_LENGTH_OFFSET, (short) idLength);
        change.copyOwnId(buffer, index + ID_OFFSET);
        ring.commit(index);
        return ringFor(change.sequence());
    }

    @Override
    public void redefined(Redefinition redefinition) {
        if (isUnwanted(redefinition.sequence()) || !enqueue(redefinition)) {
            return;
        }
        int index = claim(REDEFINED, Long.BYTES, redefinition.sequence());
        if (index >= 0) {
            ring.buffer().putLong(index, redefinition.sequence());
            ring.commit(index);
            ringFor(redefinition.sequence());
        }
    }

    /** Changes up to this sequence are in the files already. */
    void skipUpTo(long sequence) {
        skippedUpToSequence = sequence;
    }

    OneToOneRingBuffer ring() {
        return ring;
    }

    /** Null where there is none. */
    Redefinition takeRedefinition() {
        return redefinitions.poll();
    }

    /** The writer's thread sleeps until something is told, or so long; shortly where a command is under way. */
    void await(long nanos) {
        boolean nothing = listen();
        if (nothing) {
            bell.await(nanos);
        }
        bell.leave();
        if (!nothing) {
            pauseWithinCommand();
        }
    }

    /** Sleeps a moment, however much is told meanwhile. */
    void pauseWithinCommand() {
        LockSupport.parkNanos(this, PAUSE_NANOS);
    }

    /** Listens; returns whether there is nothing in the buffer. */
    boolean listen() {
        bell.listen();
        return ring.size() == 0;
    }

    /** Ends the sleep of the writer's thread. Any thread. */
    void wake() {
        bell.ring();
    }

    private boolean ringFor(long sequence) {
        if (sequence == rungForSequence) {
            return false;
        }
        rungForSequence = sequence;
        return bell.ring();
    }

    private boolean isUnwanted(long sequence) {
        return sequence <= skippedUpToSequence || state.broken() != null;
    }

    private int claim(int type, int length, long sequence) {
        int index = ring.tryClaim(type, length);
        return index >= 0 ? index : claimWaiting(type, length, sequence);
    }

    private int claimWaiting(int type, int length, long sequence) {
        long taken = progress();
        long sinceNanos = System.nanoTime();
        while (state.broken() == null) {
            pause();
            int index = ring.tryClaim(type, length);
            if (index >= 0) {
                return index;
            }
            if (progress() != taken) {
                taken = progress();
                sinceNanos = System.nanoTime();
            } else if (System.nanoTime() - sinceNanos > stallNanos) {
                giveUp(sequence);
            }
        }
        return -1;
    }

    private boolean enqueue(Redefinition redefinition) {
        long taken = progress();
        long sinceNanos = System.nanoTime();
        while (state.broken() == null) {
            if (redefinitions.offer(redefinition)) {
                return true;
            }
            pause();
            if (progress() != taken) {
                taken = progress();
                sinceNanos = System.nanoTime();
            } else if (System.nanoTime() - sinceNanos > stallNanos) {
                giveUp(redefinition.sequence());
            }
        }
        return false;
    }

    /** Moves whenever something was taken or written. */
    private long progress() {
        return ring.consumerPosition() + state.blocksWritten();
    }

    private void pause() {
        wake();
        LockSupport.parkNanos(this, PAUSE_NANOS);
    }

    private void giveUp(long sequence) {
        state.breakFrom(
                sequence,
                "changes: found the buffer full and nothing taken from it for "
                        + TimeUnit.NANOSECONDS.toMillis(stallNanos) + " ms, expected the disk to keep up",
                null);
    }
}
