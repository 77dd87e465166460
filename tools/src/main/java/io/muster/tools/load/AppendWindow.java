package io.muster.tools.load;

import io.muster.protocol.client.AppendResult;
import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.MusterException;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;

/**
 * Keeps several batches on the way, settles them in the order sent, and sends again what a busy server turned away. One
 * thread.
 */
public final class AppendWindow {
    private static final int LEAST_WAIT_MS = 10;
    private static final int MOST_WAIT_MS = 5_000;
    private static final long PATIENCE_MS = 120_000;

    private final AppendTarget target;
    private final int size;
    private final BiConsumer<LineBatch, AppendResult> settled;
    private final ArrayDeque<Sent> sent = new ArrayDeque<>();

    /**
     * Sends to {@code target}.
     *
     * @param size how many batches may be on the way
     * @param settled told of each batch, in the order sent, when it is acknowledged
     */
    public AppendWindow(AppendTarget target, int size, BiConsumer<LineBatch, AppendResult> settled) {
        this.target = target;
        this.size = size;
        this.settled = settled;
    }

    /** Sends a batch, waiting for the oldest first where the window is full. Throws {@link MusterException}. */
    public void send(LineBatch batch) {
        while (sent.size() >= size) {
            settleOldest();
        }
        sent.add(new Sent(batch, target.append(batch.bytes(), 0, batch.length())));
        while (!sent.isEmpty() && sent.peek().answer.isDone()) {
            settleOldest();
        }
    }

    /** Waits for all that is on the way. Throws {@link MusterException}. */
    public void drain() {
        while (!sent.isEmpty()) {
            settleOldest();
        }
    }

    private void settleOldest() {
        Sent oldest = sent.peek();
        AppendResult result = await(oldest);
        sent.remove();
        settled.accept(oldest.batch, result);
    }

    private AppendResult await(Sent one) {
        long startNs = System.nanoTime();
        CompletableFuture<AppendResult> answer = one.answer;
        while (true) {
            try {
                return answer.join();
            } catch (CompletionException wrapped) {
                MusterException failure = failure(wrapped);
                long waitedMs = (System.nanoTime() - startNs) / 1_000_000;
                if (failure.code() != ErrorCode.BUSY || waitedMs > PATIENCE_MS) {
                    throw failure;
                }
                pause(Math.clamp(failure.retryAfterMs(), LEAST_WAIT_MS, MOST_WAIT_MS));
                answer = target.append(one.batch.bytes(), 0, one.batch.length());
            }
        }
    }

    private static MusterException failure(CompletionException wrapped) {
        if (wrapped.getCause() instanceof MusterException failure) {
            return failure;
        }
        throw wrapped;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MusterException(ErrorCode.TIMEOUT, "interrupted while waiting for a busy server");
        }
    }

    private record Sent(LineBatch batch, CompletableFuture<AppendResult> answer) {}
}
