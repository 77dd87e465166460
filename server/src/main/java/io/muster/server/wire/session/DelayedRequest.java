package io.muster.server.wire.session;

import org.agrona.DirectBuffer;

/** A request that waits for the engine to come to a sequence. */
record DelayedRequest(DirectBuffer frame, SequencedHandler handler, SlowReply reply, long sinceNs) {}
