package io.muster.index.id;

import org.agrona.DirectBuffer;

/**
 * Ids that are looked up together, so that what each has to wait for from memory is waited for once:
 * {@link IdTable#find (IdBatch)} goes over all of them step by step, and the loads of a step are under way at the same
 * time.
 *
 * <p>Made once, used again and again, by one thread at a time; filling and finding allocate nothing.
 */
public final class IdBatch {
    /** Most ids in a batch: more than a processor has loads under way at a time. */
    public static final int CAPACITY = 64;

    final int[] offsets = new int[CAPACITY];
    final int[] lengths = new int[CAPACITY];
    final long[] fingerprints = new long[CAPACITY];

    /** Where the slots are in which these fingerprints are looked for first. */
    final long[] addresses = new long[CAPACITY];

    /** Second words of slots that have these fingerprints. */
    final long[] words = new long[CAPACITY];

    final int[] ordinals = new int[CAPACITY];
    DirectBuffer source;
    int count;

    /** Whatever was loaded only so that it is near when it is needed; kept so that the loads are made. */
    int touched;

    /** Empties it; the ids that will be added are in this buffer, up to the end of {@link IdTable#find(IdBatch)}. */
    public void begin(DirectBuffer idsAre) {
        source = idsAre;
        count = 0;
    }

    /**
     * Adds an id.
     *
     * @throws ArrayIndexOutOfBoundsException if it is full
     */
    public void add(int offset, int lengthBytes) {
        offsets[count] = offset;
        lengths[count] = lengthBytes;
        count++;
    }

    /**
     * Adds a customer whose ordinal is known; nothing is found for it.
     *
     * @throws ArrayIndexOutOfBoundsException if it is full
     */
    public void addOrdinal(int ordinal) {
        ordinals[count] = ordinal;
        count++;
    }

    /** How many ids were added. */
    public int count() {
        return count;
    }

    /** Whether there is no room for another. */
    public boolean isFull() {
        return count == CAPACITY;
    }

    /** The ordinal of the id that was added so many others later, after it was found; or {@link IdTable#UNKNOWN}. */
    public int ordinal(int index) {
        return ordinals[index];
    }

    /** The ordinals of all, in a longer array that is this batch's own. */
    public int[] ordinals() {
        return ordinals;
    }

    /** Where the id of this index stands. */
    public int offset(int index) {
        return offsets[index];
    }

    /** How long the id of this index is, in bytes. */
    public int lengthBytes(int index) {
        return lengths[index];
    }

    /** The buffer that the ids are in. */
    public DirectBuffer source() {
        return source;
    }

    /** Notes the answer for an index, for those who find by themselves. */
    public void ordinal(int index, int ordinal) {
        ordinals[index] = ordinal;
    }
}
