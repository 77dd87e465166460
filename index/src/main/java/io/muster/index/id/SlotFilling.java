package io.muster.index.id;

/**
 * Puts very many ids into slots, sorted by the first bits of their fingerprints: a table stays in the processor's cache
 * while it is filled, where it would otherwise be fetched for every id. The writer's thread.
 */
final class SlotFilling {
    private static final int MOST_AT_ONCE = 1 << 24;
    private static final int PLACE_BITS = 10;
    private static final int PLACES = 1 << PLACE_BITS;

    private final SlotDirectory slots;
    private final long[] fingerprints;
    private final long[] words;
    private int count;
    private int all;

    /** @param expected how many will be added, at most */
    SlotFilling(SlotDirectory slots, int expected) {
        this.slots = slots;
        fingerprints = new long[Math.min(MOST_AT_ONCE, expected)];
        words = new long[fingerprints.length];
    }

    void add(long fingerprint, long word) {
        if (count == fingerprints.length) {
            put();
        }
        fingerprints[count] = fingerprint;
        words[count++] = word;
    }

    /** Returns how many were added. */
    int finish() {
        put();
        return all;
    }

    private void put() {
        for (int index : byPlace()) {
            slots.makeRoom(fingerprints[index]);
            slots.put(fingerprints[index], words[index]);
        }
        all += count;
        count = 0;
    }

    private int[] byPlace() {
        int[] next = new int[PLACES + 1];
        for (int i = 0; i < count; i++) {
            next[placeOf(i) + 1]++;
        }
        for (int place = 0; place < PLACES; place++) {
            next[place + 1] += next[place];
        }
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[next[placeOf(i)]++] = i;
        }
        return order;
    }

    private int placeOf(int index) {
        return (int) (fingerprints[index] >>> Long.SIZE - PLACE_BITS);
    }
}
