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
    /** With at most 1,000 connections, 10 s for the first request. */
    public HttpDoors(Doorkeeper doorkeeper, TlsContext tlsOrNull) {
        this(doorkeeper, tlsOrNull, 1_000, 10_000);
    }
}
