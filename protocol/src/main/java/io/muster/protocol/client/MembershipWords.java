package io.muster.protocol.client;

/**
 * Memberships as bits, which the catalogue of the same version names.
 *
 * @param ordinals by customer asked; -1: no such customer
 * @param words by customer asked, a bit a slot
 */
record MembershipWords(int catalogVersion, long sequence, long nowMillis, int[] ordinals, long[][] words) {
    /** A slot that no segment has is not set. */
    boolean isSet(int customer, int slot) {
        long[] own = words[customer];
        return slot >= 0 && slot >> 6 < own.length && (own[slot >> 6] & 1L << slot) != 0;
    }
}
