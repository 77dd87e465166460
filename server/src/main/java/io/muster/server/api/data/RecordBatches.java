package io.muster.server.api.data;

/** Divides a body, as it comes, into batches of whole records. One thread. */
interface RecordBatches {
    /** From here on a batch ends with its record. */
    int BATCH_BYTES = 256 * 1024;

    /** What came next; throws where the body as a whole makes no sense. */
    void add(byte[] source, int offset, int count);

    /** There is no more; the last line needs no end. */
    void end();

    boolean hasNext();

    /** The next that is full; null where there is none. */
    RecordBatch next();
}
