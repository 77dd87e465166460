package io.muster.index.time;

import java.util.Arrays;

/** Some entries of an {@link OrderedIndex} that stand together, in order. One thread. */
final class OrderedBlock {
    /** The most entries that a block has. */
    static final int LENGTH = 512;

    private static final int SMALLEST_LENGTH = 8;

    private long[] values;
    private int[] ordinals;
    private int size;

    /** A block without entries. */
    OrderedBlock() {
        values = new long[SMALLEST_LENGTH];
        ordinals = new int[SMALLEST_LENGTH];
    }

    /** A block of these entries from {@code from} on, before {@code to}. */
    OrderedBlock(long[] fromValues, int[] fromOrdinals, int from, int to) {
        size = to - from;
        int length = Math.max(SMALLEST_LENGTH, size);
        values = new long[length];
        ordinals = new int[length];
        System.arraycopy(fromValues, from, values, 0, size);
        System.arraycopy(fromOrdinals, from, ordinals, 0, size);
    }

    int size() {
        return size;
    }

    long value(int at) {
        return values[at];
    }

    int ordinal(int at) {
        return ordinals[at];
    }

    boolean is(int at, long value, int ordinal) {
        return at < size && values[at] == value && ordinals[at] == ordinal;
    }

    /** Where the key stands or would stand. */
    int position(long value, int ordinal) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (OrderedIndex.isAfter(value, ordinal, values[middle], ordinals[middle])) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    void insert(int at, long value, int ordinal) {
        if (size == values.length) {
            grow(Math.min(LENGTH, size * 2));
        }
        System.arraycopy(values, at, values, at + 1, size - at);
        System.arraycopy(ordinals, at, ordinals, at + 1, size - at);
        values[at] = value;
        ordinals[at] = ordinal;
        size++;
    }

    void remove(int at) {
        int moved = --size - at;
        System.arraycopy(values, at + 1, values, at, moved);
        System.arraycopy(ordinals, at + 1, ordinals, at, moved);
    }

    OrderedBlock copy() {
        return new OrderedBlock(values, ordinals, 0, size);
    }

    /** Takes its second half away, as a block of its own. */
    OrderedBlock split() {
        int half = size / 2;
        OrderedBlock second = new OrderedBlock(values, ordinals, half, size);
        size = half;
        return second;
    }

    /** Takes the entries of the block that follows, for which there is room. */
    void join(OrderedBlock next) {
        if (values.length < size + next.size) {
            grow(LENGTH);
        }
        System.arraycopy(next.values, 0, values, size, next.size);
        System.arraycopy(next.ordinals, 0, ordinals, size, next.size);
        size += next.size;
    }

    private void grow(int length) {
        values = Arrays.copyOf(values, length);
        ordinals = Arrays.copyOf(ordinals, length);
    }
}
