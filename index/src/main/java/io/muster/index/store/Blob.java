package io.muster.index.store;

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A reusable run of bytes: what a map takes and gives instead of new objects. */
final class Blob {
    private byte[] bytes = new byte[Long.SIZE];
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private int length;

    byte[] bytes() {
        return bytes;
    }

    /** The same bytes as a buffer. */
    UnsafeBuffer buffer() {
        return buffer;
    }

    int length() {
        return length;
    }

    /** Makes room for so many bytes, which are then there to be set; what was there before may be lost. */
    Blob resize(int newLength) {
        if (newLength > bytes.length) {
            bytes = new byte[BitUtil.findNextPositivePowerOfTwo(newLength)];
            buffer.wrap(bytes);
        }
        length = newLength;
        return this;
    }

    /** Takes a copy of these bytes. */
    Blob set(DirectBuffer source, int offset, int newLength) {
        resize(newLength);
        source.getBytes(offset, bytes, 0, newLength);
        return this;
    }
}
