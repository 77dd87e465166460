package io.muster.index.column;

import io.muster.index.memory.IntPages;
import io.muster.index.memory.LongPages;
import io.muster.index.memory.Pages;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.Structure;

/**
 * A short list of ints for each ordinal, in no order. A list of one is kept in the entry itself, a longer one in a
 * block of the next power of two of ints; a block that is left goes to a list of free ones, linked through their first
 * int.
 *
 * <pre>
 *  0                     32                    64
 *  +---------------------+---------------------+
 *  | count (int)         | value, if count = 1 |   entry of an ordinal
 *  |                     | block, if more      |
 *  +---------------------+---------------------+
 * </pre>
 *
 * For one thread.
 */
final class IntLists {
    private static final int NO_BLOCK = 0;
    private static final long COUNT_MASK = 0xFFFFFFFFL;

    private final LongPages entries = new LongPages(0);
    private final IntPages blocks = new IntPages(NO_BLOCK);
    private final int[] free = new int[Integer.SIZE];
    private int end = 1;

    int count(int ordinal) {
        return (int) (entries.get(ordinal) & COUNT_MASK);
    }

    int value(int ordinal, int i) {
        long entry = entries.get(ordinal);
        int count = (int) (entry & COUNT_MASK);
        if (i < 0 || i >= count) {
            throw new IndexOutOfBoundsException("value: found " + i + ", expected 0 to " + (count - 1));
        }
        int start = (int) (entry >>> Integer.SIZE);
        return count == 1 ? start : blocks.get(start + i);
    }

    int indexOf(int ordinal, int value) {
        long entry = entries.get(ordinal);
        int count = (int) (entry & COUNT_MASK);
        int start = (int) (entry >>> Integer.SIZE);
        if (count == 1) {
            return start == value ? 0 : -1;
        }
        for (int i = 0; i < count; i++) {
            if (blocks.get(start + i) == value) {
                return i;
            }
        }
        return -1;
    }

    /** How many ints the blocks take, free ones included; there is room for about two thousand million. */
    int taken() {
        return end;
    }

    void add(int ordinal, int value) {
        long entry = entries.get(ordinal);
        int count = (int) (entry & COUNT_MASK);
        int start = (int) (entry >>> Integer.SIZE);
        if (count == 0) {
            setEntry(ordinal, 1, value);
            return;
        }
        int block = start;
        if (count == 1) {
            block = allocate(1);
            blocks.set(block, start);
        } else if (Integer.bitCount(count) == 1) {
            block = move(start, count, classOf(count), classOf(count) + 1);
        }
        blocks.set(block + count, value);
        setEntry(ordinal, count + 1, block);
    }

    /** Takes out the value at this place; the last one moves there. */
    void removeAt(int ordinal, int i) {
        long entry = entries.get(ordinal);
        int left = (int) (entry & COUNT_MASK) - 1;
        int start = (int) (entry >>> Integer.SIZE);
        if (left == 0) {
            entries.set(ordinal, 0);
            return;
        }
        blocks.set(start + i, blocks.get(start + left));
        int block = start;
        if (left == 1) {
            block = blocks.get(start);
            release(start, 1);
        } else if (Integer.bitCount(left) == 1) {
            block = move(start, left, classOf(left + 1), classOf(left));
        }
        setEntry(ordinal, left, block);
    }

    /** How many ordinals there may be lists for. */
    int ordinals() {
        return (int) Math.min(Integer.MAX_VALUE, (long) entries.pages() << Pages.SHIFT);
    }

    void freeze(Frozen into) {
        int[] freeNow = free.clone();
        int endNow = end;
        into.add(Structure.LISTS, out -> {
            out.putInt(endNow);
            for (int block : freeNow) {
                out.putInt(block);
            }
        });
        entries.freeze(into);
        blocks.freeze(into);
    }

    void restore(StateReader in) throws SnapshotException {
        in.begin(Structure.LISTS);
        end = in.getInt("end", 1, Integer.MAX_VALUE);
        for (int i = 0; i < free.length; i++) {
            free[i] = in.getInt("free block", NO_BLOCK, end - 1);
        }
        entries.restore(in);
        blocks.restore(in);
    }

    long bytes() {
        return entries.bytes() + blocks.bytes();
    }

    private void setEntry(int ordinal, int count, int start) {
        entries.set(ordinal, ((long) start << Integer.SIZE) | count);
    }

    /** Blocks of class n have 2 to the n ints. */
    private static int classOf(int count) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(count - 1);
    }

    private int move(int start, int count, int oldClass, int newClass) {
        int block = allocate(newClass);
        for (int i = 0; i < count; i++) {
            blocks.set(block + i, blocks.get(start + i));
        }
        release(start, oldClass);
        return block;
    }

    private int allocate(int sizeClass) {
        int block = free[sizeClass];
        if (block != NO_BLOCK) {
            free[sizeClass] = blocks.get(block);
            return block;
        }
        block = end;
        end = Math.addExact(end, 1 << sizeClass);
        return block;
    }

    private void release(int block, int sizeClass) {
        blocks.set(block, free[sizeClass]);
        free[sizeClass] = block;
    }
}
