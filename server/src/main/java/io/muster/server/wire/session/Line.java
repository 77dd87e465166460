package io.muster.server.wire.session;

/**
 * What a connection is made over.
 *
 * @param plain whether bytes go out as they are written, with no TLS in between
 * @param idleTimeoutMs after how long without a byte from the peer, and with nothing under way for it, it is closed
 */
public record Line(boolean plain, int idleTimeoutMs) {}
