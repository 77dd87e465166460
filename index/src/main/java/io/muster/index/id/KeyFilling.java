package io.muster.index.id;

/**
 * Puts very many numbers into {@link KeySlots}, sorted by the first bits of their hashes: the few tables that share
 * these stay in the processor's cache while they are filled, where one would otherwise be fetched for every number. One
 * thread.
 */
public final class KeyFilling {
    private static final int MOST_AT_ONCE = 1 << 22;
    private static final int PLACE_BITS = 10;
    private static final int PLACES = 1 << PLACE_BITS;

    private final KeySlots slots;
    private final long[] words;
    private final long[] sorted;
    private int count;

    /**
     * Empties the slots.
     *
     * @param expected how many will be added, about
     */
    public KeyFilling(KeySlots slots, int expected) {
        this.slots = slots;
        slots.clear(expected);
        words = new long[Math.min(MOST_AT_ONCE, Math.max(1, expected))];
        sorted = new long[words.length];
    }

    /** As {@link KeySlots#add}; it may not be found before {@link #finish}. */
    public void add(long hash, int number) {
        if (count == words.length) {
            put();
        }
        words[count++] = KeySlots.word(hash, number);
    }

    /** All are found from now on. */
    public void finish() {
        put();
    }

    private void put() {
        int[] next = new int[PLACES + 1];
        for (int i = 0; i < count; i++) {
            next[placeOf(words[i]) + 1]++;
        }
        for (int place = 0; place < PLACES; place++) {
            next[place + 1] += next[place];
        }
        for (int i = 0; i < count; i++) {
            sorted[next[placeOf(words[i])]++] = words[i];
        }
        for (int i = 0; i < count; i++) {
            slots.addWord(sorted[i]);
        }
        count = 0;
    }

    private static int placeOf(long word) {
        return (int) (word >>> Long.SIZE - PLACE_BITS);
    }
}
