package io.muster.tools.cli;

/** A server of this process. */
final class LocalServer implements AutoCloseable {
    private final String host;
    private final int port;
    private final AutoCloseable server;

    private LocalServer(String host, int port, AutoCloseable server) {
        this.host = host;
        this.port = port;
        this.server = server;
    }

    /** Starts a server and returns when it answers. Fails naming what is in the way. */
    static LocalServer start(ServerSettings settings) {
        throw CommandFailure.refused("no server here: " + settings);
    }

    /** Where it listens. */
    String address() {
        return host + ":" + port;
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    /** Finishes what is on the way and stops. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (Exception failure) {
            throw CommandFailure.refused("the server did not stop cleanly: " + failure.getMessage());
        }
    }
}
