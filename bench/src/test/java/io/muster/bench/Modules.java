package io.muster.bench;

import java.util.List;
import java.util.Map;

/** The modules, and what each may know of the others. */
final class Modules {
    /** In the order in which they are built. */
    static final List<String> ALL = List.of("index", "protocol", "server", "tools", "bench");

    private static final Map<String, List<String>> MAY_KNOW = Map.of(
            "index", List.of(),
            "protocol", List.of(),
            "server", List.of("index", "protocol"),
            "tools", List.of("protocol", "server"),
            "bench", List.of("index", "protocol", "server", "tools"));

    private Modules() {}

    static List<String> mayKnow(String module) {
        return MAY_KNOW.get(module);
    }

    static List<String> mustNotKnow(String module) {
        return ALL.stream()
                .filter(other -> !other.equals(module) && !mayKnow(module).contains(other))
                .toList();
    }
}
