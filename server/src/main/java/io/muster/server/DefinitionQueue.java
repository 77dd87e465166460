package io.muster.server;

import io.muster.index.Outcome;
import io.muster.index.record.CommandKind;
import io.muster.server.pipeline.CommandBatch;
import io.muster.server.pipeline.Pipeline;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Definitions of segments, one after the other: each is done when it is in force, or has failed to come into force. Any
 * thread; nobody waits for more than a moment.
 */
final class DefinitionQueue {
    private static final int MAX_WAITING = 10_000;
    private static final Set<Integer> KINDS = Set.of(
            CommandKind.CREATE_SEGMENT,
            CommandKind.UPDATE_SEGMENT,
            CommandKind.ROLLBACK_SEGMENT,
            CommandKind.DELETE_SEGMENT);

    /**
     * What became of a definition.
     *
     * @param batch the command's
     * @param failure why it did not come into force although it was accepted; null if it did or was refused
     */
    record Done(CommandBatch batch, String failure) {}

    private record Waiting(byte[] command, Consumer<Done> done) {}

    private final Pipeline pipeline;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean busy;

    DefinitionQueue(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    static boolean takes(byte[] command) {
        return KINDS.contains(new UnsafeBuffer(command).getByte(0) & 0xFF);
    }

    /** False where the queue is full: then {@code done} is not called. */
    boolean submit(byte[] command, Consumer<Done> done) {
        synchronized (waiting) {
            if (waiting.size() >= MAX_WAITING) {
                return false;
            }
            waiting.add(new Waiting(command, done));
            if (busy) {
                return true;
            }
            busy = true;
        }
        next();
        return true;
    }

    private void next() {
        Waiting next;
        synchronized (waiting) {
            next = waiting.poll();
            busy = next != null;
        }
        if (next != null) {
            run(next);
        }
    }

    private void run(Waiting definition) {
        CommandBatch batch = CommandBatch.of(definition.command(), done -> completed(definition, done))
                .untilDone();
        if (!pipeline.submit(batch)) {
            batch.fail("commands: found the queue full, expected room; try again");
            finish(definition, batch, null);
        }
    }

    private void completed(Waiting definition, CommandBatch batch) {
        boolean refused = batch.failure() != null || !batch.refusals().isEmpty();
        if (refused && isBuilding(batch)) {
            run(definition);
        } else if (refused) {
            finish(definition, batch, null);
        } else {
            int workspaceId = new UnsafeBuffer(definition.command()).getInt(Integer.BYTES, ByteOrder.LITTLE_ENDIAN);
            pipeline.query(engine -> engine.buildFailure(workspaceId, batch.id()))
                    .whenComplete((failure, e) -> finish(definition, batch, failure));
        }
    }

    /** One that was begun before the server was started again; by now it is done. */
    private static boolean isBuilding(CommandBatch batch) {
        return batch.failure() == null && batch.refusals().getFirst().kind() == Outcome.Kind.BUILDING;
    }

    private void finish(Waiting definition, CommandBatch batch, String failure) {
        try {
            definition.done().accept(new Done(batch, failure));
        } finally {
            next();
        }
    }
}
