package io.muster.index.history;

import org.agrona.DirectBuffer;

/** Reads numbers of {@link PackedWriter} one after another, in place. One thread. */
final class PackedReader {
    private static final int MORE = 0x80;
    private static final int BITS = 7;

    private DirectBuffer buffer;
    private int position;

    /** Goes to the number at {@code offset}. */
    PackedReader wrap(DirectBuffer source, int offset) {
        buffer = source;
        position = offset;
        return this;
    }

    DirectBuffer buffer() {
        return buffer;
    }

    /** Where the next number starts. */
    int position() {
        return position;
    }

    void skip(int lengthBytes) {
        position += lengthBytes;
    }

    int nextByte() {
        return buffer.getByte(position++) & 0xff;
    }

    /** A number from 0 to the greatest int. */
    int nextInt() {
        int first = buffer.getByte(position++);
        return first >= 0 ? first : (int) rest(first);
    }

    /** A number that {@link PackedWriter#putSigned} wrote. */
    long nextSigned() {
        int first = buffer.getByte(position++);
        long folded = first >= 0 ? first : rest(first);
        return folded >>> 1 ^ -(folded & 1);
    }

    private long rest(int first) {
        long value = first & MORE - 1;
        int shift = BITS;
        int next;
        do {
            next = buffer.getByte(position++);
            value |= (long) (next & MORE - 1) << shift;
            shift += BITS;
        } while (next < 0);
        return value;
    }
}
