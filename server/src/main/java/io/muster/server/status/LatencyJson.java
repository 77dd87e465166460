package io.muster.server.status;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.server.metrics.Latency;
import java.io.IOException;

/** A latency as fields of a JSON object. */
final class LatencyJson {
    private LatencyJson() {}

    /** An object of that name. */
    static void write(JsonGenerator json, String name, Latency latency) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("count", latency.count());
        writePercentiles(json, latency);
        json.writeEndObject();
    }

    static void writePercentiles(JsonGenerator json, Latency latency) throws IOException {
        json.writeNumberField("recent", latency.recent());
        json.writeNumberField("p50_us", micros(latency.p50Ns()));
        json.writeNumberField("p90_us", micros(latency.p90Ns()));
        json.writeNumberField("p99_us", micros(latency.p99Ns()));
        json.writeNumberField("p999_us", micros(latency.p999Ns()));
        json.writeNumberField("max_us", micros(latency.maxNs()));
    }

    private static double micros(long durationNs) {
        return durationNs / 100 / 10.0;
    }
}
