package io.muster.server.wire.question;

import io.muster.protocol.FrameDescriptor;
import io.muster.server.wire.backend.BackendException;
import io.muster.server.wire.session.ReplyBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/** Replies whose length is known only when they are encoded, one at a time: grows by itself. I/O thread. */
public final class ReplyBody {
    private static final int USUAL_BYTES = 1_024;
    private static final int MOST_KEPT_BYTES = 64 * 1_024;

    private ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(USUAL_BYTES);

    /** Where to encode, from 0: what was encoded before is gone. */
    public MutableDirectBuffer buffer() {
        return buffer;
    }

    /** Puts it among the replies. Throws {@link BackendException} naming {@code what} where it fits no frame. */
    public void commit(
            ReplyBuffer replies, int templateId, int blockLength, long correlationId, int lengthBytes, String what) {
        ExpandableArrayBuffer encoded = buffer;
        if (encoded.capacity() > MOST_KEPT_BYTES) {
            buffer = new ExpandableArrayBuffer(USUAL_BYTES);
        }
        int maxBytes = FrameDescriptor.MAX_LENGTH - FrameDescriptor.BODY_OFFSET;
        if (lengthBytes > maxBytes) {
            throw new BackendException(
                    BackendException.Kind.LIMIT,
                    what + ": found a reply of " + lengthBytes + " bytes, expected " + maxBytes + " at most");
        }
        int offset = replies.begin(lengthBytes);
        replies.buffer().putBytes(offset, encoded, 0, lengthBytes);
        replies.commit(templateId, blockLength, correlationId, offset + lengthBytes);
    }
}
