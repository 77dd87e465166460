package io.muster.index.time;

import java.util.Arrays;

/**
 * An ordered set of (value, ordinal): which comes next after a value, and who stands between two. Sorted blocks of at
 * most 512 entries under a sorted directory; a block that is full at the end of the order is left full, because times
 * mostly come in order. One thread; allocates only when a block is added.
 */
public final class OrderedIndex {
    static final int BLOCK_LENGTH = 512;
    private static final int SMALLEST_BLOCK_LENGTH = 8;

    /** Takes an ordinal and its value. */
    @FunctionalInterface
    public interface Visitor {
        void visit(int ordinal, long value);
    }

    private long[][] values = new long[4][];
    private int[][] ordinals = new int[4][];
    private int[] sizes = new int[4];
    private int blocks;
    private long size;

    /** How many entries there are. */
    public long size() {
        return size;
    }

    /** Adds an entry; false if it is there already. */
    public boolean add(long value, int ordinal) {
        if (blocks == 0) {
            insertBlock(0);
        }
        int block = blockOf(value, ordinal);
        int at = position(block, value, ordinal);
        if (at < sizes[block] && values[block][at] == value && ordinals[block][at] == ordinal) {
            return false;
        }
        size++;
        if (sizes[block] == BLOCK_LENGTH) {
            if (at == BLOCK_LENGTH && block == blocks - 1) {
                insertBlock(++block);
                at = 0;
            } else {
                split(block);
                if (at > sizes[block]) {
                    at -= sizes[block];
                    block++;
                }
            }
        }
        insertAt(block, at, value, ordinal);
        return true;
    }

    /**
     * Adds many entries to an index that has none.
     *
     * @param newValues of which the first {@code count} are added; sorted by the way
     * @param newOrdinals of those values, ascending
     */
    public void load(long[] newValues, int[] newOrdinals, int count) {
        if (size > 0) {
            throw new IllegalStateException("index: found " + size + " entries, expected none");
        }
        ValueOrder.sort(newValues, newOrdinals, count);
        blocks = 0;
        int needed = (count + BLOCK_LENGTH - 1) / BLOCK_LENGTH;
        values = new long[Math.max(4, needed)][];
        ordinals = new int[Math.max(4, needed)][];
        sizes = new int[Math.max(4, needed)];
        for (int from = 0; from < count; from += BLOCK_LENGTH) {
            int length = Math.min(BLOCK_LENGTH, count - from);
            int capacity = Math.max(SMALLEST_BLOCK_LENGTH, length);
            values[blocks] = Arrays.copyOf(Arrays.copyOfRange(newValues, from, from + length), capacity);
            ordinals[blocks] = Arrays.copyOf(Arrays.copyOfRange(newOrdinals, from, from + length), capacity);
            sizes[blocks++] = length;
        }
        size = count;
    }

    /** Takes an entry out; false if it is not there. */
    public boolean remove(long value, int ordinal) {
        if (blocks == 0) {
            return false;
        }
        int block = blockOf(value, ordinal);
        int at = position(block, value, ordinal);
        if (at == sizes[block] || values[block][at] != value || ordinals[block][at] != ordinal) {
            return false;
        }
        int moved = --sizes[block] - at;
        System.arraycopy(values[block], at + 1, values[block], at, moved);
        System.arraycopy(ordinals[block], at + 1, ordinals[block], at, moved);
        size--;
        shrink(block);
        return true;
    }

    /** The smallest value, or {@link Long#MAX_VALUE} if there is none. */
    public long first() {
        return blocks == 0 ? Long.MAX_VALUE : values[0][0];
    }

    /** The greatest value, or {@link Long#MIN_VALUE} if there is none. */
    public long last() {
        return blocks == 0 ? Long.MIN_VALUE : values[blocks - 1][sizes[blocks - 1] - 1];
    }

    /** The smallest value that is {@code low} or more, or {@link Long#MAX_VALUE}. */
    public long ceiling(long low) {
        if (blocks == 0) {
            return Long.MAX_VALUE;
        }
        int block = blockOf(low, Integer.MIN_VALUE);
        int at = position(block, low, Integer.MIN_VALUE);
        if (at == sizes[block]) {
            return block + 1 == blocks ? Long.MAX_VALUE : values[block + 1][0];
        }
        return values[block][at];
    }

