package io.muster.bench.micro;

import io.muster.index.WorkspaceView;
import io.muster.server.change.ChangeFeed;
import io.muster.server.wire.backend.AppendOutcome;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.CommandOutcome;
import io.muster.server.wire.backend.Durability;
import io.muster.server.wire.backend.EngineQuestions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** One workspace to look up in, and nothing else. */
record RoadBackend(WorkspaceView only) implements Backend {
    @Override
    public WorkspaceView workspace(int id) {
        return id == only.id() ? only : null;
    }

    @Override
    public List<WorkspaceView> workspaces() {
        return List.of(only);
    }

    @Override
    public long sequence() {
        return 1;
    }

    @Override
    public long keptSequence() {
        return 1;
    }

    @Override
    public ChangeFeed changes() {
        throw new UnsupportedOperationException("changes");
    }

    @Override
    public long nowMillis() {
        return 0;
    }

    @Override
    public boolean append(
            Object source,
            int workspaceId,
            Durability durability,
            boolean imported,
            byte[] jsonLines,
            Consumer<AppendOutcome> done) {
        return false;
    }

    @Override
    public boolean submit(byte[] command, Consumer<CommandOutcome> done) {
        return false;
    }

    @Override
    public <T> CompletableFuture<T> query(Function<EngineQuestions, T> question) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException("questions"));
    }

    @Override
    public boolean clockIsManual() {
        return true;
    }

    @Override
    public CompletableFuture<Long> advanceTo(long millis) {
        return CompletableFuture.completedFuture(millis);
    }
}
