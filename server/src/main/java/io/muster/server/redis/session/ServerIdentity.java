package io.muster.server.redis.session;

import java.util.function.IntSupplier;

/**
 * What the server says of itself.
 *
 * @param version of muster
 * @param port of the Redis protocol
 * @param connections how many there are on it
 * @param startedMillis since the epoch
 */
public record ServerIdentity(String version, IntSupplier port, IntSupplier connections, long startedMillis) {
    /** The version of Redis whose replies these are: clients go by it. */
    public static final String REDIS_VERSION = "7.0.15";
}
