package io.muster.index.memory;

import static org.agrona.BitUtil.SIZE_OF_LONG;

import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Longs by dense index, of which mostly few are set: memory for these only. Of each 65,536 indexes those that are set
 * stand in a table with open addressing (Knuth, TAOCP volume 3, 6.4, algorithms L and R), which doubles; when that
 * would take more than a page of {@link LongPages}, it becomes one. For one thread.
 */
public final class SparseLongs {
    private static final int FEWEST_SLOTS = 8;

    /** Of ten bytes each; twice as many would take more than a page. */
    private static final int MOST_SLOTS = 1 << 15;

    /** 2 to the 32 by the golden ratio. */
    private static final int SPREAD = 0x9E3779B1;

    private final long absent;
    private Page[] pages = {};

    /** A table, or else a page with a place for each index. */
    private static final class Page {
        private char[] keys = new char[FEWEST_SLOTS];
        private long[] values = new long[FEWEST_SLOTS];
        private int count;
        private UnsafeBuffer full;
    }

    /** @param absent what an index reads that is not set */
    public SparseLongs(long absent) {
        this.absent = absent;
    }

    /** The value at this index. */
    public long get(int index) {
        int number = index >>> Pages.SHIFT;
        Page page = number < pages.length ? pages[number] : null;
        if (page == null) {
            return absent;
        }
        int key = index & Pages.MASK;
        return page.full == null ? page.values[slotOf(page, key)] : page.full.getLong(key * SIZE_OF_LONG);
    }

    /**
     * Sets the value at this index, or takes it away where that is the absent one.
     *
     * @throws IndexOutOfBoundsException if the index is negative
     */
    public void set(int index, long value) {
        Pages.checkIndex(index);
        int number = index >>> Pages.SHIFT;
        if (number >= pages.length || pages[number] == null) {
            if (value == absent) {
                return;
            }
            addPage(number);
        }
        Page page = pages[number];
        int key = index & Pages.MASK;
        if (page.full != null) {
            page.full.putLong(key * SIZE_OF_LONG, value);
        } else if (value == absent) {
            remove(page, slotOf(page, key));
        } else {
            put(page, key, value);
        }
    }

    private void addPage(int number) {
        if (number >= pages.length) {
            pages = Arrays.copyOf(pages, Math.max(number + 1, pages.length * 2));
        }
        pages[number] = new Page();
        Arrays.fill(pages[number].values, absent);
    }

    private void put(Page page, int key, long value) {
        int slot = slotOf(page, key);
        if (page.values[slot] == absent) {
            if (2 * (page.count + 1) > page.keys.length) {
                grow(page);
                set(page, key, value);
                return;
            }
            page.keys[slot] = (char) key;
            page.count++;
        }
        page.values[slot] = value;
    }

    private void set(Page page, int key, long value) {
        if (page.full == null) {
            put(page, key, value);
        } else {
            page.full.putLong(key * SIZE_OF_LONG, value);
        }
    }

    private void grow(Page page) {
        char[] keys = page.keys;
        long[] values = page.values;
        if (keys.length < MOST_SLOTS) {
            page.keys = new char[keys.length * 2];
            page.values = new long[keys.length * 2];
            page.count = 0;
            Arrays.fill(page.values, absent);
        } else {
            page.full = Pages.allocate(Pages.ENTRIES * SIZE_OF_LONG);
            for (int i = 0; i < Pages.ENTRIES; i++) {
                page.full.putLong(i * SIZE_OF_LONG, absent);
            }
            page.keys = null;
            page.values = null;
        }
        for (int i = 0; i < keys.length; i++) {
            if (values[i] != absent) {
                set(page, keys[i], values[i]);
            }
        }
    }

    /** Moves those that follow nearer to their homes, so that none is cut off from its own. */
    private void remove(Page page, int slot) {
        if (page.values[slot] == absent) {
            return;
        }
        int mask = page.keys.length - 1;
        int hole = slot;
        for (int next = slot + 1 & mask; page.values[next] != absent; next = next + 1 & mask) {
            int home = home(page, page.keys[next]);
            if ((next - home & mask) >= (next - hole & mask)) {
                page.keys[hole] = page.keys[next];
                page.values[hole] = page.values[next];
                hole = next;
            }
        }
        page.values[hole] = absent;
        page.count--;
    }

    /** Where the key stands, or the empty slot where it would. */
    private int slotOf(Page page, int key) {
        int mask = page.keys.length - 1;
        int slot = home(page, key);
        while (page.values[slot] != absent && page.keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private static int home(Page page, int key) {
        return key * SPREAD >>> Integer.numberOfLeadingZeros(page.keys.length - 1);
    }
}
