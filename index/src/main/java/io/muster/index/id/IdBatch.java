package io.muster.index.id;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.ref.Reference;
import java.nio.ByteOrder;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;

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

    private static final boolean IS_LITTLE_ENDIAN = ByteOrder.nativeOrder() == LITTLE_ENDIAN;

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
     * Adds ids that stand one behind the other, each behind its length in two bytes, little-endian.
     *
     * @param start where the first length is, or what stands before it
     * @param beforeBytes stand before each length
     * @return where the last id ends
     * @throws IndexOutOfBoundsException if they reach beyond the buffer, or there is no room for so many
     */
    public int addIds(int start, int many, int beforeBytes) {
        DirectBuffer from = source;
        int[] where = offsets;
        int[] howLong = lengths;
        int first = count;
        int at = start;
        for (int i = first; i < first + many; i++) {
            at += beforeBytes;
            int lengthBytes = from.getShort(at, LITTLE_ENDIAN) & 0xFFFF;
            at += Short.BYTES;
            where[i] = at;
            howLong[i] = lengthBytes;
            at += lengthBytes;
        }
        from.boundsCheck(start, at - start);
        count = first + many;
        return at;
    }

    /**
     * Adds customers whose ordinals stand one behind the other, in four bytes each, little-endian; nothing is found for
     * them.
     *
     * @throws IndexOutOfBoundsException if they reach beyond the buffer, or there is no room for so many
     */
    public void addOrdinals(int start, int many) {
        source.boundsCheck(start, many * Integer.BYTES);
        Objects.checkFromIndexSize(count, many, CAPACITY);
        byte[] array = source.byteArray();
        long address = source.addressOffset() + start;
        int[] into = ordinals;
        int first = count;
        for (int i = 0; i < many; i++) {
            int ordinal = UnsafeApi.getInt(array, address + (long) i * Integer.BYTES);
            into[first + i] = IS_LITTLE_ENDIAN ? ordinal : Integer.reverseBytes(ordinal);
        }
        Reference.reachabilityFence(source);
        count = first + many;
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
