package io.muster.protocol.client;

/**
 * How to reach a server.
 *
 * @param host name or address
 * @param port TCP
 * @param token empty where the server asks for none
 * @param connectTimeoutMs for connection and greeting together
 * @param requestTimeoutMs from the call to the reply, and for an export from one piece to the next
 * @param window requests that may be outstanding at once, 1 to 65,536; a call beyond waits, up to its timeout
 * @param tls null: bytes go as they are
 * @param keepAliveMs after how long without a request a Ping is sent, so that the server keeps the connection
 */
public record ClientOptions(
        String host,
        int port,
        String token,
        int connectTimeoutMs,
        int requestTimeoutMs,
        int window,
        ClientTls tls,
        int keepAliveMs) {
    /** Where a server listens unless told otherwise. */
    public static final int DEFAULT_PORT = 7717;

    private static final int KEEP_ALIVE_MS = 120_000;

    public ClientOptions {
        require(port > 0 && port < 65_536, "port", port, "1 to 65535");
        require(connectTimeoutMs > 0, "connectTimeoutMs", connectTimeoutMs, "above 0");
        require(requestTimeoutMs > 0, "requestTimeoutMs", requestTimeoutMs, "above 0");
        require(window > 0 && window <= 65_536, "window", window, "1 to 65536");
        require(keepAliveMs > 0, "keepAliveMs", keepAliveMs, "above 0");
    }

    /** Without TLS. */
    public ClientOptions(String host, int port, String token, int connectTimeoutMs, int requestTimeoutMs, int window) {
        this(host, port, token, connectTimeoutMs, requestTimeoutMs, window, null, KEEP_ALIVE_MS);
    }

    /** No token, 5 s to connect, 30 s for a request, a window of 1,024. */
    public static ClientOptions of(String host, int port) {
        return new ClientOptions(host, port, "", 5_000, 30_000, 1_024);
    }

    public ClientOptions withToken(String newToken) {
        return new ClientOptions(host, port, newToken, connectTimeoutMs, requestTimeoutMs, window, tls, keepAliveMs);
    }

    public ClientOptions withRequestTimeoutMs(int newTimeoutMs) {
        return new ClientOptions(host, port, token, connectTimeoutMs, newTimeoutMs, window, tls, keepAliveMs);
    }

    public ClientOptions withWindow(int newWindow) {
        return new ClientOptions(host, port, token, connectTimeoutMs, requestTimeoutMs, newWindow, tls, keepAliveMs);
    }

    /** With TLS; null for none. */
    public ClientOptions withTls(ClientTls newTlsOrNull) {
        return new ClientOptions(
                host, port, token, connectTimeoutMs, requestTimeoutMs, window, newTlsOrNull, keepAliveMs);
    }

    public ClientOptions withKeepAliveMs(int newKeepAliveMs) {
        return new ClientOptions(host, port, token, connectTimeoutMs, requestTimeoutMs, window, tls, newKeepAliveMs);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    private static void require(boolean holds, String name, int found, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": found " + found + ", expected " + expected);
        }
    }
}
