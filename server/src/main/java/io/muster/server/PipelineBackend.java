package io.muster.server;

import io.muster.index.Engine;
import io.muster.index.SlowAnswer;
import io.muster.index.WorkspaceView;
import io.muster.server.change.ChangeFeed;
import io.muster.server.hook.Webhooks;
import io.muster.server.ingest.IngestAgent;
import io.muster.server.pipeline.CommandBatch;
import io.muster.server.pipeline.Pipeline;
import io.muster.server.pipeline.PipelineException;
import io.muster.server.pipeline.Refusal;
import io.muster.server.records.RefusedRecord;
import io.muster.server.sizes.SizeRecorder;
import io.muster.server.snapshot.Snapshots;
import io.muster.server.wire.backend.AppendOutcome;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.BackendException;
import io.muster.server.wire.backend.CommandOutcome;
import io.muster.server.wire.backend.Durability;
import io.muster.server.wire.backend.EngineQuestions;
import io.muster.server.wire.backend.LinkDoor;
import io.muster.server.wire.backend.SnapshotDone;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The server, as the wire sees it. Any thread. */
final class PipelineBackend implements Backend {
    private final Engine engine;
    private final Pipeline pipeline;
    private final IngestAgent ingest;
    private final ChangeFeed changes;
    private final Snapshots snapshots;
    private final LinkDoor links;
    private final Webhooks webhooks;
    private final SizeRecorder sizes;
    private final LongRules rules;
    private final DefinitionQueue definitions;

    /**
     * {@code snapshots} may be null, and {@code links}, {@code webhooks} and {@code sizes} where nobody asks for them.
     */
    PipelineBackend(
            Engine engine,
            Pipeline pipeline,
            IngestAgent ingest,
            ChangeFeed changes,
            Snapshots snapshots,
            LinkDoor links,
            Webhooks webhooks,
            SizeRecorder sizes,
            LongRules rules) {
        this.engine = engine;
        this.pipeline = pipeline;
        this.ingest = ingest;
        this.changes = changes;
        this.snapshots = snapshots;
        this.links = links;
        this.webhooks = webhooks;
        this.sizes = sizes;
        this.rules = rules;
        definitions = new DefinitionQueue(rules, pipeline);
    }

    @Override
    public WorkspaceView workspace(int id) {
        return engine.workspace(id);
    }

    @Override
    public long sequence() {
        return engine.sequence();
    }

    @Override
    public long keptSequence() {
        return pipeline.acknowledgedSequence();
    }

    @Override
    public ChangeFeed changes() {
        return changes;
    }

    @Override
    public long nowMillis() {
        return engine.nowMillis();
    }

    @Override
    public List<WorkspaceView> workspaces() {
        return engine.workspaces();
    }

    @Override
    public boolean append(
            Object source,
            int workspaceId,
            Durability durability,
            boolean imported,
            byte[] jsonLines,
            Consumer<AppendOutcome> done) {
        return ingest.offer(
                source,
                workspaceId,
                inPipeline(durability),
                imported,
                jsonLines,
                outcome -> done.accept(outcome(outcome)));
    }

    private static io.muster.server.pipeline.Durability inPipeline(Durability durability) {
        return switch (durability) {
            case DISK -> io.muster.server.pipeline.Durability.DISK;
            case INTERVAL -> io.muster.server.pipeline.Durability.INTERVAL;
            case MEMORY -> io.muster.server.pipeline.Durability.MEMORY;
        };
    }

    @Override
    public boolean hasRoomForRecords(Object source, int workspaceId, int lengthBytes) {
        return ingest.hasRoom(source, workspaceId, lengthBytes);
    }

    @Override
    public int appendRetryMs() {
        return ingest.retryAfterMs();
    }

    @Override
    public int commandRetryMs() {
        return pipeline.retryAfterMs();
    }

    @Override
    public boolean submit(byte[] command, Consumer<CommandOutcome> done) {
        if (DefinitionQueue.takes(command)) {
            return definitions.submit(command, defined -> done.accept(outcome(defined)));
        }
        return pipeline.submit(CommandBatch.of(command, batch -> done.accept(outcome(batch))));
    }

    private CommandOutcome outcome(DefinitionQueue.Done done) {
        if (done.busy()) {
            return CommandOutcome.failed(commandsBusy());
        }
        if (done.failure() == null) {
            return outcome(done.batch());
        }
        return CommandOutcome.failed(new BackendException(
                BackendException.Kind.INTERNAL,
                "segment: the definition did not come into force, and what was before is as it was: "
                        + done.failure()));
    }

    @Override
    public <T> CompletableFuture<T> query(Function<EngineQuestions, T> question) {
        return translated(pipeline.query(asked -> question.apply(new EngineAnswers(asked))));
    }

    @Override
    public <T> CompletableFuture<T> queryNow(Function<EngineQuestions, T> question) {
        return withTheTime(() -> query(question));
    }

    @Override
    public <T> CompletableFuture<T> querySlowly(
            List<String> needed, Function<EngineQuestions, SlowAnswer<T>> question) {
        Supplier<CompletableFuture<T>> asking = () ->
                withTheTime(() -> translated(pipeline.querySlowly(asked -> question.apply(new EngineAnswers(asked)))));
        CompletableFuture<T> answer = new CompletableFuture<>();
        rules.parseBefore(needed, () -> pass(asking.get(), answer));
        return answer;
    }

