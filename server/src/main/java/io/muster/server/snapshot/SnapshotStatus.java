package io.muster.server.snapshot;

/**
 * How snapshots get on.
 *
 * @param sequence of the one in force; 0 where there is none
 * @param lengthBytes of its file
 * @param durationMillis what it took; 0 where it is from before the start
 * @param takenAtMillis when it was done, by the system's clock; 0 as above
 * @param running whether one is being taken
 * @param waiting whether that waits for work of the engine that is half done
 * @param taken how many since the start
 * @param failed how many since the start
 * @param lastFailure why the last one failed; null where it did not
 */
public record SnapshotStatus(
        long sequence,
        long lengthBytes,
        long durationMillis,
        long takenAtMillis,
        boolean running,
        boolean waiting,
        long taken,
        long failed,
        String lastFailure) {
    /** Where none was ever taken. */
    public static final SnapshotStatus NONE = new SnapshotStatus(0, 0, 0, 0, false, false, 0, 0, null);

    static SnapshotStatus of(Manifest inForce) {
        return inForce == null
                ? NONE
                : new SnapshotStatus(inForce.sequence(), inForce.snapshotBytes(), 0, 0, false, false, 0, 0, null);
    }

    SnapshotStatus waiting(boolean waits) {
        return new SnapshotStatus(
                sequence,
                lengthBytes,
                durationMillis,
                takenAtMillis,
                running,
                running && waits,
                taken,
                failed,
                lastFailure);
    }

    SnapshotStatus begun() {
        return new SnapshotStatus(
                sequence, lengthBytes, durationMillis, takenAtMillis, true, false, taken, failed, lastFailure);
    }

    SnapshotStatus taken(SnapshotTaken newest) {
        return new SnapshotStatus(
                newest.sequence(),
                newest.lengthBytes(),
                newest.durationMillis(),
                System.currentTimeMillis(),
                false,
                false,
                taken + 1,
                failed,
                null);
    }

    SnapshotStatus failed(String reason) {
        return new SnapshotStatus(
                sequence, lengthBytes, durationMillis, takenAtMillis, false, false, taken, failed + 1, reason);
    }
}
