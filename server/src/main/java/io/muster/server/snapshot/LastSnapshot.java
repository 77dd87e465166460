package io.muster.server.snapshot;

import io.muster.server.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The snapshot that a clean stop takes, so that the next start reads no journal. One thread. */
public final class LastSnapshot {
    private static final Logger LOG = LoggerFactory.getLogger(LastSnapshot.class);

    private final Disk disk;
    private final SnapshotDirectory directory;
    private final StoppedOrigin origin;
    private final Supplier<String> failure;
    private final Cancellation cancellation = new Cancellation();

    /** {@code failure} says why what the state holds is not all on the disk; null where it is. */
    public LastSnapshot(Disk disk, Path directory, StoppedOrigin origin, Supplier<String> failure) {
        this.disk = disk;
        this.directory = new SnapshotDirectory(disk, directory);
        this.origin = origin;
        this.failure = failure;
    }

    /**
     * Takes it, unless the one in force has all up to {@code sequence}. What fails, or is not done in time, is logged:
     * the journal has it all.
     */
    public void take(long sequence, long timeoutMillis) {
        cancellation.cancelAfter(timeoutMillis);
        if (failure.get() != null) {
            LOG.warn("no snapshot at the end: {}", failure.get());
            return;
        }
        try {
            Manifest inForce = directory.manifest();
            if (sequence > 0 && (inForce == null || inForce.sequence() != sequence)) {
                new SnapshotRun(disk, directory, origin, new BytesPerSecond(Long.MAX_VALUE), cancellation, inForce)
                        .take();
            }
        } catch (SnapshotCancelledException e) {
            LOG.warn(
                    "no snapshot at the end, the next start reads the journal: found {} ms too short for one"
                            + " (stop-timeout)",
                    timeoutMillis);
        } catch (IOException e) {
            LOG.warn("no snapshot at the end, the next start reads the journal: {}", e.toString());
        } catch (RuntimeException e) {
            LOG.error("no snapshot at the end, the next start reads the journal", e);
        }
    }
}
