package io.muster.server.pipeline;

import io.muster.index.Engine;
import io.muster.index.SlowAnswer;
import io.muster.index.record.Commands;
import io.muster.server.clock.EngineClock;
import io.muster.server.journal.JournalWriter;
import io.muster.server.metrics.PipelineMeter;
import io.muster.server.pipeline.PipelineException.Kind;
import io.muster.server.thread.ThreadEnd;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The way of every command into the engine. Two threads of its own: one gives sequences, keeps the journal and the
 * clock, the other applies, acknowledges and answers. All methods: any thread, and they do not wait, {@link #close}
 * apart.
 *
 * <p>Guarantees: a batch is applied whole and in the order of sequences; it is acknowledged when it is both applied and
 * on the disk, or applied only, as its {@link Durability} says, and never before one that was submitted earlier. What
 * can't be written or forced is not tried again: from then on every batch fails with {@link #failure()}, and queries
 * are answered as before.
 */
public final class Pipeline implements AutoCloseable {
    static final String CLOSED = "the server is closing";

    private final StateMachine machine;
    private final EngineClock clock;
    private final PipelineOptions options;
    private final PipelineState state;
    private final Thread sequencerThread;
    private final Thread engineThread;

    /**
     * Starts it. If the clock is ahead of the engine, time is told to the engine first of all.
     *
     * @param engine has applied all that is in the journal; belongs to the pipeline until it is closed, but is not
     *     closed by it
     * @param journal null to keep nothing; belongs to the pipeline likewise
     * @param clock not before the engine's now
     */
    public Pipeline(
            Engine engine, JournalWriter journal, EngineClock clock, PipelineOptions options, CommitOptions commit) {
        this(new EngineStateMachine(engine), engine, journal, clock, options, commit);
    }

    Pipeline(
            StateMachine machine,
            Engine engine,
            JournalWriter journal,
            EngineClock clock,
            PipelineOptions options,
            CommitOptions commit) {
        if (journal != null && journal.lastSequence() != machine.sequence()) {
            throw new IllegalArgumentException("the engine's sequence: found " + machine.sequence()
                    + ", expected the journal's, " + journal.lastSequence());
        }
        this.machine = machine;
        this.clock = clock;
        this.options = options;
        state = new PipelineState(options, machine.sequence());
        Sequencer sequencer = new Sequencer(machine, journal, clock, commit, state);
        sequencer.start();
        sequencerThread = Thread.ofPlatform().name("muster-journal").daemon().start(sequencer);
        engineThread = Thread.ofPlatform().name("muster-engine").daemon().start(new Applier(machine, engine, state));
    }

    /**
     * Takes the batch, whose {@link Completion} is called once from now on; false where the queue is full, and the
     * batch stays the caller's. After a failure it is taken, and fails; once {@link #close} has begun, on the calling
     * thread.
     *
     * @throws IllegalArgumentException if the batch is longer than {@link PipelineOptions#maxBatchBytes()}
     */
    public boolean submit(CommandBatch batch) {
        if (batch.lengthBytes() > options.maxBatchBytes()) {
            throw new IllegalArgumentException(
                    "batch: found " + batch.lengthBytes() + " bytes, expected at most " + options.maxBatchBytes());
        }
        batch.forgetResults();
        return switch (state.batchAdmission.enter(batch.lengthBytes())) {
            case ENTERED -> {
                batch.submitted();
                state.submitted.add(batch);
                state.sequencerBell.ring();
                yield true;
            }
            case FULL -> false;
            case CLOSED -> {
                batch.complete(CLOSED);
                yield true;
            }
        };
    }

    /**
     * Asks the engine, on its thread, between two batches. What {@code question} throws comes out of the future, and so
     * does {@link PipelineException} (busy, closed). What is chained to the future without an executor runs on the
     * engine thread.
     */
    public <T> CompletableFuture<T> query(Function<Engine, T> question) {
        return query(engine -> SlowAnswer.of(question.apply(engine)), question.getClass(), false);
    }

    /**
     * As {@link #query}, for an answer that takes long: between its steps batches are applied and other questions
     * answered. The future's value is null where the question has no answer.
     */
    public <T> CompletableFuture<T> querySlowly(Function<Engine, SlowAnswer<T>> question) {
        return query(question, question.getClass(), false);
    }

    /**
     * As {@link #querySlowly}, for an answer that waits for a moment at which the engine has nothing half done. It does
     * a step after every batch, before the next is applied and whatever else is asked, so that no such moment passes by
     * it.
     */
    public <T> CompletableFuture<T> queryBetweenWorks(Function<Engine, SlowAnswer<T>> question) {
        return query(question, question.getClass(), true);
    }

    private <T> CompletableFuture<T> query(
            Function<Engine, SlowAnswer<T>> question, Class<?> asker, boolean awaitsMoment) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        switch (state.queryAdmission.enter(0)) {
            case ENTERED -> {
                state.queries.add(new Query<>(question, asker, answer, awaitsMoment));
                state.engineBell.ring();
            }
            case FULL ->
                answer.completeExceptionally(PipelineException.busy(
                        "queries: found " + options.queueQueries() + " waiting, expected fewer; try again",
                        state.queryAdmission.retryAfterMs()));
            case CLOSED -> answer.completeExceptionally(new PipelineException(Kind.FAILED, CLOSED));
        }
        return answer;
    }

    /**
     * Moves a manual clock; completes with the new now when that is journaled and all that was due is done, or with a
     * {@link PipelineException}: a clock that is the system's, or a move back, is refused.
     *
     * @param millis since the epoch
     */
    public CompletableFuture<Long> advanceTo(long millis) {
        CompletableFuture<Long> moved = new CompletableFuture<>();
        if (!clock.isManual()) {
            moved.completeExceptionally(new PipelineException(
                    Kind.REFUSED, "clock: found the system's, expected a manual one (server option --clock manual)"));
            return moved;
        }
        CommandBatch batch = CommandBatch.of(Commands.advance(millis), done -> completeMove(done, moved))
                .movingClockTo(millis)
                .untilDone();
        if (!submit(batch)) {
            moved.completeExceptionally(
                    PipelineException.busy("commands: found the queue full, expected room; try again", retryAfterMs()));
        }
        return moved;
    }

    /**
     * Begins a new file of the journal; completes with the last sequence before it when that is on the disk, or with a
     * {@link PipelineException}.
     */
    public CompletableFuture<Long> rollJournal() {
        return passThrough(new CommandBatch(null).rollingJournal());
    }

    /** Completes when all that was applied before the call is on the disk, or with a {@link PipelineException}. */
    public CompletableFuture<Void> settle() {
        return passThrough(new CommandBatch(null)).thenApply(sequence -> null);
    }

    /** When {@link #submit} is likely to take a batch again, in milliseconds. */
    public int retryAfterMs() {
        return state.batchAdmission.retryAfterMs();
    }

    /** The clock, to be read. */
    public EngineClock clock() {
        return clock;
    }

    /** The last sequence that is both applied and on the disk. */
    public long acknowledgedSequence() {
        return Math.min(state.forcedSequence(), machine.sequence());
    }

    /** What its threads measure. */
    public PipelineMeter meter() {
        return state.meter;
    }

    /** Batches that were submitted and are not completed. */
    public int queuedBatches() {
        return state.batchAdmission.count();
    }

    /** Bytes that those have together. */
    public long queuedBytes() {
        return state.batchAdmission.bytes();
    }

    /** Queries that wait or are being answered. */
    public int queuedQueries() {
        return state.queryAdmission.count();
    }

    /** The last sequence that is on the disk, or would be if there were one. */
    public long forcedSequence() {
        return state.forcedSequence();
    }

    /** Why nothing is taken any more; null while all is well. */
    public String failure() {
        return state.failure();
    }

    /**
     * Finishes what was submitted and asked, then stops; waits for that. Not from a pipeline thread. Neither engine nor
     * journal is closed.
     */
    @Override
    public void close() {
        if (Thread.currentThread() == engineThread || Thread.currentThread() == sequencerThread) {
            throw new IllegalStateException("close: found a pipeline thread, expected another");
        }
        state.batchAdmission.close();
        state.queryAdmission.close();
        state.sequencerBell.ring();
        ThreadEnd.await(sequencerThread);
        ThreadEnd.await(engineThread);
    }

    private CompletableFuture<Long> passThrough(CommandBatch empty) {
        CompletableFuture<Long> passed = new CompletableFuture<>();
        empty.completion(done -> {
            if (done.failure() == null) {
                passed.complete(done.lastSequence());
            } else {
                passed.completeExceptionally(new PipelineException(Kind.FAILED, done.failure()));
            }
        });
        if (!submit(empty)) {
            passed.completeExceptionally(
                    new PipelineException(Kind.BUSY, "commands: found the queue full, expected room; try again"));
        }
        return passed;
    }

    private void completeMove(CommandBatch batch, CompletableFuture<Long> moved) {
        String failure = batch.failure();
        if (failure == null) {
            moved.complete(batch.clockMillis());
        } else {
            boolean refused = state.failure() == null && !state.batchAdmission.isClosed();
            moved.completeExceptionally(new PipelineException(refused ? Kind.REFUSED : Kind.FAILED, failure));
        }
    }
}
