package io.muster.server.wire.question;

import io.muster.protocol.FrameDescriptor;
import io.muster.server.wire.backend.BackendException;
import io.muster.server.wire.session.ReplyBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/** A reply whose length is known only when it is encoded: grows by itself. I/O thread. */
public final class ReplyBody {
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(1024);

    /** Where to encode, from 0. */
    public MutableDirectBuffer buffer() {
        return buffer;
    }

    /** Puts it among the replies. Throws {@link BackendException} naming {@code what} where it fits no frame. */
    public void commit(
            ReplyBuffer replies, int templateId, int blockLength, long correlationId, int lengthBytes, String what) {
        int maxBytes = FrameDescriptor.MAX_LENGTH - FrameDescriptor.BODY_OFFSET;
        if (lengthBytes > maxBytes) {
            throw new BackendException(
                    BackendException.Kind.LIMIT,
                    what + ": found a reply of " + lengthBytes + " bytes, expected " + maxBytes + " at most");
        }
        int offset = replies.begin(lengthBytes);
        replies.buffer().putBytes(offset, buffer, 0, lengthBytes);
        replies.commit(templateId, blockLength, correlationId, offset + lengthBytes);
    }
}
