package io.muster.server.ingest;

import io.muster.server.pipeline.Durability;
import io.muster.server.pipeline.RetryAdvice;
import io.muster.server.records.BatchParser;
import io.muster.server.records.RecordGate;
import io.muster.server.records.RecordLimits;
import io.muster.server.thread.Niceness;
import io.muster.server.thread.ShortTurns;
import io.muster.server.thread.ThreadEnd;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.ManyToManyConcurrentArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parses batches of records on a thread of its own and submits them to the pipeline. Workspaces take turns, and in each
 * the sources do; what one source appends to one workspace is submitted in the order in which it was taken.
 *
 * <ul>
 *   <li>Assumes: a byte array handed in is not changed before its completion; the sink completes each batch that it
 *       took, exactly once.
 *   <li>Guarantees: each batch taken is completed exactly once, also when the agent is closed or parsing fails; never
 *       more than the stated batches and bytes wait; when the sink is full nothing is dropped, the queue fills and
 *       {@link #offer} says so. Not more than the stated bytes, and one batch, are in the sink: what waits, waits here,
 *       where the turns are kept.
 *   <li>Progress: {@code offer} never blocks.
 * </ul>
 */
public final class IngestAgent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IngestAgent.class);

    private static final long SINK_FULL_PARK_NS = 50_000;
    private static final int POOLED_APPENDS = 128;
    private static final int POOLED_LENGTH_BYTES = 512 * 1024;
    private static final String STOPPING = "the server is stopping";

    private final CommandSink sink;
    private final FairQueue queue;
    private final long windowBytes;
    private final AtomicLong onTheWayBytes = new AtomicLong();
    private final RetryAdvice advice = new RetryAdvice();
    private final ManyToManyConcurrentArrayQueue<Append> pool = new ManyToManyConcurrentArrayQueue<>(POOLED_APPENDS);
    private final BatchParser parser = new BatchParser();
    private final Thread thread;
    private volatile boolean closed;

    /** Starts the thread. */
    public IngestAgent(CommandSink sink, IngestOptions options) {
        this.sink = sink;
        queue = new FairQueue(options.queueBatches(), options.queueBytes());
        windowBytes = options.windowBytes();
        thread = Thread.ofPlatform().name("muster-ingest").start(this::run);
    }

    /** Takes only the records that {@code gate} lets in; to be called before the first offer. */
    public void gate(RecordGate gate) {
        parser.gate(gate);
    }

    /** As below, for records that happen now, of nobody in particular. */
    public boolean offer(int workspaceId, byte[] jsonLines, AppendCompletion completion) {
        return offer(null, workspaceId, Durability.DISK, false, jsonLines, completion);
    }

    /**
     * Takes a batch of JSON Lines, or returns false where the queue is full, the source has its share of it, or it is
     * closed. Any thread.
     *
     * @param source who appends, compared by {@code equals}; null for nobody in particular
     * @param durability when it is acknowledged
     * @param imported whether they are history that is loaded
     * @param jsonLines not to be changed before {@code completion} is called
     */
    public boolean offer(
            Object source,
            int workspaceId,
            Durability durability,
            boolean imported,
            byte[] jsonLines,
            AppendCompletion completion) {
        if (closed
                || !queue.offer(source, new AppendRequest(workspaceId, durability, imported, jsonLines, completion))) {
            return false;
        }
        LockSupport.unpark(thread);
        if (closed) {
            refuseQueued();
        }
        return true;
    }

    /**
     * Whether {@link #offer} would find room for so many bytes now: who asks first saves making an array of what is
     * then refused. Any thread.
     */
    public boolean hasRoom(Object source, int workspaceId, int lengthBytes) {
        return queue.hasRoom(source, workspaceId, lengthBytes);
    }

    /** How many batches wait to be parsed. */
    public int queuedBatches() {
        return queue.batches();
    }

    /** How many bytes of JSON those are. */
    public long queuedBytes() {
        return queue.bytes();
    }

    /** When {@link #offer} is likely to take a batch again, in milliseconds. */
    public int retryAfterMs() {
        return advice.millisFor((queue.batches() + 1) / 2);
    }

    /** Stops. What is not submitted by now is completed as failed, what is, by the sink. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        ThreadEnd.await(thread);
        refuseQueued();
    }

    private void run() {
        ShortTurns.set(Niceness.YIELDING);
        while (!closed) {
            AppendRequest request = onTheWayBytes.get() < windowBytes ? queue.poll() : null;
            if (request == null) {
                LockSupport.park(this);
            } else {
                advice.drained(1);
                append(request);
            }
        }
    }

    private void append(AppendRequest request) {
        int lines = lines(request.jsonLines());
        if (lines > RecordLimits.BATCH_LINES) {
            String failure =
                    "records: found " + lines + " lines in a batch, expected at most " + RecordLimits.BATCH_LINES;
            tell(request.completion(), new AppendOutcome(0, 0, List.of(), failure, true));
            return;
        }
        Append append = pool.poll();
        append = append == null ? new Append(this::completed, request.lengthBytes()) : append;
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

    /** As the parser counts: what follows the last line end is a line only where there is something. */
    private static int lines(byte[] jsonLines) {
        int lines = 0;
        for (byte each : jsonLines) {
            lines += each == '\n' ? 1 : 0;
        }
        boolean endsWithin = jsonLines.length > 0 && jsonLines[jsonLines.length - 1] != '\n';
        return endsWithin ? lines + 1 : lines;
    }

    private boolean submit(Append append) {
        int lengthBytes = append.batch().lengthBytes();
        onTheWayBytes.addAndGet(lengthBytes);
        boolean submitted = false;
        try {
            submitted = submitWhenThereIsRoom(append);
        } finally {
            if (!submitted) {
                onTheWayBytes.addAndGet(-lengthBytes);
            }
        }
        return submitted;
    }

    private boolean submitWhenThereIsRoom(Append append) {
        while (!sink.submit(append.batch())) {
            if (closed) {
                return false;
            }
            LockSupport.parkNanos(this, SINK_FULL_PARK_NS);
        }
        return true;
    }

    private void completed(Append append) {
        long before = onTheWayBytes.getAndAdd(-append.batch().lengthBytes());
        if (before >= windowBytes) {
            LockSupport.unpark(thread);
        }
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
        for (AppendRequest request = queue.poll(); request != null; request = queue.poll()) {
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
