package io.muster.server.pipeline;

import io.muster.index.record.Commands;
import io.muster.server.clock.EngineClock;
import io.muster.server.journal.JournalWriter;
import io.muster.server.thread.Niceness;
import io.muster.server.thread.ShortTurns;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The journal thread: gives sequences, appends to the journal, hands on to the engine at once, and forces once for all
 * that was waiting (group commit), also for what may wait when its time is up. It also tells the engine the time.
 */
final class Sequencer implements Runnable {
    /** The system's clock may be set while this thread sleeps. */
    private static final long LONGEST_SLEEP_MILLIS = 1_000;

    private static final long FULL_QUEUE_PAUSE_NANOS = 20_000;

    private final StateMachine machine;
    private final JournalWriter journal;
    private final EngineClock clock;
    private final PipelineState state;
    private final ForceDeadline deadline;
    private long lastSequence;
    private long advancedToMillis;
    private long advanceSequence;
    private long stepSequence;
    private long awaitedSequence;
    private long writtenSequence;

    /** {@code journal} may be null. */
    Sequencer(
            StateMachine machine,
            JournalWriter journal,
            EngineClock clock,
            CommitOptions options,
            PipelineState state) {
        deadline = new ForceDeadline(options);
        this.machine = machine;
        this.journal = journal;
        this.clock = clock;
        this.state = state;
        lastSequence = machine.sequence();
        advancedToMillis = machine.nowMillis();
    }

    /** Tells the engine the time it starts at; before the threads run. */
    void start() {
        advanceIfMoved();
        commit();
    }

    @Override
    public void run() {
        ShortTurns.set(Niceness.ORDINARY);
        while (!state.batchAdmission.isDeserted()) {
            try {
                if (!work() && !prepareJournal()) {
                    sleep();
                }
            } catch (Throwable e) {
                state.fail("the sequencer found an unexpected error: " + e, e);
            }
        }
        forceTheRest();
        state.endSequencer();
        state.engineBell.ring();
    }

    /** Steps of work that goes on when all else ends are waited for by nobody but the engine's thread. */
    private void forceTheRest() {
        if (state.failure() == null && state.forcedSequence() < lastSequence) {
            try {
                force();
            } catch (IOException e) {
                state.fail("the journal can't be forced to disk: " + e.getMessage(), e);
            }
        }
    }

    private boolean work() {
        if (isDue()) {
            advanceIfMoved();
        }
        boolean stepped = step();
        CommandBatch batch = state.submitted.poll();
        boolean worked = batch != null;
        while (batch != null) {
            take(batch);
            batch = deadline.isOver() ? null : state.submitted.poll();
        }
        return commit() || worked || stepped;
    }

    /** Lets the engine go on with what takes long, a step at a time, so that batches come between. */
    private boolean step() {
        if (!hasStep()) {
            return false;
        }
        CommandBatch step = unawaited(Commands.step());
        try {
            append(step);
        } catch (IOException e) {
            state.fail("the journal can't be written: " + e.getMessage(), e);
            return false;
        }
        stepSequence = lastSequence;
        handOver(step);
        return true;
    }

    private boolean hasStep() {
        return machine.sequence() >= stepSequence && machine.hasWork() && state.failure() == null;
    }

    private void take(CommandBatch batch) {
        try {
            sequence(batch);
        } catch (Throwable e) {
            state.fail("the journal can't be written: " + e.getMessage(), e);
            batch.fail(state.failure());
        }
        handOver(batch);
    }

    private void sequence(CommandBatch batch) throws IOException {
        String failure = state.failure();
        if (failure != null) {
            batch.fail(failure);
        } else if (batch.movesClock()) {
            moveClock(batch);
        } else if (batch.rollsJournal()) {
            rollJournal(batch);
        } else {
            advanceIfMoved();
            append(batch);
        }
        if (batch.durability() == Durability.DISK) {
            awaitedSequence = lastSequence;
        } else {
            deadline.add(batch.durability());
        }
    }

    private void moveClock(CommandBatch batch) throws IOException {
        long nowMillis = clock.nowMillis();
        if (batch.clockMillis() < nowMillis) {
            batch.fail("time: found " + Instant.ofEpochMilli(batch.clockMillis()) + ", expected "
                    + Instant.ofEpochMilli(nowMillis)
                    + " or later: the clock does not go back");
            return;
        }
        append(batch);
        advanced(batch.clockMillis());
    }

