package io.muster.bench.compare;

import java.util.HashMap;
import java.util.Map;

/** What {@code INFO} of a Redis server says. */
record RedisInfo(Map<String, String> fields) {
    /** Reads lines of {@code name:value}; headings and what else there is are passed over. */
    static RedisInfo parse(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String line : text.split("\r?\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && !line.startsWith("#")) {
                fields.put(line.substring(0, colon), line.substring(colon + 1));
            }
        }
        return new RedisInfo(fields);
    }

    /** What its allocator has given out. */
    long usedMemoryBytes() {
        return Long.parseLong(field("used_memory"));
    }

    String version() {
        return field("redis_version");
    }

    private String field(String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalStateException("INFO: found no " + name);
        }
        return value;
    }
}
