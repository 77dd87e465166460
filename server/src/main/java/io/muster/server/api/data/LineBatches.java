package io.muster.server.api.data;

import io.muster.server.records.RecordLimits;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Divides what comes into batches of whole lines. A line that is longer than one may be is cut off where nobody takes
 * it any more, so that what is held has a bound. One thread.
 */
final class LineBatches implements RecordBatches {
    private static final int BATCH_LINES = RecordLimits.BATCH_LINES / 2;
    private static final int MOST_OF_LINE = RecordLimits.LINE_LENGTH_BYTES + 2;

    private final ArrayDeque<Batch> full = new ArrayDeque<>();
    private byte[] bytes = new byte[BATCH_BYTES];
    private int length;
    private int lineStart;
    private int lines;
    private long linesBefore;

    /**
     * Whole lines.
     *
     * @param bytes of them
     * @param linesBefore in the batches before
     * @param lines in this one
     */
    record Batch(byte[] bytes, long linesBefore, int lines) implements RecordBatch {}

    @Override
    public void add(byte[] source, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            add(source[i]);
        }
    }

    @Override
    public void end() {
        if (length > lineStart) {
            lines++;
            lineStart = length;
        }
        cut();
    }

    @Override
    public Batch next() {
        return full.poll();
    }

    @Override
    public boolean hasNext() {
        return !full.isEmpty();
    }

    private void add(byte each) {
        boolean isEnd = each == '\n';
        if (!isEnd && length - lineStart >= MOST_OF_LINE) {
            return;
        }
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = each;
        if (isEnd) {
            lineStart = length;
            lines++;
            if (length >= BATCH_BYTES || lines >= BATCH_LINES) {
                cut();
            }
        }
    }

    private void cut() {
        if (lines > 0) {
            full.add(new Batch(Arrays.copyOf(bytes, length), linesBefore, lines));
            linesBefore += lines;
            lines = 0;
            length = 0;
            lineStart = 0;
            bytes = bytes.length > BATCH_BYTES ? new byte[BATCH_BYTES] : bytes;
        }
    }
}
