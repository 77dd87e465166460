package io.muster.index.id;

/** Puts very many ids into slots, in the order of their fingerprints' {@link FirstBits}. The writer's thread. */
final class SlotFilling {
    private static final int MOST_AT_ONCE = 1 << 24;

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
        for (int index : FirstBits.order(fingerprints, count)) {
            slots.makeRoom(fingerprints[index]);
            slots.put(fingerprints[index], words[index]);
        }
        all += count;
        count = 0;
    }
}
