package io.muster.index.history;

import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * Writes numbers in as few bytes as they need: LEB128, seven bits a byte, the lowest first, and signed ones folded
 * (zigzag), as protocol buffers have them. One thread.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/#varints">Base 128 varints</a>
 */
final class PackedWriter {
    private static final int MORE = 0x80;
    private static final int BITS = 7;

    private final ExpandableArrayBuffer buffer;
    private int length;

    PackedWriter(int initialCapacity) {
        buffer = new ExpandableArrayBuffer(initialCapacity);
    }

    /** How many bytes a number from 0 on takes. */
    static int lengthOf(int number) {
        return 1 + (Integer.SIZE - 1 - Integer.numberOfLeadingZeros(number | 1)) / BITS;
    }

    /** Begins anew. */
    PackedWriter clear() {
        length = 0;
        return this;
    }

    DirectBuffer buffer() {
        return buffer;
    }

    /** How many bytes were written. */
    int length() {
        return length;
    }

    void putByte(int value) {
        buffer.putByte(length++, (byte) value);
    }

    /** From 0 on. */
    void putInt(int value) {
        put(value);
    }

    void putSigned(long value) {
        put(value << 1 ^ value >> Long.SIZE - 1);
    }

    void putBytes(DirectBuffer source, int offset, int lengthBytes) {
        buffer.putBytes(length, source, offset, lengthBytes);
        length += lengthBytes;
    }

    /** A text in UTF-8: its length, and itself. */
    void putText(DirectBuffer source, int offset, int lengthBytes) {
        putInt(lengthBytes);
        putBytes(source, offset, lengthBytes);
    }

    private void put(long value) {
        long rest = value;
        while ((rest & -MORE) != 0) {
            putByte((int) rest & MORE - 1 | MORE);
            rest >>>= BITS;
        }
        putByte((int) rest);
    }
}
