package io.muster.server.pipeline;

import static org.agrona.BitUtil.SIZE_OF_INT;

import io.muster.index.Engine;
import io.muster.index.Outcome;
import io.muster.server.thread.Niceness;
import io.muster.server.thread.ShortTurns;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine thread: applies batches in order, completes those that are forced too, and answers queries between them.
 *
 * <p>After a failure it applies what is on the disk and nothing else; after an unexpected error of the engine it
 * applies nothing any more, since nobody knows how far the command got.
 */
final class Applier implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
    private static final long LONGEST_SLEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** So many questions are begun before a step is done of those that take long, where both wait. */
    private static final int BEGUN_BEFORE_STEP = 16;

    /** Commands whose waits for memory are shared. */
    private static final int LOOK_AHEAD = 32;

    private final StateMachine machine;
    private final Engine engine;
    private final PipelineState state;
    private final Outcome outcome = new Outcome();
    private final ArrayDeque<CommandBatch> unacknowledged = new ArrayDeque<>();
    private final ArrayDeque<CommandBatch> settling = new ArrayDeque<>();
    private final ArrayDeque<Query<?>> answering = new ArrayDeque<>();
    private final ArrayDeque<Query<?>> awaitingMoment = new ArrayDeque<>();
    private int begun;
    private boolean broken;

    Applier(StateMachine machine, Engine engine, PipelineState state) {
        this.machine = machine;
        this.engine = engine;
        this.state = state;
    }

    @Override
    public void run() {
        ShortTurns.set(Niceness.YIELDING);
        while (!isFinished()) {
            try {
                boolean worked = applyNext() | askForTheMoment() | acknowledge() | settle() | answer();
                if (!worked) {
                    sleep();
                }
            } catch (Throwable e) {
                breakDown("the engine thread found an unexpected error: " + e, e);
            }
        }
    }

    private boolean isFinished() {
        return state.sequencerEnded()
                && state.queryAdmission.isDeserted()
                && state.sequenced.isEmpty()
                && unacknowledged.isEmpty()
                && answering.isEmpty()
                && awaitingMoment.isEmpty()
                && settling.isEmpty();
    }

    private boolean applyNext() {
        CommandBatch batch = state.sequenced.poll();
        if (batch == null) {
            return false;
        }
        unacknowledged.add(batch);
        if (batch.failure() == null) {
            String failure = state.failure();
            if (broken || failure != null && batch.lastSequence() > state.forcedSequence()) {
                batch.fail(failure);
            } else {
                apply(batch);
            }
        }
        return true;
    }

    private void apply(CommandBatch batch) {
        int index = 0;
        try {
            DirectBuffer buffer = batch.buffer();
            int at = 0;
            long firstNs = System.nanoTime();
            long beganNs = firstNs;
            for (; index < batch.count(); index++) {
                if (batch.count() > 1 && index % LOOK_AHEAD == 0) {
                    machine.lookAhead(buffer, at, Math.min(LOOK_AHEAD, batch.count() - index));
                }
                int length = buffer.getInt(at, ByteOrder.LITTLE_ENDIAN);
                machine.apply(buffer, at + SIZE_OF_INT, length, outcome);
                note(batch, index);
                long endedNs = System.nanoTime();
                state.meter.applied(buffer.getByte(at + SIZE_OF_INT), beganNs, endedNs);
                beganNs = endedNs;
                at += SIZE_OF_INT + length;
            }
            batch.applied(firstNs, beganNs);
            int refusedCount = batch.refusals().size();
            state.meter.batchApplied(batch.count() - refusedCount, refusedCount);
            checkSequence(batch);
            ringWhenDue();
        } catch (Throwable e) {
            breakDown("the engine broke at sequence " + (batch.firstSequence() + index) + ": " + e, e);
            batch.fail(state.failure());
        }
    }

    private void breakDown(String reason, Throwable cause) {
        broken = true;
        state.fail(reason, cause);
    }

    private void note(CommandBatch batch, int index) {
        if (outcome.accepted()) {
            batch.accepted(outcome.id());
        } else {
            batch.refused(Refusal.of(index, outcome));
        }
    }

    private void checkSequence(CommandBatch batch) {
        if (machine.sequence() != batch.lastSequence()) {
            throw new IllegalStateException(
                    "sequence after a batch: found " + machine.sequence() + ", expected " + batch.lastSequence());
        }
    }

    private void ringWhenDue() {
        VarHandle.fullFence();
        if (machine.hasWork() || machine.nextDueMillis() < state.sequencerWakesAtMillis()) {
            state.sequencerBell.ring();
        }
    }

    private boolean acknowledge() {
        String failure = state.failure();
        long forcedSequence = state.forcedSequence();
        boolean worked = false;
        CommandBatch batch = unacknowledged.peek();
        while (batch != null && (isSafe(batch, forcedSequence) || failure != null)) {
            if (batch.failure() == null && batch.lastSequence() > forcedSequence) {
                batch.fail(failure);
            }
            unacknowledged.remove();
            complete(batch);
            batch = unacknowledged.peek();
            worked = true;
        }
        return worked;
    }

    /** Whether an applied batch is where its durability wants it. */
    private static boolean isSafe(CommandBatch batch, long forcedSequence) {
        return batch.durability() != Durability.DISK || batch.lastSequence() <= forcedSequence;
    }

    private void complete(CommandBatch batch) {
        if (batch.isSubmitted()) {
            state.batchAdmission.leave(batch.lengthBytes());
            if (state.batchAdmission.isDeserted()) {
                state.sequencerBell.ring();
            }
        }
        if (batch.isUntilDone() && batch.failure() == null && machine.hasWork()) {
            settling.add(batch);
        } else {
            tell(batch);
        }
    }

    /** Completes the batches that wait for work that takes long, when all of it is done or can't be any more. */
    private boolean settle() {
        if (settling.isEmpty()) {
            return false;
        }
        String failure = state.sequencerEnded() ? Pipeline.CLOSED : state.failure();
        if (failure == null && machine.hasWork()) {
            return false;
        }
        for (CommandBatch batch = settling.poll(); batch != null; batch = settling.poll()) {
            if (machine.hasWork()) {
                batch.fail(failure);
            }
            tell(batch);
        }
        return true;
    }

    private void tell(CommandBatch batch) {
        try {
            batch.complete(batch.failure());
        } catch (Throwable e) {
            LOG.error("completion of the batch up to sequence {} failed", batch.lastSequence(), e);
        }
    }

    /** Asks those who wait for a moment whether this is one; only what is applied next can bring another. */
    private boolean askForTheMoment() {
        boolean worked = false;
        for (int left = awaitingMoment.size(); left > 0; left--) {
            worked |= step(awaitingMoment.remove());
        }
        return worked;
    }

    /** Does a step of the question whose turn it is. */
    private boolean answer() {
        Query<?> query = nextQuery();
        if (query == null) {
            return false;
        }
        step(query);
        return true;
    }

    private Query<?> nextQuery() {
        Query<?> query = begun < BEGUN_BEFORE_STEP || answering.isEmpty() ? state.queries.poll() : null;
        begun = query == null ? 0 : begun + 1;
        return query == null ? answering.poll() : query;
    }

    private boolean step(Query<?> query) {
        long beganNs = System.nanoTime();
        boolean done = query.step(engine);
        state.meter.asked(query.asker(), beganNs, System.nanoTime());
        if (done) {
            state.queryAdmission.leave(0);
        } else if (query.awaitsMoment()) {
            awaitingMoment.add(query);
        } else {
            answering.add(query);
        }
        return done;
    }

    private void sleep() {
        state.engineBell.listen();
        if (state.sequenced.isEmpty() && state.queries.isEmpty() && !canAcknowledge() && !isFinished()) {
            state.engineBell.await(LONGEST_SLEEP_NANOS);
        }
        state.engineBell.leave();
    }

    private boolean canAcknowledge() {
        CommandBatch batch = unacknowledged.peek();
        return batch != null && (state.failure() != null || isSafe(batch, state.forcedSequence()));
    }
}
