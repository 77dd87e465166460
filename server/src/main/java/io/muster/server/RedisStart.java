package io.muster.server;

import io.muster.server.redis.RedisServer;
import io.muster.server.status.Observed;
import io.muster.server.wire.Doors;
import io.muster.server.wire.WireOptions;
import io.muster.server.wire.WireServer;
import io.muster.server.wire.backend.Backend;

/** The Redis port, where the options ask for one. */
final class RedisStart {
    private RedisStart() {}

    /**
     * Listens; null where it is not to. Throws {@link java.io.UncheckedIOException} naming the address where it can't.
     */
    static RedisServer start(
            ServerOptions options,
            WireOptions wireOptions,
            WireServer wire,
            Doors doors,
            Backend backend,
            Observed observed) {
        if (!options.redis().isServed()) {
            return null;
        }
        RedisServer.Settings settings = new RedisServer.Settings(
                wireOptions.serverVersion(), wireOptions.session().greetingTimeoutMs());
        RedisServer started =
                new RedisServer(options.redis(), wire, doors, settings, backend, observed.redisRequests());
        observed.listeningRedis(started);
        return started;
    }

    static void stopListening(RedisServer redisOrNull) {
        if (redisOrNull != null) {
            redisOrNull.stopListening();
        }
    }
}
