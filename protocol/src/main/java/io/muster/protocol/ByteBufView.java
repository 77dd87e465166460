package io.muster.protocol;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;

/** Lets flyweights read and write the memory of a Netty buffer in place. */
public final class ByteBufView {
    private ByteBufView() {}

    /**
     * Wraps {@code view} around bytes of {@code bytes}, without copying or allocating. The view is good as long as the
     * buffer is neither released nor grown.
     *
     * @param bytes in one piece of memory
     */
    public static void wrap(DirectBuffer view, ByteBuf bytes, int index, int length) {
        if (bytes.hasMemoryAddress()) {
            view.wrap(bytes.memoryAddress() + index, length);
        } else if (bytes.hasArray()) {
            view.wrap(bytes.array(), bytes.arrayOffset() + index, length);
        } else {
            ByteBuffer memory = bytes.internalNioBuffer(index, length);
            view.wrap(memory, memory.position(), length);
        }
    }
}
