package io.muster.server.wire.session;

import org.agrona.DirectBuffer;

/**
 * Answers the requests of one template. One instance per I/O thread: it may keep flyweights, but nothing of a
 * connection.
 */
public interface RequestHandler {
    /** Which requests it answers. */
    int templateId();

    /** The shortest block that such a request may have, bytes. */
    int blockLength();

    /**
     * Answers, or arranges for an answer. What it throws becomes an error reply; {@link IndexOutOfBoundsException}
     * means that the frame ends before the message does.
     *
     * @param frame ends where the frame ends; lent for the call. The body is at
     *     {@link io.muster.protocol.FrameDescriptor#BODY_OFFSET}
     */
    void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId);
}
