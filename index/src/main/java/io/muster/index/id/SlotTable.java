package io.muster.index.id;

import static org.agrona.BitUtil.SIZE_OF_LONG;

import io.muster.index.memory.ByteArena;
import io.muster.index.memory.Pages;
import java.lang.ref.Reference;
import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Open addressing with linear probing over slots of 16 bytes, a power of two of them, at most 0.6 full: one part of a
 * {@link SlotDirectory}, for the fingerprints that begin with the same {@link #depth} bits.
 *
 * <pre>
 *  0                                8                 12                16
 *  +--------------------------------+-----------------+-----------------+
 *  | fingerprint (long), 0 if empty | address / 8     | ordinal         |   one long, ordinal in its
 *  +--------------------------------+-----------------+-----------------+   upper half (drawn little-endian)
 *                                   | -1: removed                       |
 *                                   +-----------------------------------+
 * </pre>
 *
 * <p>A slot's second word is stored first, its fingerprint last, with release; readers load the fingerprint with
 * acquire and then the second word as one long. A removed slot keeps its fingerprint and is not used again in this
 * table. The home of a fingerprint, the four slots of a cache line, is the bits after the first {@link #depth}, so that
 * copying to a larger table walks both in order.
 */
final class SlotTable {
    static final long EMPTY = 0;
    static final int FEWEST_SLOTS = 16;

    static final long REMOVED = -1;
    static final int SLOT_LENGTH = 2 * SIZE_OF_LONG;
    private static final int SLOTS_OF_A_LINE = 4;

    private final UnsafeBuffer slots;
    private final long address;
    private final int depth;
    private final int mask;
    private final int shift;
    private final int limit;
    private int used;
    private int live;

    SlotTable(int slotCount, int depth) {
        this(Pages.allocate(Math.multiplyExact(slotCount, SLOT_LENGTH)), depth);
    }

    /** @param slots zeroed, a power of two of them */
    SlotTable(UnsafeBuffer slots, int depth) {
        this.depth = depth;
        this.slots = slots;
        address = slots.addressOffset();
        int slotCount = slots.capacity() / SLOT_LENGTH;
        mask = slotCount - 1;
        shift = Long.numberOfLeadingZeros(mask);
        limit = (int) (slotCount * 0.6);
    }

    /** How many of the first bits all fingerprints here have in common. */
    int depth() {
        return depth;
    }

    int slotCount() {
        return mask + 1;
    }

    boolean hasRoom() {
        return used < limit;
    }

    /** Whether a copy of the same size would have plenty of room. */
    boolean isMostlyRemoved() {
        return live <= limit / 2;
    }

    long bytes() {
        return slots.capacity();
    }

    /** Any thread. */
    int find(long fingerprint, ByteArena arena, DirectBuffer id, int offset, int length) {
        int ordinal = IdTable.UNKNOWN;
        for (int slot = home(fingerprint); ; slot = (slot + 1) & mask) {
            long at = address + (long) slot * SLOT_LENGTH;
            long found = UnsafeApi.getLongAcquire(null, at);
            if (found == EMPTY) {
                break;
            }
            if (found == fingerprint) {
                long word = UnsafeApi.getLongAcquire(null, at + SIZE_OF_LONG);
                if (word != REMOVED
                        && (Fingerprints.isOfOne(fingerprint) || arena.matches(handle(word), id, offset, length))) {
                    ordinal = ordinal(word);
                    break;
                }
            }
        }
        Reference.reachabilityFence(slots);
        return ordinal;
    }

    /** Where the slots are in which a fingerprint is looked for first; good as long as this table is held. */
    long homeAddress(long fingerprint) {
        return address + (long) home(fingerprint) * SLOT_LENGTH;
    }

    /** Loads what is at these addresses, so that it is near; returns anything. */
    static int touch(long[] addresses, int count) {
        long touched = 0;
        for (int i = 0; i < count; i++) {
            touched += UnsafeApi.getLong(null, addresses[i]);
        }
        return (int) touched;
    }

    /**
     * The second word of the slot with this fingerprint, if it is one of the four at its home address, else
     * {@link #REMOVED}. Nothing is decided on the way, so that the processor goes on to the next id while it waits for
     * this one's slots. Any thread that holds the table.
     */
    static long load(long home, long fingerprint) {
        long word = REMOVED;
        word = secondWord(home + 3 * SLOT_LENGTH, fingerprint, word);
        word = secondWord(home + 2 * SLOT_LENGTH, fingerprint, word);
        word = secondWord(home + SLOT_LENGTH, fingerprint, word);
        return secondWord(home, fingerprint, word);
    }

    /** That of the slot there, if it has this fingerprint, else {@code otherwise}. */
    private static long secondWord(long slot, long fingerprint, long otherwise) {
        long differs = notEqual(UnsafeApi.getLongAcquire(null, slot), fingerprint);
        return UnsafeApi.getLongAcquire(null, slot + SIZE_OF_LONG) & ~differs | otherwise & differs;
    }

    /** Publishes an id; the caller has made sure that there is room. */
    void put(long fingerprint, long word) {
        int slot = home(fingerprint);
        while (slots.getLong(slot * SLOT_LENGTH) != EMPTY) {
            slot = (slot + 1) & mask;
        }
        slots.putLong(slot * SLOT_LENGTH + SIZE_OF_LONG, word);
        slots.putLongRelease(slot * SLOT_LENGTH, fingerprint);
        used++;
        live++;
    }

    /** Takes out an id that is there. */
    void remove(long fingerprint, long word) {
        int slot = home(fingerprint);
        while (slots.getLong(slot * SLOT_LENGTH + SIZE_OF_LONG) != word) {
            slot = (slot + 1) & mask;
        }
        slots.putLongRelease(slot * SLOT_LENGTH + SIZE_OF_LONG, REMOVED);
        live--;
    }

    /**
     * Copies what is not removed: to the first table if the bit after the first {@link #depth} is 0, else to the
     * second.
     */
    void copyTo(SlotTable zero, SlotTable one) {
        for (int at = 0; at < slots.capacity(); at += SLOT_LENGTH) {
            long fingerprint = slots.getLong(at);
            long word = slots.getLong(at + SIZE_OF_LONG);
            if (fingerprint != EMPTY && word != REMOVED) {
                SlotTable target = fingerprint << depth < 0 ? one : zero;
                target.put(fingerprint, word);
            }
        }
    }

    /** The second word of a slot. */
    static long word(int ordinal, int unit) {
        return ((long) ordinal << Integer.SIZE) | Integer.toUnsignedLong(unit);
    }

    /** The handle in a slot's second word. */
    static long handle(long word) {
        return (word & 0xFFFFFFFFL) << 3;
    }

    /** The ordinal in a slot's second word. */
    static int ordinal(long word) {
        return (int) (word >>> Integer.SIZE);
    }

    /** All bits if they differ, none if they are equal. */
    private static long notEqual(long a, long b) {
        long difference = a ^ b;
        return (difference | -difference) >> Long.SIZE - 1;
    }

    private int home(long fingerprint) {
        return (int) (fingerprint << depth >>> shift) & -SLOTS_OF_A_LINE;
    }
}
