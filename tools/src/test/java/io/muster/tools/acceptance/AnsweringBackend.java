package io.muster.tools.acceptance;

import io.muster.index.CustomerDetails;
import io.muster.index.Engine;
import io.muster.index.EngineOptions;
import io.muster.index.EngineStatus;
import io.muster.index.Outcome;
import io.muster.index.SlowAnswer;
import io.muster.index.WorkspaceView;
import io.muster.index.answer.RuleCount;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandReader;
import io.muster.index.record.Commands;
import io.muster.index.record.Tag;
import io.muster.server.change.ChangeFeed;
import io.muster.server.wire.backend.AppendOutcome;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.CommandOutcome;
import io.muster.server.wire.backend.Durability;
import io.muster.server.wire.backend.EngineQuestions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.agrona.concurrent.UnsafeBuffer;
import org.roaringbitmap.RoaringBitmap;

/**
 * A backend whose segments are an engine's, and whose answers about rules are {@link CannedAnswers}. Everything happens
 * on the one I/O thread of its server; records are only noted.
 */
final class AnsweringBackend extends CannedAnswers implements Backend, AutoCloseable {
    final List<String> appended = new CopyOnWriteArrayList<>();
    final List<byte[]> commands = new CopyOnWriteArrayList<>();
    private final Engine engine = new Engine(new EngineOptions(NOW_MILLIS, 100));

    @Override
    public WorkspaceView workspace(int id) {
        return engine.workspace(id);
    }

    @Override
    public long keptSequence() {
        return sequence();
    }

    @Override
    public ChangeFeed changes() {
        throw new UnsupportedOperationException("changes: found a backend that keeps none");
    }

    @Override
    public long sequence() {
        return engine.sequence();
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
        String text = new String(jsonLines, StandardCharsets.UTF_8);
        appended.add((imported ? "import " : "live ") + text.strip());
        done.accept(new AppendOutcome(1, (int) text.lines().count(), 0, List.of(), null));
        return true;
    }

    @Override
    public boolean submit(byte[] command, Consumer<CommandOutcome> done) {
        commands.add(command);
        done.accept(outcome(command));
        return true;
    }

    private CommandOutcome outcome(byte[] command) {
        CommandReader reader = reader(command);
        return switch (reader.kind()) {
            case CommandKind.ROLLBACK_SEGMENT -> {
                reader.seek(Tag.SEGMENT);
                yield CommandOutcome.accepted(sequence(), (int) reader.number());
            }
            case CommandKind.DECLARE_FIELD -> CommandOutcome.accepted(sequence(), 0);
            case CommandKind.DELETE_SEGMENT ->
                CommandOutcome.refused(
                        sequence(), Outcome.Kind.IN_USE, "segment: 'Loyal' refers to it, expected none to", null);
            case CommandKind.CREATE_WORKSPACE -> applied(withoutDelay(reader));
            default -> applied(command);
        };
    }

    private static byte[] withoutDelay(CommandReader reader) {
        reader.seek(Tag.NAME);
        String name = reader.text();
        reader.seek(Tag.ZONE);
        return Commands.createWorkspace(name, reader.text(), null);
    }

    private CommandOutcome applied(byte[] command) {
        Outcome outcome = new Outcome();
        apply(command, outcome);
        byte[] step = Commands.step();
        while (engine.hasWork()) {
            apply(step, new Outcome());
        }
        return outcome.accepted()
                ? CommandOutcome.accepted(sequence(), outcome.id())
                : CommandOutcome.refused(sequence(), outcome.kind(), outcome.reason(), outcome.rule());
    }

    private void apply(byte[] command, Outcome outcome) {
        engine.apply(new UnsafeBuffer(command), 0, command.length, outcome);
    }

    static CommandReader reader(byte[] command) {
        return new CommandReader().wrap(new UnsafeBuffer(command), 0, command.length);
    }

    @Override
    public <T> CompletableFuture<T> query(Function<EngineQuestions, T> question) {
        try {
            return CompletableFuture.completedFuture(question.apply(this));
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    @Override
    public boolean clockIsManual() {
        return true;
    }

    @Override
    public CompletableFuture<Long> advanceTo(long millis) {
        return CompletableFuture.completedFuture(millis);
    }

    @Override
    public RoaringBitmap members(int workspaceId, int segmentId) {
        return segmentId % 2 == 0 ? RoaringBitmap.bitmapOf(1, 2, 3, 4) : RoaringBitmap.bitmapOf(3, 4, 5);
    }

    @Override
    public SlowAnswer<RuleCount> count(int workspaceId, String rule, int sample) {
        return SlowAnswer.of(COUNT);
    }

    @Override
    public CustomerDetails customer(int workspaceId, String customerId) {
        return null;
    }

    @Override
    public EngineStatus status() {
        return engine.status();
    }

    @Override
    public void close() {
        engine.close();
    }
}
