package io.muster.index.column;

import static org.agrona.BitUtil.SIZE_OF_INT;
import static org.agrona.BitUtil.SIZE_OF_LONG;

import io.muster.index.memory.Pages;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;

/**
 * Loops over one page of a column, which set the bit of each entry that is looked for and take out all others. One
 * thread; nothing is allocated after the first call.
 *
 * <p>C2 makes vector instructions of a loop whose body is arithmetic on neighbours: no test, no bound to check, no
 * shift that differs from one to the next. So a full page is taken as rows of neighbours that go to the same bit, each
 * row over the one before, and what comes of it is turned by squares of 64 by 64 bits. Of each value the bit is the
 * borrow of a subtraction.
 *
 * <pre>
 *              rows[0]        rows[1]              rows[1023]
 *  bit  0      entry 0        entry 1        …     entry 1023
 *  bit  1      entry 1024     entry 1025     …     entry 2047
 *  …
 *  bit 63      entry 64512    entry 64513    …     entry 65535
 * </pre>
 */
final class PageScan {
    private static final int LONG_ROW = Pages.ENTRIES / Long.SIZE;
    private static final int LONG_SQUARES = LONG_ROW / Long.SIZE;
    private static final int INT_ROW = Pages.ENTRIES / Integer.SIZE;
    private static final int INT_SQUARES = INT_ROW / Long.SIZE;
    private static final int SIGN = Long.SIZE - 1;
    private static final int INT_SIGN = Integer.SIZE - 1;
    private static final int WORD_SHIFT = 6;

    private final long[] words;
    private final long[] square = new long[Long.SIZE];
    private long[] rows = {};
    private int[] intRows = {};

    /** @param words gets the bits */
    PageScan(long[] words) {
        this.words = words;
    }

    /** Longs that are neither below {@code low} nor above {@code high}, which is not below {@code low}. */
    void between(DirectBuffer page, long low, long high) {
        if (page.capacity() == Pages.ENTRIES * SIZE_OF_LONG) {
            allBetween(page.addressOffset(), low, high - low);
            return;
        }
        int used = page.capacity() / (Long.SIZE * SIZE_OF_LONG);
        for (int word = 0; word < used; word++) {
            long found = 0;
            for (int bit = 0; bit < Long.SIZE; bit++) {
                long value = page.getLong((word * Long.SIZE + bit) * SIZE_OF_LONG);
                found |= isWithin(value - low, high - low) << bit;
            }
            words[word] = found;
        }
        Arrays.fill(words, used, words.length, 0);
    }

    private void allBetween(long address, long low, long width) {
        rows = rows.length == 0 ? new long[LONG_ROW] : rows;
        Arrays.fill(rows, 0);
        for (int bit = 0; bit < Long.SIZE; bit++) {
            addRow(address + (long) bit * LONG_ROW * SIZE_OF_LONG, low, width, bit, rows);
        }
        for (int at = 0; at < LONG_SQUARES; at++) {
            System.arraycopy(rows, at * Long.SIZE, square, 0, Long.SIZE);
            BitSquare.transpose(square);
            for (int bit = 0; bit < Long.SIZE; bit++) {
                words[bit * LONG_SQUARES + at] = square[bit];
            }
        }
    }

    private static void addRow(long address, long low, long width, int bit, long[] rows) {
        for (int i = 0; i < LONG_ROW; i++) {
            long above = UnsafeApi.getLong(null, address + i * (long) SIZE_OF_LONG) - low;
            rows[i] |= isWithin(above, width) << bit;
        }
    }

    /** 1 where {@code above} as an unsigned number is at most {@code width}, and else 0. */
    private static long isWithin(long above, long width) {
        return ((~above & width) | ((~above | width) & (above - width - 1))) >>> SIGN;
    }

    /** The least of the longs that is not below {@code point}; the greatest long there is for none. */
    static long ceiling(DirectBuffer page, long point) {
        int entries = page.capacity() / SIZE_OF_LONG;
        long ceiling = point + leastAbove(page.addressOffset(), entries, point) - Long.MIN_VALUE;
        return ceiling < point ? Long.MAX_VALUE : ceiling;
    }

    /** How far the nearest is above, where what is below comes after all that is above; with the sign bit turned. */
    private static long leastAbove(long address, int entries, long point) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < entries; i++) {
            long above = UnsafeApi.getLong(null, address + i * (long) SIZE_OF_LONG) - point;
            least = Math.min(least, above + Long.MIN_VALUE);
        }
        return least;
    }

    /** Ids, which are ints and not negative, that are neither below {@code low} nor above {@code high}. */
    void idsBetween(DirectBuffer page, int low, int high) {
        if (page.capacity() == Pages.ENTRIES * SIZE_OF_INT) {
            allIdsBetween(page.addressOffset(), low, high);
            return;
        }
        int used = page.capacity() / (Long.SIZE * SIZE_OF_INT);
        for (int word = 0; word < used; word++) {
            long found = 0;
            for (int bit = 0; bit < Long.SIZE; bit++) {
                int id = page.getInt((word * Long.SIZE + bit) * SIZE_OF_INT);
                found |= (long) isOutside(id, low, high) << bit;
            }
            words[word] = ~found;
        }
        Arrays.fill(words, used, words.length, 0);
    }

    private void allIdsBetween(long address, int low, int high) {
        intRows = intRows.length == 0 ? new int[INT_ROW] : intRows;
        Arrays.fill(intRows, 0);
        for (int bit = 0; bit < Integer.SIZE; bit++) {
            addIntRow(address + (long) bit * INT_ROW * SIZE_OF_INT, low, high, bit, intRows);
        }
        for (int at = 0; at < INT_SQUARES; at++) {
            for (int i = 0; i < Long.SIZE; i++) {
                square[i] = ~intRows[at * Long.SIZE + i];
            }
            BitSquare.transpose(square);
            for (int bit = 0; bit < Integer.SIZE; bit++) {
                words[bit * INT_SQUARES + at] = square[bit];
            }
        }
    }

    private static void addIntRow(long address, int low, int high, int bit, int[] rows) {
        for (int i = 0; i < INT_ROW; i++) {
            int id = UnsafeApi.getInt(null, address + i * (long) SIZE_OF_INT);
            rows[i] |= isOutside(id, low, high) << bit;
        }
    }

    /** 1 where it is, and else 0; none of them is negative, so that no difference is too great for an int. */
    private static int isOutside(int id, int low, int high) {
        return (id - low | high - id) >>> INT_SIGN;
    }

    /** Ids of which the bit is set in {@code selected}, which has one for each that is in the page. */
    void idsSelected(DirectBuffer page, long[] selected) {
        int used = page.capacity() / (Long.SIZE * SIZE_OF_INT);
        for (int word = 0; word < used; word++) {
            long found = 0;
            for (int bit = 0; bit < Long.SIZE; bit++) {
                int id = page.getInt((word * Long.SIZE + bit) * SIZE_OF_INT);
                found |= (selected[id >>> WORD_SHIFT] >>> id & 1) << bit;
            }
            words[word] = found;
        }
        Arrays.fill(words, used, words.length, 0);
    }
}
