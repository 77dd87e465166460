package io.muster.bench.compare.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Requests that were encoded beforehand, one after the other in one buffer, and what they should be answered. Sent over
 * and over, from the first again after the last. One thread.
 */
public final class EncodedRequests {
    private final ByteBuffer bytes;
    private final int[] starts;
    private final long[] answersBefore;

    /**
     * @param requests at least one
     * @param expectedOrNull what {@link Replies#answers} grows by with each; null: not checked
     */
    public EncodedRequests(List<byte[]> requests, long[] expectedOrNull) {
        int count = requests.size();
        bytes = ByteBuffer.allocateDirect(
                requests.stream().mapToInt(each -> each.length).sum());
        starts = new int[count + 1];
        answersBefore = expectedOrNull == null ? null : new long[count + 1];
        for (int i = 0; i < count; i++) {
            bytes.put(requests.get(i));
            starts[i + 1] = bytes.position();
            if (answersBefore != null) {
                answersBefore[i + 1] = answersBefore[i] + expectedOrNull[i];
            }
        }
    }

    int count() {
        return starts.length - 1;
    }

    /** Sends so many, beginning with the one of that number, which may be beyond the last. */
    void send(RawConnection connection, long first, int howMany) throws IOException {
        int from = (int) (first % count());
        int left = howMany;
        while (left > 0) {
            int together = Math.min(left, count() - from);
            bytes.limit(starts[from + together]).position(starts[from]);
            connection.send(bytes);
            left -= together;
            from = 0;
        }
    }

    /** Throws IllegalStateException where the first so many operations were not answered as they should have been. */
    void check(long operations, long answers) {
        if (answersBefore == null) {
            return;
        }
        long expected = operations / count() * answersBefore[count()] + answersBefore[(int) (operations % count())];
        if (answers != expected) {
            throw new IllegalStateException(
                    "sum of " + operations + " answers: found " + answers + ", expected " + expected);
        }
    }
}
