package io.muster.index.id;

import static org.agrona.BitUtil.SIZE_OF_LONG;

import io.muster.index.memory.HugeCuts;
import io.muster.index.memory.Pages;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Numbers by the hash of a key that stands elsewhere, where whoever asks compares it: slots of 8 bytes, open addressing
 * with linear probing, 0.375 to 0.75 full.
 *
 * <pre>
 *  0                                              33                                63
 *  +----------------------------------------------+---------------------------------+
 *  | the hash's first 33 bits                     | number + 1; a slot of 0 is empty |   bits, from the highest on
 *  +----------------------------------------------+---------------------------------+
 * </pre>
 *
 * <p>Slots are in tables by the first bits of the hash (extendible hashing): there is one of 16, which doubles up to
 * {@link #TABLE_SLOTS}; a full table is then split in two by one more bit, for which the bits in its slots are enough,
 * so that growing never takes longer than to move one table's slots. A key's home in its table is the bits after those.
 * One thread.
 */
public final class KeySlots {
    /** No number, or no further one. */
    public static final int NONE = -1;

    private static final int TABLE_BITS = 14;
    private static final int TABLE_SLOTS = 1 << TABLE_BITS;
    private static final int TABLE_BYTES = TABLE_SLOTS * SIZE_OF_LONG;
    private static final int FEWEST_BITS = 4;
    private static final int NUMBER_BITS = 31;
    private static final long NUMBER = (1L << NUMBER_BITS) - 1;
    private static final int GREATEST_DEPTH = Long.SIZE - NUMBER_BITS - TABLE_BITS;
    private static final long EMPTY = 0;

    private HugeCuts cuts = new HugeCuts(TABLE_BYTES);
    private UnsafeBuffer[] tables = {Pages.allocate(SIZE_OF_LONG << FEWEST_BITS)};
    private int[] used = new int[1];
    private byte[] depths = new byte[1];
    private int[] places = new int[1];
    private int depth;
    private int tableBits = FEWEST_BITS;
    private int tableCount = 1;

    private UnsafeBuffer cursorTable;
    private long cursorHash;
    private int cursorSlot;

    /** The first number of a key that may have this hash, or {@link #NONE}; {@link #next} has the others. */
    public int first(long hash) {
        int table = tableOf(hash);
        cursorTable = tables[table];
        cursorHash = hash;
        cursorSlot = home(hash, depths[table]);
        return next();
    }

    /** The next after {@link #first}, with nothing added or removed between. */
    public int next() {
        int mask = (1 << tableBits) - 1;
        int slot = cursorSlot;
        long word = cursorTable.getLong(slot * SIZE_OF_LONG);
        while (word != EMPTY) {
            slot = slot + 1 & mask;
            if ((word ^ cursorHash) >>> NUMBER_BITS == 0) {
                cursorSlot = slot;
                return numberOf(word);
            }
            word = cursorTable.getLong(slot * SIZE_OF_LONG);
        }
        cursorSlot = slot;
        return NONE;
    }

    /** Loads where a key with this hash is looked for first, so that it is near when it is; returns anything. */
    public int touch(long hash) {
        int table = tableOf(hash);
        return (int) tables[table].getLong(home(hash, depths[table]) * SIZE_OF_LONG);
    }

    /** Adds a number of a key with this hash. */
    public void add(long hash, int number) {
        addWord(word(hash, number));
    }

    /** A slot as it is kept; its first bits are those of the hash. */
    static long word(long hash, int number) {
        return hash & ~NUMBER | number + 1L;
    }

    void addWord(long word) {
        int table = tableOf(word);
        while (used[table] >= 3 << tableBits - 2) {
            grow(table);
            table = tableOf(word);
        }
        used[table]++;
        put(tables[table], home(word, depths[table]), word);
    }

    /** Takes out this number of a key with this hash, if it is there. */
    public void remove(long hash, int number) {
        long wanted = word(hash, number);
        int table = tableOf(hash);
        UnsafeBuffer slots = tables[table];
        int mask = (1 << tableBits) - 1;
        int slot = home(hash, depths[table]);
        while (slots.getLong(slot * SIZE_OF_LONG) != wanted) {
            if (slots.getLong(slot * SIZE_OF_LONG) == EMPTY) {
                return;
            }
            slot = slot + 1 & mask;
        }
        used[table]--;
        close(slots, depths[table], slot, mask);
    }

    /** Makes room for so many in the place of all that is there. */
    void clear(long expected) {
        int wanted = 0;
        while (wanted < GREATEST_DEPTH && (TABLE_SLOTS * 5L / 8 << wanted) < expected) {
            wanted++;
        }
        cuts = new HugeCuts(TABLE_BYTES);
        depth = wanted;
        tableCount = 1 << depth;
        tableBits = depth > 0 ? TABLE_BITS : FEWEST_BITS;
        tables = new UnsafeBuffer[tableCount];
        used = new int[tableCount];
        depths = new byte[tableCount];
        places = new int[tableCount];
        for (int table = 0; table < tableCount; table++) {
            tables[table] = allocate(table);
            depths[table] = (byte) depth;
            places[table] = table;
        }
    }

    /** Size of the memory off the heap. */
    public long bytes() {
        return ((long) tableCount << tableBits) * SIZE_OF_LONG;
    }

    /** What comes after a hole moves there, unless it would come before its home. */
    private void close(UnsafeBuffer slots, int ofDepth, int removed, int mask) {
        int hole = removed;
        int slot = removed + 1 & mask;
        long word = slots.getLong(slot * SIZE_OF_LONG);
        while (word != EMPTY) {
            int fromHome = slot - home(word, ofDepth) & mask;
            if (fromHome >= (slot - hole & mask)) {
                slots.putLong(hole * SIZE_OF_LONG, word);
                hole = slot;
            }
            slot = slot + 1 & mask;
            word = slots.getLong(slot * SIZE_OF_LONG);
        }
        slots.putLong(hole * SIZE_OF_LONG, EMPTY);
    }

    private void grow(int table) {
        long[] moved = takeAll(table);
        if (tableBits < TABLE_BITS) {
            tableBits++;
            tables[table] = allocate(table);
        } else {
            split(table, moved[0]);
        }
        used[table] = 0;
        for (long word : moved) {
            int to = tableOf(word);
            used[to]++;
            put(tables[to], home(word, depths[to]), word);
        }
    }

    /** What is in a table, which is empty then. */
    private long[] takeAll(int table) {
        UnsafeBuffer slots = tables[table];
        long[] taken = new long[used[table]];
        int count = 0;
        for (int at = 0; count < taken.length; at += SIZE_OF_LONG) {
            long word = slots.getLong(at);
            if (word != EMPTY) {
                taken[count++] = word;
            }
        }
        slots.setMemory(0, slots.capacity(), (byte) 0);
        return taken;
    }

    /** Gives the second half of a table's places to a new one; {@code ofTable} is a hash of it. */
    private void split(int table, long ofTable) {
        int deeper = depths[table] + 1;
        if (deeper > GREATEST_DEPTH) {
            throw new IllegalStateException("keys: found " + used[table] + " whose hashes begin with the same " + depth
                    + " bits, expected at most half as many");
        }
        if (deeper > depth) {
            doublePlaces();
        }
        if (tableCount == tables.length) {
            tables = Arrays.copyOf(tables, 2 * tableCount);
            used = Arrays.copyOf(used, 2 * tableCount);
            depths = Arrays.copyOf(depths, 2 * tableCount);
        }
        int added = tableCount++;
        tables[added] = allocate(added);
        depths[table] = (byte) deeper;
        depths[added] = (byte) deeper;
        int span = places.length >>> deeper - 1;
        int first = place(ofTable, depth) & -span;
        Arrays.fill(places, first + span / 2, first + span, added);
    }

    private void doublePlaces() {
        int[] doubled = new int[2 * places.length];
        for (int place = 0; place < doubled.length; place++) {
            doubled[place] = places[place / 2];
        }
        places = doubled;
        depth++;
    }

    /** The first tables are memory by themselves: a huge page is for who fills it. */
    private UnsafeBuffer allocate(int table) {
        return table < cuts.perPiece() ? Pages.allocate(SIZE_OF_LONG << tableBits) : cuts.cut(table);
    }

    private void put(UnsafeBuffer slots, int home, long word) {
        int mask = (1 << tableBits) - 1;
        int slot = home;
        while (slots.getLong(slot * SIZE_OF_LONG) != EMPTY) {
            slot = slot + 1 & mask;
        }
        slots.putLong(slot * SIZE_OF_LONG, word);
    }

    private int tableOf(long hash) {
        return places[place(hash, depth)];
    }

    /** The first bits; shifted twice, as a shift by 64 would be by 0. */
    private static int place(long hash, int bits) {
        return (int) (hash >>> 1 >>> Long.SIZE - 1 - bits);
    }

    private int home(long hash, int ofDepth) {
        return (int) (hash << ofDepth >>> Long.SIZE - tableBits);
    }

    private static int numberOf(long word) {
        return (int) (word & NUMBER) - 1;
    }
}
