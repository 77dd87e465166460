package io.muster.server.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The requests of all I/O threads, by kind. Any thread. */
public final class RequestMeters {
    /** Template ids of requests are below this. */
    public static final int TEMPLATES = 128;

    private static final int ERROR_CODES = 64;

    private final AtomicReferenceArray<LatencyMeter> latencies = new AtomicReferenceArray<>(TEMPLATES);
    private final AtomicReferenceArray<String> kinds = new AtomicReferenceArray<>(TEMPLATES);
    private final AtomicLongArray errors = new AtomicLongArray(TEMPLATES * ERROR_CODES);

    /**
     * One kind of request.
     *
     * @param kind such as {@code is_member}
     * @param latency of those that were answered, with an error or without
     * @param errors how many of them with one, by its code
     */
    public record Kind(String kind, Latency latency, Map<Integer, Long> errors) {}

    /** A meter for one I/O thread. */
    public RequestMeter meter() {
        return new RequestMeter(this);
    }

    /** Says what requests of this template are called. */
    public void name(int templateId, String kind) {
        kinds.set(templateId, kind);
    }

    /** What has been asked so far, in the order of templates. */
    public List<Kind> read(Reader reader) {
        List<Kind> read = new ArrayList<>();
        for (int templateId = 0; templateId < TEMPLATES; templateId++) {
            LatencyMeter latency = latencies.get(templateId);
            if (latency != null) {
                read.add(new Kind(name(templateId), latency.read(reader), errors(templateId)));
            }
        }
        return read;
    }

    LatencyMeter latency(int templateId) {
        LatencyMeter latency = latencies.get(templateId);
        if (latency == null) {
            latencies.compareAndSet(templateId, null, new LatencyMeter());
            latency = latencies.get(templateId);
        }
        return latency;
    }

    /** Codes that are not known are counted together, as 0. */
    void failed(int templateId, int errorCode) {
        int code = errorCode > 0 && errorCode < ERROR_CODES ? errorCode : 0;
        errors.incrementAndGet(templateId * ERROR_CODES + code);
    }

    private Map<Integer, Long> errors(int templateId) {
        Map<Integer, Long> found = new TreeMap<>();
        for (int code = 0; code < ERROR_CODES; code++) {
            long count = errors.get(templateId * ERROR_CODES + code);
            if (count > 0) {
                found.put(code, count);
            }
        }
        return found;
    }

    private String name(int templateId) {
        String kind = kinds.get(templateId);
        return kind == null ? "template_" + templateId : kind;
    }
}
