package io.muster.server;

import io.muster.index.SlowAnswer;
import io.muster.index.WorkspaceView;
import io.muster.server.change.ChangeFeed;
import io.muster.server.hook.Webhooks;
import io.muster.server.memory.MemoryBound;
import io.muster.server.metrics.RecordMeter;
import io.muster.server.sizes.SizeRecorder;
import io.muster.server.wire.backend.AppendOutcome;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.BackendException;
import io.muster.server.wire.backend.CommandOutcome;
import io.muster.server.wire.backend.Durability;
import io.muster.server.wire.backend.EngineQuestions;
import io.muster.server.wire.backend.LinkDoor;
import io.muster.server.wire.backend.SnapshotDone;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The backend of a server that listens before it can answer: until it is opened, every call throws that the server is
 * starting. Any thread.
 */
final class BackendGate implements Backend {
    private final ServerLife life;
    private final TakenWork taken = new TakenWork();
    private final RecordMeter records;
    private final MemoryBound memory;
    private volatile Backend open;
    private volatile Function<Predicate<String>, CompletableFuture<byte[]>> status;

    /**
     * A gate that is closed.
     *
     * @param records counts what comes through
     * @param memory says what there is room for
     */
    BackendGate(ServerLife life, RecordMeter records, MemoryBound memory) {
        this.life = life;
        this.records = records;
        this.memory = memory;
    }

    /** What was taken in and is not answered yet. */
    TakenWork taken() {
        return taken;
    }

    void status(Function<Predicate<String>, CompletableFuture<byte[]>> newStatus) {
        status = newStatus;
    }

    @Override
    public CompletableFuture<byte[]> statusJson(String serverVersion, Predicate<String> sees) {
        return status.apply(sees);
    }

    void open(Backend backend) {
        open = backend;
    }

    @Override
    public WorkspaceView workspace(int id) {
        return backend().workspace(id);
    }

    @Override
    public long sequence() {
        return backend().sequence();
    }

    @Override
    public long nowMillis() {
        return backend().nowMillis();
    }

    @Override
    public List<WorkspaceView> workspaces() {
        return backend().workspaces();
    }

    @Override
    public boolean append(
            Object source,
            int workspaceId,
            Durability durability,
            boolean imported,
            byte[] jsonLines,
            Consumer<AppendOutcome> done) {
        Consumer<AppendOutcome> counted = taken.enter(outcome -> answer(outcome, done));
        return entered(() -> taking().append(source, workspaceId, durability, imported, jsonLines, counted));
    }

    @Override
    public boolean hasRoomForRecords(Object source, int workspaceId, int lengthBytes) {
        return backend().hasRoomForRecords(source, workspaceId, lengthBytes);
    }

    @Override
    public int appendRetryMs() {
        return backend().appendRetryMs();
    }

    @Override
    public int commandRetryMs() {
        return backend().commandRetryMs();
    }

    @Override
    public boolean isUpToDate() {
        return backend().isUpToDate();
    }

    @Override
    public long keptSequence() {
        return backend().keptSequence();
    }

    @Override
    public String failure() {
        return backend().failure();
    }

    @Override
    public ChangeFeed changes() {
        return backend().changes();
    }

    @Override
    public boolean submit(byte[] command, Consumer<CommandOutcome> done) {
        String refusal = memory.refuseCommand(command[0] & 0xFF);
        if (refusal != null) {
            throw new BackendException(BackendException.Kind.LIMIT, refusal);
        }
        Consumer<CommandOutcome> counted = taken.enter(done);
        return entered(() -> taking().submit(command, counted));
    }

    @Override
    public <T> CompletableFuture<T> query(Function<EngineQuestions, T> question) {
        return backend().query(question);
    }

    @Override
    public <T> CompletableFuture<T> queryNow(Function<EngineQuestions, T> question) {
        return backend().queryNow(question);
    }

    @Override
    public <T> CompletableFuture<T> querySlowly(List<String> rules, Function<EngineQuestions, SlowAnswer<T>> question) {
        return backend().querySlowly(rules, question);
    }

    @Override
    public LinkDoor links() {
        return backend().links();
    }

    @Override
    public Webhooks webhooks() {
        return backend().webhooks();
    }

    @Override
    public SizeRecorder sizes() {
        return backend().sizes();
    }

    @Override
    public boolean clockIsManual() {
        return backend().clockIsManual();
    }

    @Override
    public CompletableFuture<Long> advanceTo(long millis) {
        return backend().advanceTo(millis);
    }

    @Override
    public CompletableFuture<SnapshotDone> snapshot(Path backupOrNull) {
        return backend().snapshot(backupOrNull);
    }

    private void answer(AppendOutcome outcome, Consumer<AppendOutcome> done) {
        if (outcome.failure() == null) {
            records.answered(outcome.accepted(), outcome.refused());
        } else {
            records.failed();
        }
        done.accept(outcome);
    }

    /** What was not taken, for whichever reason, is not counted. */
    private boolean entered(BooleanSupplier offer) {
        boolean took = false;
        try {
            took = offer.getAsBoolean();
            return took;
        } finally {
            if (!took) {
                taken.leave();
            }
        }
    }

    private Backend taking() {
        if (life.isStopping()) {
            throw new BackendException(
                    BackendException.Kind.READ_ONLY, "server: found it stopping, expected it to serve");
        }
        return backend();
    }

    private Backend backend() {
        Backend backend = open;
        if (backend == null) {
            throw new BackendException(
                    BackendException.Kind.STARTING,
                    "server: found it starting (" + life.detail() + "), expected it to serve; try again");
        }
        return backend;
    }
}