    private void rollJournal(CommandBatch batch) throws IOException {
        if (journal != null) {
            journal.roll();
        }
        append(batch);
    }

    private void advanceIfMoved() {
        long nowMillis = clock.nowMillis();
        if (nowMillis <= advancedToMillis || state.failure() != null) {
            return;
        }
        CommandBatch advance = unawaited(Commands.advance(nowMillis));
        try {
            append(advance);
        } catch (IOException e) {
            state.fail("the journal can't be written: " + e.getMessage(), e);
            return;
        }
        advanced(nowMillis);
        handOver(advance);
    }

    /** A command of the sequencer's own, which must not keep those behind it waiting until it is on the disk. */
    private static CommandBatch unawaited(byte[] command) {
        return CommandBatch.of(command).durability(Durability.MEMORY);
    }

    private void append(CommandBatch batch) throws IOException {
        long firstSequence = lastSequence + 1;
        if (journal != null && batch.count() > 0) {
            journal.append(firstSequence, batch.count(), batch.buffer(), 0, batch.lengthBytes());
        }
        batch.sequenced(firstSequence);
        lastSequence = batch.lastSequence();
    }

    private void advanced(long millis) {
        clock.advancedTo(millis);
        advancedToMillis = millis;
        advanceSequence = lastSequence;
    }

    private void handOver(CommandBatch batch) {
        while (!state.sequenced.offer(batch)) {
            LockSupport.parkNanos(this, FULL_QUEUE_PAUSE_NANOS);
        }
        state.engineBell.ring();
    }

    /**
     * Forces what somebody waits for, and what has waited for its time; steps of long work alone are forced when it
     * ends. What may wait is at least handed to the system.
     */
    private boolean commit() {
        if (state.forcedSequence() == lastSequence || state.failure() != null) {
            return false;
        }
        boolean isAwaited = state.forcedSequence() < awaitedSequence;
        boolean mayWait = machine.hasWork() || deadline.isSet();
        try {
            if (isAwaited || deadline.isOver() || !mayWait) {
                force();
                return true;
            }
            return writtenSequence != lastSequence && write();
        } catch (IOException e) {
            state.fail("the journal can't be forced to disk: " + e.getMessage(), e);
            state.engineBell.ring();
            return true;
        }
    }

    private void force() throws IOException {
        if (journal != null) {
            journal.force();
        }
        deadline.clear();
        writtenSequence = lastSequence;
        state.forced(lastSequence);
        state.engineBell.ring();
    }

    private boolean write() throws IOException {
        if (journal != null) {
            journal.write();
        }
        writtenSequence = lastSequence;
        return true;
    }

    /** Uses a moment in which nobody waits. */
    private boolean prepareJournal() {
        if (journal == null || state.failure() != null) {
            return false;
        }
        try {
            return journal.prepare();
        } catch (IOException e) {
            state.fail("the journal can't be forced to disk: " + e.getMessage(), e);
            return false;
        }
    }

    private boolean isDue() {
        return state.failure() == null && dueMillis() <= clock.nowMillis();
    }

    /**
     * When the engine next wants to know the time. While it has yet to apply the last time it was told, it says so by
     * ringing.
     */
    private long dueMillis() {
        if (clock.isManual() || machine.sequence() < advanceSequence) {
            return Long.MAX_VALUE;
        }
        return Math.max(machine.nextDueMillis(), advancedToMillis + 1);
    }

    private void sleep() {
        state.sequencerBell.listen();
        state.sequencerWakesAtMillis(Long.MAX_VALUE);
        long wakesAtMillis = state.failure() == null ? dueMillis() : Long.MAX_VALUE;
        state.sequencerWakesAtMillis(wakesAtMillis);
        long sleepMillis = Math.min(LONGEST_SLEEP_MILLIS, wakesAtMillis - clock.nowMillis());
        long sleepNanos = deadline.atMost(TimeUnit.MILLISECONDS.toNanos(sleepMillis));
        if (sleepNanos > 0 && !hasStep() && state.submitted.isEmpty() && !state.batchAdmission.isDeserted()) {
            state.sequencerBell.await(sleepNanos);
        }
        state.sequencerBell.leave();
        state.sequencerWakesAtMillis(Long.MAX_VALUE);
    }
}
