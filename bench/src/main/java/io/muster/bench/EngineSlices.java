package io.muster.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.muster.protocol.client.MusterClient;
import java.io.UncheckedIOException;

/**
 * The longest pieces that the engine worked in since somebody last asked, in nanoseconds.
 *
 * @param longestNs of the clock
 * @param processorNs of a processor, up to a millisecond too much; 0 where no piece took a millisecond
 */
record EngineSlices(long longestNs, long processorNs) {
    private static final JsonMapper JSON = new JsonMapper();

    /** What the server's status says; from now on it counts anew. */
    static EngineSlices since(MusterClient client) {
        try {
            JsonNode engine = JSON.readTree(client.statusJson()).path("engine");
            double longestUs = Math.max(maxUs(engine, "command"), maxUs(engine, "question"));
            return new EngineSlices(
                    Math.round(longestUs * 1_000), Math.round(maxUs(engine, "long_slice_processor") * 1_000));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double maxUs(JsonNode engine, String name) {
        return engine.path(name).path("max_us").asDouble();
    }
}
