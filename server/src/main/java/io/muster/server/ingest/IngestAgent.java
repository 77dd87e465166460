package io.muster.server.ingest;

import io.muster.server.pipeline.CommandBatch;
import io.muster.server.pipeline.Durability;
import io.muster.server.pipeline.RetryAdvice;
import io.muster.server.records.BatchParser;
import io.muster.server.records.RecordGate;
import io.muster.server.records.RecordLimits;
import io.muster.server.thread.Niceness;
import io.muster.server.thread.ShortTurns;
import io.muster.server.thread.ThreadEnd;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.ManyToManyConcurrentArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parses batches of records on a thread of its own and submits them to the pipeline, in pieces. Workspaces take turns,
 * and in each the sources do, a piece at a time; what one source appends to one workspace is submitted in the order in
 * which it was taken.
 *
 * <ul>
 *   <li>Assumes: a byte array handed in is not changed before its completion; the sink completes each batch that it
 *       took, exactly once.
 *   <li>Guarantees: each batch taken is completed exactly once, also when the agent is closed or parsing fails; never
 *       more than the stated batches and bytes wait; when the sink is full nothing is dropped, the queue fills and
 *       {@link #offer} says so. No more is in the sink than its {@link Window} lets in: what waits, waits here, where
 *       the turns are kept.
 *   <li>Progress: {@code offer} never blocks.
 * </ul>
 */
public final class IngestAgent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IngestAgent.class);

    private static final long SINK_FULL_PARK_NS = 50_000;
    private static final int POOLED_BATCHES = 128;
    private static final int POOLED_LENGTH_BYTES = 512 * 1024;
    private static final String STOPPING = "the server is stopping";

    private final CommandSink sink;
    private final FairQueue queue;
    private final Window window;
    private final RetryAdvice advice = new RetryAdvice();
    private final ManyToManyConcurrentArrayQueue<PieceBatch> pool =
            new ManyToManyConcurrentArrayQueue<>(POOLED_BATCHES);
    private final BatchParser parser = new BatchParser();
    private final Thread thread;
    private volatile boolean closed;

    /** Starts the thread. */
    public IngestAgent(CommandSink sink, IngestOptions options) {
        this.sink = sink;
        queue = new FairQueue(options.queueBatches(), options.queueBytes());
        window = new Window(options.windowBytes());
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
            Piece piece = window.isOpen() ? queue.poll(window.pieceBytes()) : null;
            if (piece == null) {
                LockSupport.park(this);
            } else {
                if (piece.isLast()) {
                    advice.drained(1);
                }
                append(piece);
            }
        }
    }

    private void append(Piece piece) {
        AppendRequest request = piece.request();
        int lines = piece.isFirst() ? lines(request.jsonLines()) : 0;
        if (lines > RecordLimits.BATCH_LINES) {
            String failure =
                    "records: found " + lines + " lines in a batch, expected at most " + RecordLimits.BATCH_LINES;
            tell(request, request.progress().failed(piece.lengthBytes(), failure, true));
        } else if (request.progress().hasFailed()) {
            fail(piece, STOPPING);
        } else {
            parse(piece);
        }
    }

    private void parse(Piece piece) {
        PieceBatch pooled = pool.poll();
        PieceBatch batch = pooled == null ? new PieceBatch(this::completed, piece.lengthBytes()) : pooled;
        boolean submitted = false;
        String failure = STOPPING;
        try {
            batch.fill(piece, parser);
            submitted = submit(batch);
        } catch (RuntimeException e) {
            LOG.error(
                    "a batch of {} bytes of records was not taken",
                    piece.request().lengthBytes(),
                    e);
            failure = "internal error: " + e;
        }
        if (!submitted) {
            fail(piece, failure);
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

    private boolean submit(PieceBatch batch) {
        int lengthBytes = batch.batch().lengthBytes();
        window.entered(lengthBytes);
        boolean submitted = false;
        try {
            submitted = submitWhenThereIsRoom(batch);
        } finally {
            if (!submitted) {
                window.leftUndone(lengthBytes);
            }
        }
        return submitted;
    }

    private boolean submitWhenThereIsRoom(PieceBatch batch) {
        while (!sink.submit(batch.batch())) {
            if (closed) {
                return false;
            }
            LockSupport.parkNanos(this, SINK_FULL_PARK_NS);
        }
        return true;
    }

    private void completed(PieceBatch completed) {
        CommandBatch batch = completed.batch();
        if (batch.failure() == null) {
            window.left(batch.lengthBytes(), batch.engineNs(), System.nanoTime() - batch.appliedNs());
        } else {
            window.leftUndone(batch.lengthBytes());
        }
        LockSupport.unpark(thread);
        AppendRequest request = completed.piece().request();
        AppendOutcome outcome = ended(completed);
        completed.release();
        if (batch.buffer().capacity() <= POOLED_LENGTH_BYTES) {
            pool.offer(completed);
        }
        tell(request, outcome);
    }

    private static AppendOutcome ended(PieceBatch completed) {
        try {
            return completed.ended();
        } catch (RuntimeException e) {
            LOG.error("the outcome of a batch of records could not be told", e);
            Piece piece = completed.piece();
            return piece.request().progress().failed(piece.lengthBytes(), "internal error: " + e, false);
        }
    }

    private void refuseQueued() {
        for (Piece piece = queue.poll(Integer.MAX_VALUE); piece != null; piece = queue.poll(Integer.MAX_VALUE)) {
            fail(piece, STOPPING);
        }
    }

    private static void fail(Piece piece, String failure) {
        AppendRequest request = piece.request();
        tell(request, request.progress().failed(piece.lengthBytes(), failure, false));
    }

    /** Of a batch that has ended; nothing where pieces of it are still under way. */
    private static void tell(AppendRequest request, AppendOutcome outcomeOrNull) {
        if (outcomeOrNull == null) {
            return;
        }
        try {
            request.completion().onAppended(outcomeOrNull);
        } catch (RuntimeException e) {
            LOG.error("a completion of appended records failed", e);
        }
    }
}
