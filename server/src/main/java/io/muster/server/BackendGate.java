package io.muster.server;

import io.muster.index.SlowAnswer;
import io.muster.index.WorkspaceView;
import io.muster.server.change.ChangeFeed;
import io.muster.server.wire.backend.AppendOutcome;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.BackendException;
import io.muster.server.wire.backend.CommandOutcome;
import io.muster.server.wire.backend.Durability;
import io.muster.server.wire.backend.EngineQuestions;
import io.muster.server.wire.backend.SnapshotDone;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The backend of a server that listens before it can answer: until it is opened, every call throws that the server is
 * starting. Any thread.
 */
final class BackendGate implements Backend {
    private final ServerLife life;
    private volatile Backend open;

    BackendGate(ServerLife life) {
        this.life = life;
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
            int workspaceId, Durability durability, boolean imported, byte[] jsonLines, Consumer<AppendOutcome> done) {
        return backend().append(workspaceId, durability, imported, jsonLines, done);
    }

    @Override
    public boolean append(
            Object source,
            int workspaceId,
            Durability durability,
            boolean imported,
            byte[] jsonLines,
            Consumer<AppendOutcome> done) {
        return backend().append(source, workspaceId, durability, imported, jsonLines, done);
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
        return backend().submit(command, done);
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
    public <T> CompletableFuture<T> querySlowly(String rule, Function<EngineQuestions, SlowAnswer<T>> question) {
        return backend().querySlowly(rule, question);
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
