package io.muster.server.wire.backend;

import io.muster.server.link.SegmentLinks;

/**
 * Secret addresses, and where they are asked for.
 *
 * @param links makes and finds them
 * @param httpPort 0 where HTTP is not served
 * @param tls whether that port speaks TLS
 */
public record LinkDoor(SegmentLinks links, int httpPort, boolean tls) {}
