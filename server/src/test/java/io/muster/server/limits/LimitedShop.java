package io.muster.server.limits;

import io.muster.index.Engine;
import io.muster.index.EngineOptions;
import io.muster.index.Outcome;
import io.muster.index.record.Commands;
import io.muster.server.records.BatchLines;
import io.muster.server.records.BatchParser;
import io.muster.server.records.RefusedRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** An engine with one workspace, and the parser of records before it. One thread. */
final class LimitedShop implements AutoCloseable {
    static final long NOW_MILLIS = 1_767_225_600_000L;

    private final Engine engine = new Engine(new EngineOptions(NOW_MILLIS, 1_000));
    private final Outcome outcome = new Outcome();
    private final int workspace;

    LimitedShop() {
        command(Commands.createWorkspace("limits", "UTC", "EUR"));
        workspace = outcome.id();
    }

    int workspace() {
        return workspace;
    }

    /** Why the command was refused; null if it was not. */
    String command(byte[] command) {
        engine.apply(new UnsafeBuffer(command), 0, command.length, outcome);
        return outcome.accepted() ? null : outcome.field() + ": " + outcome.reason();
    }

    /** Why the record was refused, by the parser or the engine; null if it was not. */
    String record(String json) {
        BatchLines lines = new BatchLines();
        String[] refusal = new String[1];
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        new BatchParser()
                .parse(
                        bytes,
                        0,
                        bytes.length,
                        workspace,
                        (command, offset, length) -> {
                            engine.apply(command, offset, length, outcome);
                            refusal[0] = outcome.accepted() ? null : outcome.field() + ": " + outcome.reason();
                        },
                        lines);
        List<RefusedRecord> refused = lines.refused();
        return refused.isEmpty()
                ? refusal[0]
                : refused.getFirst().field() + ": " + refused.getFirst().reason();
    }

    @Override
    public void close() {
        engine.close();
    }
}
