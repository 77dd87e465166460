package io.muster.bench.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Every value of every round as JSON. */
final class RawResults {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RawResults() {}

    /** Writes the file anew. */
    static void write(Path file, Shop shop, String redisVersion, MemoryRow memory, List<Outcome> outcomes)
            throws IOException {
        ObjectNode all = JSON.createObjectNode();
        all.put("at", Instant.now().toString());
        all.put("customers", shop.customers());
        all.put("redis_version", redisVersion);
        all.put("java_version", System.getProperty("java.version"));
        all.set("memory", JSON.valueToTree(memory));
        for (Outcome outcome : outcomes) {
            ObjectNode each = all.withArray("cases").addObject();
            each.put("case", outcome.comparison().name());
            each.put("how", outcome.comparison().setting());
            each.put("beside", outcome.comparison().rival().name());
            each.set("muster", series(outcome.muster()));
            each.set("rival", series(outcome.rival()));
        }
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), all);
    }

    private static ObjectNode series(Map<Metric, List<Double>> values) {
        ObjectNode series = JSON.createObjectNode();
        values.forEach((metric, rounds) -> series.set(metric.label() + ", " + metric.unit(), JSON.valueToTree(rounds)));
        return series;
    }
}
