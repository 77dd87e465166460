package io.muster.server.pipeline;

import io.muster.server.metrics.PipelineMeter;
import io.muster.server.thread.Doorbell;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the threads of a pipeline share.
 *
 * <p>Assumes: only the sequencer sets {@link #forced}, and never after a failure of the journal. Guarantees: who sees a
 * failure and then reads {@link #forcedSequence} gets its last value; the first failure stays.
 */
final class PipelineState {
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

    final Queue<CommandBatch> submitted;
    final Queue<CommandBatch> sequenced;
    final Queue<Query<?>> queries;
    final Admission batchAdmission;
    final Admission queryAdmission;
    final Doorbell sequencerBell = new Doorbell();
    final Doorbell engineBell = new Doorbell();
    final PipelineMeter meter = new PipelineMeter();
    private final AtomicReference<String> failure = new AtomicReference<>();
    private volatile long forcedSequence;
    private volatile long sequencerWakesAtMillis = Long.MAX_VALUE;
    private volatile boolean sequencerEnded;

    PipelineState(PipelineOptions options, long sequence) {
        submitted = new ManyToOneConcurrentArrayQueue<>(options.queueBatches());
        // Each batch may have a time command before it; one more may be due, and a step.
        sequenced = new OneToOneConcurrentArrayQueue<>(2 * options.queueBatches() + 3);
        queries = new ManyToOneConcurrentArrayQueue<>(options.queueQueries());
        batchAdmission = new Admission(options.queueBatches(), options.queueBytes());
        queryAdmission = new Admission(options.queueQueries(), Long.MAX_VALUE);
        forcedSequence = sequence;
    }

    String failure() {
        return failure.get();
    }

    void fail(String reason, Throwable cause) {
        if (failure.compareAndSet(null, reason)) {
            // A disk that fails is no fault of the program: where it was called from helps nobody.
            Throwable trace = cause instanceof IOException ? null : cause;
            LOG.error("pipeline: {}; from here on it answers questions only", reason, trace);
        }
    }

    long forcedSequence() {
        return forcedSequence;
    }

    void forced(long sequence) {
        forcedSequence = sequence;
    }

    /** When the sequencer looks at the time by itself; {@link Long#MAX_VALUE} while it does not know. */
    long sequencerWakesAtMillis() {
        return sequencerWakesAtMillis;
    }

    void sequencerWakesAtMillis(long millis) {
        sequencerWakesAtMillis = millis;
    }

    boolean sequencerEnded() {
        return sequencerEnded;
    }

    void endSequencer() {
        sequencerEnded = true;
    }
}
