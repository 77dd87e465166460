package io.muster.server.wire;

import io.muster.server.wire.flow.ConnectionOptions;
import io.muster.server.wire.session.SessionOptions;

/**
 * Where and how to listen.
 *
 * @param host name or address; the loopback address unless others are meant to come in
 * @param port TCP; 0 for any that is free
 * @param ioThreads that serve connections
 * @param busyPoll whether these never wait, but look for requests again and again
 * @param serverVersion told to clients
 * @param session bounds of each connection
 * @param connections bounds of all of them together
 */
public record WireOptions(
        String host,
        int port,
        int ioThreads,
        boolean busyPoll,
        String serverVersion,
        SessionOptions session,
        ConnectionOptions connections) {
    /** Only this machine. */
    public static final String LOOPBACK = "127.0.0.1";

    public WireOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: found " + port + ", expected 0 to 65535");
        }
        if (ioThreads < 1) {
            throw new IllegalArgumentException("ioThreads: found " + ioThreads + ", expected 1 or more");
        }
    }

    /** With the usual bounds. */
    public WireOptions(String host, int port, int ioThreads) {
        this(host, port, ioThreads, ConnectionOptions.defaults());
    }

    /** With bounds for all connections, and the usual ones for each. */
    public WireOptions(String host, int port, int ioThreads, ConnectionOptions connections) {
        this(host, port, ioThreads, false, version(), SessionOptions.defaults(), connections);
    }

    /** The same, with threads that never wait if {@code busy}. */
    public WireOptions busyPoll(boolean busy) {
        return new WireOptions(host, port, ioThreads, busy, serverVersion, session, connections);
    }

    private static String version() {
        String version = WireOptions.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
