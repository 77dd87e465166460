package io.muster.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.muster.protocol.client.MusterClient;
import java.io.UncheckedIOException;

/**
 * The longest that a server was at one thing since somebody last asked, in nanoseconds.
 *
 * @param engineNs a piece of the engine's work, of the clock
 * @param processorNs the same of a processor, up to a millisecond too much; 0 where no piece took a millisecond
 * @param work which piece that was; "-" where none took a millisecond
 * @param forceNs the disk, forcing a file
 */
record LongestWork(long engineNs, long processorNs, String work, long forceNs) {
    private static final JsonMapper JSON = new JsonMapper();

    /** What the server's status says; from now on it counts anew. */
    static LongestWork since(MusterClient client) {
        try {
            JsonNode status = JSON.readTree(client.statusJson());
            JsonNode engine = status.path("engine");
            return new LongestWork(
                    Math.max(maxNs(engine, "command"), maxNs(engine, "question")),
                    engine.path("longest_slice").path("processor_us").asLong() * 1_000,
                    engine.path("longest_slice").path("work").asText("-"),
                    maxNs(status.path("journal"), "force"));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long maxNs(JsonNode owner, String name) {
        return Math.round(owner.path(name).path("max_us").asDouble() * 1_000);
    }
}
