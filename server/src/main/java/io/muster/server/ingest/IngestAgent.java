package io.muster.server.ingest;

import io.muster.server.records.BatchParser;
import io.muster.server.records.RecordGate;
import io.muster.server.thread.Niceness;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.ManyToManyConcurrentArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parses batches of records on a thread of its own and submits them to the pipeline, in the order in which they were
 * taken.
 *
 * <ul>
 *   <li>Assumes: a byte array handed in is not changed before its completion; the sink completes each batch that it
 *       took, exactly once.
 *   <li>Guarantees: each batch taken is completed exactly once, also when the agent is closed or parsing fails; never
 *       more than the stated batches and bytes wait; when the sink is full nothing is dropped, the queue fills and
 *       {@link #offer} says so.
 *   <li>Progress: {@code offer} never blocks.
 * </ul>
 */
public final class IngestAgent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IngestAgent.class);

    private static final long SINK_FULL_PARK_NS = 50_000;
    private static final int POOLED_APPENDS = 16;
    private static final int POOLED_LENGTH_BYTES = 4 << 20;
    private static final String STOPPING = "the server is stopping";

    private final CommandSink sink;
    private final ManyToManyConcurrentArrayQueue<AppendRequest> queue;
    private final ManyToManyConcurrentArrayQueue<Append> pool = new ManyToManyConcurrentArrayQueue<>(POOLED_APPENDS);
    private final AtomicLong queuedBytes = new AtomicLong();
    private final long queueLimitBytes;
    private final BatchParser parser = new BatchParser();
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Starts the thread.
     *
     * @param queueBatches how many batches may wait to be parsed, at least 2; rounded up to a power of two
     * @param queueLimitBytes how many bytes of JSON those may have together; a longer batch is taken when none waits
     */
    public IngestAgent(CommandSink sink, int queueBatches, long queueLimitBytes) {
        this.sink = sink;
        this.queue = new ManyToManyConcurrentArrayQueue<>(queueBatches);
        this.queueLimitBytes = queueLimitBytes;
        thread = Thread.ofPlatform().name("muster-ingest").start(this::run);
    }

    /** Takes only the records that {@code gate} lets in; to be called before the first offer. */
    public void gate(RecordGate gate) {
        parser.gate(gate);
    }

    /** As {@link #offer(int, boolean, byte[], AppendCompletion)}, for records that happen now. */
    public boolean offer(int workspaceId, byte[] jsonLines, AppendCompletion completion) {
        return offer(workspaceId, false, jsonLines, completion);
    }

    /**
     * Takes a batch of JSON Lines, or returns false where the queue is full or closed. Any thread.
     *
     * @param imported whether they are history that is loaded
     * @param jsonLines not to be changed before {@code completion} is called
     */
    public boolean offer(int workspaceId, boolean imported, byte[] jsonLines, AppendCompletion completion) {
        if (closed || !reserve(jsonLines.length)) {
            return false;
        }
        if (!queue.offer(new AppendRequest(workspaceId, imported, jsonLines, completion))) {
            queuedBytes.addAndGet(-jsonLines.length);
            return false;
        }
        LockSupport.unpark(thread);
        if (closed) {
            refuseQueued();
        }
        return true;
    }

    /** Batches that wait to be parsed. Any thread. */
    public int queuedBatches() {
        return queue.size();
    }

    /** Bytes of JSON that those have together. Any thread. */
    public long queuedBytes() {
        return queuedBytes.get();
    }

    /** Stops. What is not submitted by now is completed as failed, what is, by the sink. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        refuseQueued();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean reserve(int length) {
        long before = queuedBytes.getAndAdd(length);
        boolean fits = before == 0 || before + length <= queueLimitBytes;
        if (!fits) {
            queuedBytes.addAndGet(-length);
        }
        return fits;
    }

    private void run() {
        Niceness.set(Niceness.YIELDING);
        while (!closed) {
            AppendRequest request = take();
            if (request == null) {
                LockSupport.park(this);
            } else {
                append(request);
            }
        }
    }

    private AppendRequest take() {
        AppendRequest request = queue.poll();
        if (request != null) {
            queuedBytes.addAndGet(-request.jsonLines().length);
        }
        return request;
    }

    private void append(AppendRequest request) {
        Append append = pool.poll();
        append = append == null ? new Append(this::completed) : append;
        boolean submitted = false;
        String failure = STOPPING;
        try {
            append.fill(request, parser);
            submitted = submit(append);
        } catch (RuntimeException e) {
            LOG.error("a batch of {} bytes of records was not taken", request.jsonLines().length, e);
            failure = "internal error: " + e;
        }
        if (!submitted) {
            fail(request, failure);
        }
    }

    private boolean submit(Append append) {
        while (!sink.submit(append.batch())) {
            if (closed) {
                return false;
            }
            LockSupport.parkNanos(this, SINK_FULL_PARK_NS);
        }
        return true;
    }

    private void completed(Append append) {
        AppendOutcome outcome = outcome(append);
        AppendCompletion completion = append.completion();
        append.release();
        if (append.batch().buffer().capacity() <= POOLED_LENGTH_BYTES) {
            pool.offer(append);
        }
        tell(completion, outcome);
    }

    private static AppendOutcome outcome(Append append) {
        try {
            return append.outcome();
        } catch (RuntimeException e) {
            LOG.error("the outcome of a batch of records could not be told", e);
            return failed("internal error: " + e);
        }
    }

    private void refuseQueued() {
        for (AppendRequest request = take(); request != null; request = take()) {
            fail(request, STOPPING);
        }
    }

    private static void fail(AppendRequest request, String failure) {
        tell(request.completion(), failed(failure));
    }

    private static AppendOutcome failed(String failure) {
        return new AppendOutcome(0, 0, List.of(), failure);
    }

    private static void tell(AppendCompletion completion, AppendOutcome outcome) {
        try {
            completion.onAppended(outcome);
        } catch (RuntimeException e) {
            LOG.error("a completion of appended records failed", e);
        }
    }
}
