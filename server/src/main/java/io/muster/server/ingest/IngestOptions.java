package io.muster.server.ingest;

/**
 * The bounds of what waits to be parsed.
 *
 * @param queueBatches how many batches may wait; no workspace gets more than half of it, no connection more than a
 *     third
 * @param queueBytes how many bytes of JSON those may have together, shared likewise; a longer batch is taken when
 *     nothing else waits
 * @param windowBytes how many bytes of commands may be on their way through journal and engine at most. It is less
 *     where the engine would have more than 20 ms to do; what it does while it would wait for the disk comes on top
 */
public record IngestOptions(int queueBatches, long queueBytes, long windowBytes) {
    private static final int MOST_BATCHES = 1 << 20;
    private static final long MOST_BYTES = 1L << 40;

    /** Checks the bounds. */
    public IngestOptions {
        within("queueBatches", queueBatches, 2, MOST_BATCHES);
        within("queueBytes", queueBytes, 1, MOST_BYTES);
        within("windowBytes", windowBytes, 1, MOST_BYTES);
    }

    /** 1,024 batches, 128 MiB, 1 MiB on the way. */
    public static IngestOptions defaults() {
        return new IngestOptions(1_024, 128L << 20, 1L << 20);
    }

    private static void within(String name, long found, long least, long most) {
        if (found < least || found > most) {
            throw new IllegalArgumentException(name + ": found " + found + ", expected " + least + " to " + most);
        }
    }
}
