package io.muster.server.wire.question;

import org.agrona.DirectBuffer;

/** Guards the long texts of requests. */
public final class RuleText {
    private static final int LENGTH_BYTES = 4;

    private RuleText() {}

    /**
     * Throws {@link IndexOutOfBoundsException} where a text at {@code limit} is not all in the frame: generated codecs
     * make an array of whatever length is claimed before they look.
     */
    public static void require(DirectBuffer frame, int limit, int length) {
        frame.boundsCheck(limit + LENGTH_BYTES, length);
    }
}
