package io.muster.server;

import io.muster.index.Outcome;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandReader;
import io.muster.index.record.Tag;
import io.muster.server.pipeline.CommandBatch;
import io.muster.server.pipeline.Pipeline;
import io.muster.server.pipeline.PipelineOptions;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Definitions of segments, one after the other: each is done when it is in force, or has failed to come into force. Any
 * thread; nobody waits for more than a moment.
 */
final class DefinitionQueue {
    private static final Logger LOG = LoggerFactory.getLogger(DefinitionQueue.class);
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
     * @param busy whether it was not even begun, for want of room: to be tried again
     */
    record Done(CommandBatch batch, String failure, boolean busy) {}

    private record Waiting(byte[] command, Consumer<Done> done) {}

    private final LongRules rules;
    private final Pipeline pipeline;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final AtomicInteger calls = new AtomicInteger();
    private long waitingBytes;
    private boolean busy;

    DefinitionQueue(LongRules rules, Pipeline pipeline) {
        this.rules = rules;
        this.pipeline = pipeline;
    }

    static boolean takes(byte[] command) {
        return KINDS.contains(new UnsafeBuffer(command).getByte(0) & 0xFF);
    }

    /** False where the queue is full: then {@code done} is not called. */
    boolean submit(byte[] command, Consumer<Done> done) {
        synchronized (waiting) {
            if (waiting.size() >= PipelineOptions.MAX_DEFINITIONS
                    || waitingBytes + command.length > PipelineOptions.MAX_DEFINITION_BYTES) {
                return false;
            }
            waiting.add(new Waiting(command, done));
            waitingBytes += command.length;
            if (busy) {
                return true;
            }
            busy = true;
        }
        next();
        return true;
    }

    /**
     * Begins the next. One that ends at once calls this again from within: such a call is counted and made up for by
     * the loop, so that ten thousand in a row do not stand on each other's stack.
     */
    private void next() {
        if (calls.getAndIncrement() > 0) {
            return;
        }
        do {
            Waiting next = poll();
            if (next != null) {
                run(next);
            }
        } while (calls.decrementAndGet() > 0);
    }

    private Waiting poll() {
        synchronized (waiting) {
            Waiting next = waiting.poll();
            busy = next != null;
            waitingBytes -= next == null ? 0 : next.command().length;
            return next;
        }
    }

    private void run(Waiting definition) {
        rules.parseBefore(rule(definition.command()), () -> submit(definition));
    }

    private static List<String> rule(byte[] command) {
        CommandReader reader = new CommandReader().wrap(new UnsafeBuffer(command), 0, command.length);
        return reader.seek(Tag.RULE) ? List.of(reader.text()) : List.of();
    }

    private void submit(Waiting definition) {
        CommandBatch batch = CommandBatch.of(definition.command(), done -> completed(definition, done))
                .untilDone();
        if (!pipeline.submit(batch)) {
            finish(definition, new Done(batch, null, true));
        }
    }

    private void completed(Waiting definition, CommandBatch batch) {
        boolean refused = batch.failure() != null || !batch.refusals().isEmpty();
        if (refused && isBuilding(batch)) {
            run(definition);
        } else if (refused) {
            finish(definition, new Done(batch, null, false));
        } else {
            int workspaceId = new UnsafeBuffer(definition.command()).getInt(Integer.BYTES, ByteOrder.LITTLE_ENDIAN);
            pipeline.query(engine -> engine.buildFailure(workspaceId, batch.id()))
                    .whenComplete((failure, e) -> finish(definition, new Done(batch, failure, false)));
        }
    }

    /** One that was begun before the server was started again; by now it is done. */
    private static boolean isBuilding(CommandBatch batch) {
        return batch.failure() == null && batch.refusals().getFirst().kind() == Outcome.Kind.BUILDING;
    }

    private void finish(Waiting definition, Done done) {
        try {
            definition.done().accept(done);
        } catch (RuntimeException e) {
            LOG.error("a completion of a definition failed", e);
        }
        next();
    }
}
