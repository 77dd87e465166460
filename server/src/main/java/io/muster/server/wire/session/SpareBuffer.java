package io.muster.server.wire.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;

/**
 * A buffer for replies that the connections of an I/O thread lend each other: it is near when it is needed, and who has
 * nothing to say holds none. Belongs to that thread.
 */
final class SpareBuffer {
    static final int CAPACITY = 64 * 1024;

    /** Its memory is freed by the collector: nobody has to know when the thread has come to its end. */
    private final ByteBuf spare = Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(CAPACITY));

    private boolean lent;

    /** The buffer; null while another connection has it. */
    ByteBuf take() {
        if (lent) {
            return null;
        }
        lent = true;
        return spare;
    }

    /** Whether this is the buffer that was lent. */
    boolean owns(ByteBuf bytes) {
        return bytes == spare;
    }

    /** Takes it back. */
    void giveBack() {
        lent = false;
    }
}
