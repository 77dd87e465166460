package io.muster.index.id;

/** Puts very many numbers into {@link KeySlots}, in the order of their hashes' {@link FirstBits}. One thread. */
public final class KeyFilling {
    private static final int MOST_AT_ONCE = 1 << 22;

    private final KeySlots slots;
    private final long[] words;
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
        for (int index : FirstBits.order(words, count)) {
            slots.addWord(words[index]);
        }
        count = 0;
    }
}
