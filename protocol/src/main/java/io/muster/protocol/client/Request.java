package io.muster.protocol.client;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * One request: how it is written and how its reply is read.
 *
 * @param templateId of the request
 * @param blockLength of the request
 * @param capacityBytes no less than the length of its body
 * @param body writes the body
 * @param replyTemplateId of the reply, unless it is an error
 * @param reply reads the body of the reply
 * @param <T> what the reply becomes
 */
record Request<T>(int templateId, int blockLength, int capacityBytes, Body body, int replyTemplateId, Reply<T> reply) {
    /** Writes a body. Called on the thread that sends, once. */
    interface Body {
        /** Returns where the body ends. */
        int encode(MutableDirectBuffer buffer, int offset);
    }

    /** Reads a body. Called on the connection's thread; the buffer is lent for the call. */
    interface Reply<T> {
        T decode(DirectBuffer buffer, int offset, int blockLength, int version);
    }
}
