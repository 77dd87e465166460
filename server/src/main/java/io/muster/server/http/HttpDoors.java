package io.muster.server.http;

import io.muster.server.security.Doorkeeper;
import io.muster.server.tls.TlsContext;

/**
 * How one comes in over HTTP, and how many may.
 *
 * @param doorkeeper knows the tokens; its owner closes it
 * @param tlsOrNull spoken on the port; null: the bytes go as they are. Its owner closes it
 * @param maxConnections how many at once; those beyond are closed
 * @param firstRequestMs from connection to the end of the first request's header, a TLS handshake included
 */
public record HttpDoors(Doorkeeper doorkeeper, TlsContext tlsOrNull, int maxConnections, int firstRequestMs) {
    /** Longest request line. */
    public static final int MAX_LINE_BYTES = 4 * 1024;

    /** Longest headers of a request together, line ends apart. */
    public static final int MAX_HEADER_BYTES = 8 * 1024;

    /** How many connections at once, where nothing else is said. */
    public static final int USUAL_CONNECTIONS = 1_000;

    /** How long for the first request, where nothing else is said. */
    public static final int USUAL_FIRST_REQUEST_MS = 10_000;

    /** With the usual bounds. */
    public HttpDoors(Doorkeeper doorkeeper, TlsContext tlsOrNull) {
        this(doorkeeper, tlsOrNull, USUAL_CONNECTIONS, USUAL_FIRST_REQUEST_MS);
    }
}
