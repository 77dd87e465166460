package io.muster.tools.cli;

import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import java.io.IOException;

/** A server of this process. */
final class LocalServer implements AutoCloseable {
    private final String host;
    private final MusterServer server;

    private LocalServer(String host, MusterServer server) {
        this.host = host;
        this.server = server;
    }

    /** Starts a server and returns when it answers. Throws {@link IOException} saying what is in the way. */
    static LocalServer start(ServerOptions options) throws IOException {
        try {
            LocalServer started = new LocalServer(options.host(), MusterServer.start(options));
            // What the JVM compiles and collects while it serves must not keep the engine, which is nice itself, from a
            // core.
            JvmThreads.makeNice();
            return started;
        } catch (IOException failure) {
            if (String.valueOf(failure.getMessage()).contains("can't listen for HTTP")) {
                throw CommandFailure.refused(
                        failure.getMessage() + "; --http-port chooses another port, --http no serves without");
            }
            if (String.valueOf(failure.getMessage()).contains("can't listen for the Redis protocol")) {
                throw CommandFailure.refused(failure.getMessage() + "; --redis-port chooses another port");
            }
            if (String.valueOf(failure.getMessage()).contains("already in use")) {
                throw CommandFailure.refused(options.host() + ":" + options.port()
                        + " can't be listened on, is another server there? --port chooses another port, 0 any"
                        + " free one");
            }
            throw failure;
        } catch (OutOfMemoryError tooMuch) {
            throw CommandFailure.refused(
                    "no memory for a server of " + options.expectedCustomers() + " customers: " + tooMuch.getMessage());
        }
    }

    /** Where it listens. */
    String address() {
        return host + ":" + port();
    }

    String host() {
        return host;
    }

    int port() {
        return server.port();
    }

    /** 0 where HTTP is not served. */
    int httpPort() {
        return server.httpPort();
    }

    /** 0 where the Redis protocol is not served. */
    int redisPort() {
        return server.redisPort();
    }

    /** Finishes what is on the way and stops. */
    @Override
    public void close() throws IOException {
        server.close();
    }
}
