package io.muster.server.redis;

/**
 * Where the Redis protocol is served.
 *
 * @param host name or address to listen on
 * @param port 0 for any that is free; null for not at all
 */
public record RedisOptions(String host, Integer port) {
    public static final int MAX_PORT = 65_535;

    private static final String LOOPBACK = "127.0.0.1";

    /** Checks the bounds. */
    public RedisOptions {
        if (port != null && (port < 0 || port > MAX_PORT)) {
            throw new IllegalArgumentException("port: found " + port + ", expected 0 to " + MAX_PORT);
        }
    }

    /** Not at all; on this machine only, where a port is given. */
    public static RedisOptions defaults() {
        return new RedisOptions(LOOPBACK, null);
    }

    /** On this machine only, on that port; 0 for any that is free. */
    public static RedisOptions on(int port) {
        return new RedisOptions(LOOPBACK, port);
    }

    /** Whether at all. */
    public boolean isServed() {
        return port != null;
    }
}
