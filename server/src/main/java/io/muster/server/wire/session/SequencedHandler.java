package io.muster.server.wire.session;

import org.agrona.DirectBuffer;

/** A handler whose requests may ask for an answer no older than a sequence. */
public interface SequencedHandler extends RequestHandler {
    /** Whether the request can be answered now. */
    boolean isReached(DirectBuffer frame);
}
