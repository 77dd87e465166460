package io.muster.tools.load;

import io.muster.protocol.client.AppendResult;
import io.muster.protocol.client.RefusedRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Loads records: several batches on the way at once, refusals told and kept. One thread. */
public final class RecordLoad {
    /** About how long a batch is. */
    public static final int BATCH_BYTES = 256 * 1024;

    private static final int WINDOW = 8;

    private final LoadSummary summary = new LoadSummary();
    private final OutputStream rejects;
    private final AppendWindow window;

    /** Refused lines are written to {@code rejectsOrNull} as they are. */
    public RecordLoad(AppendTarget target, OutputStream rejectsOrNull) {
        rejects = rejectsOrNull;
        window = new AppendWindow(target, WINDOW, this::settle);
    }

    /** Sends a batch, waiting for others where too many are on the way. Throws as {@link AppendWindow#send}. */
    public void send(LineBatch batch) {
        window.send(batch);
    }

    /** Waits for all that is on the way. Throws as {@link AppendWindow#drain}. */
    public void drain() {
        window.drain();
    }

    /** What has become of the batches that are settled. */
    public LoadSummary summary() {
        return summary;
    }

    private void settle(LineBatch batch, AppendResult result) {
        int line = 0;
        int start = 0;
        for (RefusedRecord refused : result.refusals()) {
            summary.add(new LoadSummary.Refusal(
                    batch.source(),
                    batch.firstLine() + refused.line(),
                    refused.column(),
                    refused.field(),
                    refused.reason()));
            if (rejects != null) {
                while (line < refused.line()) {
                    start = Math.min(batch.lineEnd(start) + 1, batch.length());
                    line++;
                }
                keep(batch, start);
            }
        }
        summary.add(batch, result.accepted(), result.refused(), result.lastSequence());
    }

    private void keep(LineBatch batch, int start) {
        try {
            rejects.write(batch.bytes(), start, batch.lineEnd(start) - start);
            rejects.write('\n');
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