    /**
     * Visits the entries with {@code low ≤ value < high}, in order. The visitor must not change this index.
     *
     * @param firstOrdinal of those whose value is {@code low}, the first that is visited
     * @param limit how many are visited at most
     * @return how many were
     */
    public int forEach(long low, int firstOrdinal, long high, int limit, Visitor visitor) {
        int visited = 0;
        if (blocks == 0 || low >= high) {
            return visited;
        }
        int block = blockOf(low, firstOrdinal);
        int at = position(block, low, firstOrdinal);
        for (; block < blocks; block++, at = 0) {
            for (; at < sizes[block]; at++) {
                if (visited == limit || values[block][at] >= high) {
                    return visited;
                }
                visitor.visit(ordinals[block][at], values[block][at]);
                visited++;
            }
        }
        return visited;
    }

    /** The last block whose first entry is not after the key; the first block if all are. */
    private int blockOf(long value, int ordinal) {
        int low = 1;
        int high = blocks;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (after(values[middle][0], ordinals[middle][0], value, ordinal)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low - 1;
    }

    /** Where in the block the key stands or would stand. */
    private int position(int block, long value, int ordinal) {
        int low = 0;
        int high = sizes[block];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (after(value, ordinal, values[block][middle], ordinals[block][middle])) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static boolean after(long value, int ordinal, long otherValue, int otherOrdinal) {
        return value > otherValue || (value == otherValue && ordinal > otherOrdinal);
    }

    private void insertAt(int block, int at, long value, int ordinal) {
        int length = sizes[block];
        if (length == values[block].length) {
            values[block] = Arrays.copyOf(values[block], Math.min(BLOCK_LENGTH, length * 2));
            ordinals[block] = Arrays.copyOf(ordinals[block], Math.min(BLOCK_LENGTH, length * 2));
        }
        System.arraycopy(values[block], at, values[block], at + 1, length - at);
        System.arraycopy(ordinals[block], at, ordinals[block], at + 1, length - at);
        values[block][at] = value;
        ordinals[block][at] = ordinal;
        sizes[block]++;
    }

    private void split(int block) {
        insertBlock(block + 1);
        int half = BLOCK_LENGTH / 2;
        values[block + 1] = Arrays.copyOfRange(values[block], half, BLOCK_LENGTH);
        ordinals[block + 1] = Arrays.copyOfRange(ordinals[block], half, BLOCK_LENGTH);
        sizes[block + 1] = BLOCK_LENGTH - half;
        sizes[block] = half;
    }

    private void insertBlock(int at) {
        if (blocks == sizes.length) {
            values = Arrays.copyOf(values, blocks * 2);
            ordinals = Arrays.copyOf(ordinals, blocks * 2);
            sizes = Arrays.copyOf(sizes, blocks * 2);
        }
        System.arraycopy(values, at, values, at + 1, blocks - at);
        System.arraycopy(ordinals, at, ordinals, at + 1, blocks - at);
        System.arraycopy(sizes, at, sizes, at + 1, blocks - at);
        values[at] = new long[SMALLEST_BLOCK_LENGTH];
        ordinals[at] = new int[SMALLEST_BLOCK_LENGTH];
        sizes[at] = 0;
        blocks++;
    }

    /** Joins a block that has become small to the one before it, so that removals do not leave a trail of crumbs. */
    private void shrink(int block) {
        if (sizes[block] == 0) {
            removeBlock(block);
        } else if (block > 0 && sizes[block] + sizes[block - 1] <= BLOCK_LENGTH / 2) {
            int joined = sizes[block - 1] + sizes[block];
            if (values[block - 1].length < joined) {
                values[block - 1] = Arrays.copyOf(values[block - 1], BLOCK_LENGTH);
                ordinals[block - 1] = Arrays.copyOf(ordinals[block - 1], BLOCK_LENGTH);
            }
            System.arraycopy(values[block], 0, values[block - 1], sizes[block - 1], sizes[block]);
            System.arraycopy(ordinals[block], 0, ordinals[block - 1], sizes[block - 1], sizes[block]);
            sizes[block - 1] = joined;
            removeBlock(block);
        }
    }

    private void removeBlock(int at) {
        blocks--;
        System.arraycopy(values, at + 1, values, at, blocks - at);
        System.arraycopy(ordinals, at + 1, ordinals, at, blocks - at);
        System.arraycopy(sizes, at + 1, sizes, at, blocks - at);
        values[blocks] = null;
        ordinals[blocks] = null;
    }
}
