package io.muster.bench;

import io.muster.bench.machine.Pace;
import io.muster.protocol.client.AppendResult;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.WorkspaceClient;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** Single records at a {@link Pace}, each waited for until it is on the disk. One thread. */
final class PacedAppends {
    private static final long LONGEST_NS = 600_000_000_000L;

    private final WorkspaceClient workspace;
    private final Supplier<byte[]> records;
    private final int perSecond;

    /**
     * Appends to come.
     *
     * @param records gives one line each
     */
    PacedAppends(WorkspaceClient workspace, Supplier<byte[]> records, int perSecond) {
        this.workspace = workspace;
        this.records = records;
        this.perSecond = perSecond;
    }

    /** Appends for as long as {@code going}, but at least once. Throws IllegalStateException where one is refused. */
    Histogram run(BooleanSupplier going) {
        return run(going, new LateAnswers());
    }

    /** As above; tells of each answer. */
    Histogram run(BooleanSupplier going, LateAnswers late) {
        Histogram histogram = new Histogram(LONGEST_NS, 3);
        Pace pace = new Pace(perSecond);
        do {
            byte[] record = records.get();
            long dueNs = pace.awaitNext();
            AppendResult result = workspace.append(record, 0, record.length, Durability.DISK);
            long doneNs = System.nanoTime();
            histogram.recordValue(Math.clamp(doneNs - dueNs, 0, LONGEST_NS));
            late.add(dueNs, doneNs);
            if (result.refused() > 0) {
                throw new IllegalStateException("refused: " + result.refusals().getFirst());
            }
        } while (going.getAsBoolean());
        return histogram;
    }
}
