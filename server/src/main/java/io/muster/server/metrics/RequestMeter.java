package io.muster.server.metrics;

/**
 * Measures the requests of one I/O thread, which alone may call all of it.
 *
 * <p>A request that is answered at once counts from the read that brought it until its answer is handed to the socket:
 * the answers of one read go out together, so that one look at the clock serves them all, and what a request waited for
 * those before it is in its time. One that is answered later counts until its answer is written.
 *
 * <p>Guarantees: {@link #answered} is an addition; nothing here allocates once a kind of request has been seen.
 */
public final class RequestMeter {
    private final RequestMeters meters;
    private final LatencyRecorder[] latencies = new LatencyRecorder[RequestMeters.TEMPLATES];
    private final int[] answered = new int[RequestMeters.TEMPLATES];
    private final int[] touched = new int[RequestMeters.TEMPLATES];
    private int touchedCount;

    RequestMeter(RequestMeters meters) {
        this.meters = meters;
    }

    /** A request of this template is answered, and will go out with the next {@link #flushed}. */
    public void answered(int templateId) {
        answered(templateId, 1);
    }

    /** So many requests of this template are answered. */
    public void answered(int templateId, int count) {
        if (answered[templateId] == 0) {
            touched[touchedCount++] = templateId;
        }
        answered[templateId] += count;
    }

    /** The answers go out of a read that began at {@code sinceNs} ({@link System#nanoTime}). */
    public void flushed(long sinceNs) {
        if (touchedCount > 0) {
            record(System.nanoTime() - sinceNs);
        }
    }

    /** A request of this template is answered {@code durationNs} after it came. */
    public void answeredLater(int templateId, long durationNs) {
        latency(templateId).record(durationNs);
    }

    /** A request of this template was answered with an error of this code. */
    public void failed(int templateId, int errorCode) {
        meters.failed(templateId, errorCode);
    }

    private void record(long durationNs) {
        for (int index = 0; index < touchedCount; index++) {
            int templateId = touched[index];
            latency(templateId).record(durationNs, answered[templateId]);
            answered[templateId] = 0;
        }
        touchedCount = 0;
    }

    private LatencyRecorder latency(int templateId) {
        LatencyRecorder latency = latencies[templateId];
        if (latency == null) {
            latency = meters.latency(templateId).recorder();
            latencies[templateId] = latency;
        }
        return latency;
    }
}
