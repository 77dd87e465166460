package io.muster.bench.micro;

import io.muster.bench.machine.Directories;
import io.muster.index.change.ChangeListener;
import io.muster.server.change.ChangeCursor;
import io.muster.server.change.ChangeLog;
import io.muster.server.change.ChangeOptions;
import io.muster.server.change.ChangesGoneException;
import io.muster.server.change.FeedOptions;
import io.muster.server.disk.FileChannelDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What the change log takes: changes a second that are told by one thread, until they are written, and that one
 * follower reads back. No engine; arguments: where its files go, how many changes, and how many each command brings.
 */
public final class ChangeLogCosts {
    private static final int ROUNDS = 5;
    private static final int CUSTOMERS = 10_000_000;
    private static final long RETENTION_BYTES = 16L << 30;
    private static final double MIB = 1 << 20;

    private final AtomicLong sequence = new AtomicLong();
    private final long changes;
    private final int eachCommand;

    private ChangeLogCosts(long changes, int eachCommand) {
        this.changes = changes;
        this.eachCommand = eachCommand;
    }

    public static void main(String[] arguments) throws IOException, ChangesGoneException {
        ChangeLogCosts costs = new ChangeLogCosts(Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]));
        Path under = Path.of(arguments[0]);
        for (int round = 1; round <= ROUNDS; round++) {
            Path directory = Files.createTempDirectory(under, "muster-changes");
            try {
                costs.measure(directory);
            } finally {
                Directories.delete(directory);
            }
        }
    }

    private void measure(Path directory) throws IOException, ChangesGoneException {
        ChangeOptions usual = ChangeOptions.defaults();
        ChangeOptions options = new ChangeOptions(
                RETENTION_BYTES,
                0,
                usual.memoryBytes(),
                usual.fileBytes(),
                usual.bufferBytes(),
                usual.stallMillis(),
                FeedOptions.defaults());
        sequence.set(0);
        try (ChangeLog log = ChangeLog.of(new FileChannelDisk(), directory, options)) {
            log.replayFrom(sequence::get);
            log.replayed();
            log.showUpTo(() -> Long.MAX_VALUE);
            long beganNs = System.nanoTime();
            tell(log.listener());
            double toldSeconds = seconds(beganNs);
            while (log.status().reachedSequence() < sequence.get()
                    && log.status().brokenReason() == null) {
                LockSupport.parkNanos(100_000);
            }
            double writtenSeconds = seconds(beganNs);
            if (log.status().brokenReason() != null) {
                throw new IOException(log.status().brokenReason());
            }
            long lengthBytes = log.status().lengthBytes();
            beganNs = System.nanoTime();
            long read = read(log);
            double readSeconds = seconds(beganNs);
            if (read != changes) {
                throw new IOException("changes: found " + read + ", expected " + changes);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%d changes, %d a command, %.1f bytes each: told %.2f M/s, written %.2f M/s (%.0f MiB/s), read back"
                            + " %.2f M/s%n",
                    changes,
                    eachCommand,
                    (double) lengthBytes / changes,
                    changes / toldSeconds / 1e6,
                    changes / writtenSeconds / 1e6,
                    lengthBytes / MIB / writtenSeconds,
                    changes / readSeconds / 1e6);
        }
    }

    private void tell(ChangeListener listener) {
        MadeUpChange change = new MadeUpChange();
        for (long told = 0; told < changes; ) {
            long next = sequence.get() + 1;
            for (int i = 0; i < eachCommand && told < changes; i++) {
                change.set(next, (int) (told * 7_919 % CUSTOMERS), i);
                listener.changed(change);
                told++;
            }
            sequence.set(next);
        }
    }

    private long read(ChangeLog log) throws IOException, ChangesGoneException {
        long read = 0;
        try (ChangeCursor cursor = log.follow(MadeUpChange.WORKSPACE, 0, 1, 0)) {
            ChangeCursor.Step step = ChangeCursor.Step.AGAIN;
            while (step != ChangeCursor.Step.END) {
                step = cursor.next(sequence.get());
                read += step == ChangeCursor.Step.CHANGE ? 1 : 0;
            }
        }
        return read;
    }

    private static double seconds(long beganNs) {
        return (System.nanoTime() - beganNs) / 1e9;
    }
}
