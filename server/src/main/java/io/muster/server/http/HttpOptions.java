package io.muster.server.http;

/**
 * Where HTTP is served.
 *
 * @param enabled whether at all
 * @param host name or address to listen on
 * @param port 0 for any that is free; null for one above that of the binary protocol, and for none at all where that is
 *     any that is free
 */
public record HttpOptions(boolean enabled, String host, Integer port) {
    public static final int MAX_PORT = 65_535;

    /** Checks the bounds. */
    public HttpOptions {
        if (port != null && (port < 0 || port > MAX_PORT)) {
            throw new IllegalArgumentException("port: found " + port + ", expected 0 to " + MAX_PORT);
        }
    }

    /** On this machine only, one above the binary protocol's port. */
    public static HttpOptions defaults() {
        return new HttpOptions(true, "127.0.0.1", null);
    }

    /** On this machine only, on that port; 0 for any that is free. */
    public static HttpOptions on(int port) {
        return new HttpOptions(true, "127.0.0.1", port);
    }

    /** Not at all. */
    public static HttpOptions off() {
        return new HttpOptions(false, "127.0.0.1", null);
    }

    /** Whether HTTP is served beside a binary protocol on {@code binaryPort}, as it was set. */
    public boolean isServed(int binaryPort) {
        return enabled && (port != null || binaryPort > 0 && binaryPort < MAX_PORT);
    }

    /** The port to listen on, beside a binary protocol on {@code binaryPort}. */
    public int portBeside(int binaryPort) {
        return port == null ? binaryPort + 1 : port;
    }
}
