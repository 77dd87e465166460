package io.muster.bench.compare;

import io.muster.bench.machine.Pinning;
import io.muster.bench.machine.ServerProcess;
import io.muster.server.config.ServerAreas;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the server is started that stands beside Redis: on one core, with the ports that this version has. */
final class MusterProcess {
    private static final String REDIS_PORT = "redis-port";
    private static final String BUSY_POLL = "busy-poll";

    /** A snapshot would be measured with whatever runs beside it. */
    private static final String NO_SNAPSHOT = "1TiB";

    private MusterProcess() {}

    /** Whether this version can spin instead of sleeping. */
    static boolean canBusyPoll() {
        return has(BUSY_POLL);
    }

    /** One that nobody listens on, where this version speaks Redis' protocol; otherwise 0. */
    static int redisPort() throws IOException {
        return has(REDIS_PORT) ? RedisProcess.freePort() : 0;
    }

    /**
     * Starts it on what the directory holds and returns when it listens. It leaves a snapshot if it is to be started
     * once more.
     */
    static ServerProcess start(Path directory, Shop shop, int redisPort, boolean busyPoll, boolean again)
            throws IOException {
        List<String> options = new ArrayList<>(List.of("--io-threads", "1", "--snapshot-journal-bytes", NO_SNAPSHOT));
        options.addAll(List.of("--http", "no", "--snapshot-on-stop", again ? "yes" : "no"));
        if (redisPort > 0) {
            options.addAll(List.of("--" + REDIS_PORT, Integer.toString(redisPort)));
        }
        if (busyPoll) {
            options.addAll(List.of("--" + BUSY_POLL, "yes"));
        }
        return ServerProcess.start(
                Pinning.before(LookupCases.SERVER_CORE),
                directory,
                shop.customers() + shop.customers() / 4 + 1_000,
                options.toArray(new String[0]));
    }

    private static boolean has(String option) {
        return ServerAreas.options().anyMatch(each -> each.name().equals(option));
    }
}
