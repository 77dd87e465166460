package io.muster.server;

import io.muster.protocol.client.ClientOptions;

/**
 * Where the binary protocol is served.
 *
 * @param host name or address to listen on
 * @param port 0 for any that is free
 * @param ioThreads that serve connections
 * @param busyPoll whether these never wait, but look for requests again and again
 */
public record ListenOptions(String host, int port, int ioThreads, boolean busyPoll) {
    public static final int MAX_PORT = 65_535;
    public static final int MAX_IO_THREADS = 1_024;

    /** Checks the bounds. */
    public ListenOptions {
        Bounds.within("port", port, 0, MAX_PORT);
        Bounds.within("ioThreads", ioThreads, 1, MAX_IO_THREADS);
    }

    /** This machine only, the port that clients expect, two threads that wait for requests. */
    public static ListenOptions defaults() {
        return new ListenOptions("127.0.0.1", ClientOptions.DEFAULT_PORT, 2, false);
    }
}