    @Override
    public boolean isUpToDate() {
        return clockIsManual()
                || pipeline.failure() != null
                || engine.toldMillis() == engine.nowMillis()
                        && engine.nextDueMillis() > pipeline.clock().nowMillis();
    }

    /**
     * An empty batch brings the time with it, and is not waited for until it is on the disk. Where nothing can be
     * journaled any more, the answer is as of before.
     */
    private <T> CompletableFuture<T> withTheTime(Supplier<CompletableFuture<T>> asking) {
        if (clockIsManual() || pipeline.failure() != null) {
            return asking.get();
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        CommandBatch time = new CommandBatch(batch -> pass(asking.get(), answer))
                .durability(io.muster.server.pipeline.Durability.MEMORY);
        if (!pipeline.submit(time)) {
            answer.completeExceptionally(commandsBusy());
        }
        return answer;
    }

    private <T> void pass(CompletableFuture<T> from, CompletableFuture<T> to) {
        from.whenComplete((value, failure) -> {
            if (failure == null) {
                to.complete(value);
            } else {
                to.completeExceptionally(translated(failure));
            }
        });
    }

    @Override
    public String failure() {
        return pipeline.failure();
    }

    @Override
    public LinkDoor links() {
        return links;
    }

    @Override
    public Webhooks webhooks() {
        return webhooks;
    }

    @Override
    public SizeRecorder sizes() {
        return sizes;
    }

    @Override
    public boolean clockIsManual() {
        return pipeline.clock().isManual();
    }

    @Override
    public CompletableFuture<Long> advanceTo(long millis) {
        return translated(pipeline.advanceTo(millis));
    }

    @Override
    public CompletableFuture<SnapshotDone> snapshot(Path backupOrNull) {
        if (snapshots == null) {
            return Backend.super.snapshot(backupOrNull);
        }
        return translated((backupOrNull == null ? snapshots.take() : snapshots.backup(backupOrNull))
                .thenApply(taken -> new SnapshotDone(taken.sequence(), taken.lengthBytes(), taken.durationMillis())));
    }

    private AppendOutcome outcome(io.muster.server.ingest.AppendOutcome outcome) {
        BackendException failure = outcome.failure() == null ? null : failure(outcome);
        List<AppendOutcome.Refusal> refusals =
                outcome.refused().stream().map(PipelineBackend::refusal).toList();
        return new AppendOutcome(outcome.lastSequence(), outcome.accepted(), refusals.size(), refusals, failure);
    }

    private static AppendOutcome.Refusal refusal(RefusedRecord refused) {
        String field = refused.field() == null ? "" : refused.field();
        return new AppendOutcome.Refusal(refused.line() - 1, refused.column(), field, refused.reason());
    }

    private CommandOutcome outcome(CommandBatch batch) {
        if (batch.failure() != null) {
            return CommandOutcome.failed(notDone(batch.failure()));
        }
        if (batch.refusals().isEmpty()) {
            return CommandOutcome.accepted(batch.lastSequence(), batch.id());
        }
        Refusal refusal = batch.refusals().getFirst();
        String field = refusal.field() == null ? "" : refusal.field() + ": ";
        return CommandOutcome.refused(batch.lastSequence(), refusal.kind(), field + refusal.reason(), refusal.rule());
    }

    private BackendException commandsBusy() {
        return BackendException.busy(
                "commands: found the queue full, expected room; try again", pipeline.retryAfterMs());
    }

    private static BackendException failure(io.muster.server.ingest.AppendOutcome outcome) {
        return outcome.beyondLimit()
                ? new BackendException(BackendException.Kind.LIMIT, outcome.failure())
                : notDone(outcome.failure());
    }

    private static BackendException notDone(String failure) {
        return new BackendException(BackendException.Kind.READ_ONLY, failure);
    }

    private <T> CompletableFuture<T> translated(CompletableFuture<T> answer) {
        CompletableFuture<T> translated = new CompletableFuture<>();
        pass(answer, translated);
        return translated;
    }

    private Throwable translated(Throwable thrown) {
        Throwable failure = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        if (failure instanceof IOException broken) {
            // Of files that can't be made or opened the asker may name others; the disk that fails is the server's.
            BackendException.Kind kind = broken instanceof FileSystemException
                    ? BackendException.Kind.BAD_REQUEST
                    : BackendException.Kind.INTERNAL;
            return new BackendException(kind, "snapshot: " + broken.getMessage());
        }
        if (!(failure instanceof PipelineException exception)) {
            return failure;
        }
        if (exception.kind() == PipelineException.Kind.BUSY) {
            return BackendException.busy(exception.getMessage(), exception.retryAfterMs());
        }
        BackendException.Kind kind = switch (exception.kind()) {
            case BUSY -> BackendException.Kind.BUSY;
            case FAILED -> BackendException.Kind.READ_ONLY;
            case REFUSED ->
                clockIsManual() ? BackendException.Kind.BAD_REQUEST : BackendException.Kind.CLOCK_NOT_MANUAL;
        };
        return new BackendException(kind, exception.getMessage());
    }
}
