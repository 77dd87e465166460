package io.muster.index.id;

import static org.agrona.BitUtil.SIZE_OF_LONG;

import io.muster.index.memory.ByteArena;
import io.muster.index.memory.Pages;
import java.lang.ref.Reference;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Open addressing with linear probing over slots of 16 bytes, a power of two of them, at most 0.6 full.
 *
 * <pre>
 *  0                                8                 12                16
 *  +--------------------------------+-----------------+-----------------+
 *  | fingerprint (long), 0 if empty | address / 8     | ordinal         |   little-endian: one long,
 *  +--------------------------------+-----------------+-----------------+   ordinal in its upper half
 *                                   | -1: removed                       |
 *                                   +-----------------------------------+
 * </pre>
 *
 * <p>A slot's second word is stored first, its fingerprint last, with release; readers load the fingerprint with acquire and
 * then the second word as one long. A removed slot keeps its fingerprint and is not used again in this table. The home of a
 * fingerprint is its upper bits, so that rebuilding into a larger table walks both in order.
 */
final class SlotTable {
    static final long EMPTY = 0;

    private static final long REMOVED = -1;
    private static final int SLOT_LENGTH = 2 * SIZE_OF_LONG;
    private static final int FEWEST_SLOTS = 16;
    private static final int MOST_SLOTS = 1 << 26;

    private final UnsafeBuffer slots;
    private final int mask;
    private final int shift;
    private final int limit;
    private int used;

    /** A table with room for at least so many ids. */
    SlotTable(int ids) {
        int count = slotsFor(ids);
        slots = Pages.allocate(count * SLOT_LENGTH);
        mask = count - 1;
        shift = Long.numberOfLeadingZeros(mask);
        limit = limitOf(count);
    }

    int find(long fingerprint, ByteArena arena, DirectBuffer id, int offset, int length) {
        int ordinal = IdTable.UNKNOWN;
        for (int slot = home(fingerprint); ; slot = (slot + 1) & mask) {
            int at = slot * SLOT_LENGTH;
            long found = slots.getLongAcquire(at);
            if (found == EMPTY) {
                break;
            }
            if (found == fingerprint) {
                long word = slots.getLongAcquire(at + SIZE_OF_LONG);
                if (word != REMOVED && arena.matches((word & 0xFFFFFFFFL) << 3, id, offset, length)) {
                    ordinal = (int) (word >>> Integer.SIZE);
                    break;
                }
            }
        }
        Reference.reachabilityFence(slots);
        return ordinal;
    }

    boolean hasRoom() {
        return used < limit;
    }

    /** Publishes an id; the caller has made sure that there is room. */
    void put(long fingerprint, int ordinal, int unit) {
        int at = emptySlot(fingerprint);
        slots.putLong(at + SIZE_OF_LONG, word(ordinal, unit));
        slots.putLongRelease(at, fingerprint);
        used++;
    }

    void remove(long fingerprint, int ordinal, int unit) {
        long word = word(ordinal, unit);
        int slot = home(fingerprint);
        while (slots.getLong(slot * SLOT_LENGTH + SIZE_OF_LONG) != word) {
            slot = (slot + 1) & mask;
        }
        slots.putLongRelease(slot * SLOT_LENGTH + SIZE_OF_LONG, REMOVED);
    }

    /** A table of the ids that are not removed, with room for at least so many and a good deal more. */
    SlotTable rebuilt(int ids) {
        SlotTable larger = new SlotTable(Math.max(ids, (int) Math.min(limitOf(MOST_SLOTS), ids * 3L / 2)));
        for (int at = 0; at < slots.capacity(); at += SLOT_LENGTH) {
            long fingerprint = slots.getLong(at);
            long word = slots.getLong(at + SIZE_OF_LONG);
            if (fingerprint != EMPTY && word != REMOVED) {
                int target = larger.emptySlot(fingerprint);
                larger.slots.putLong(target, fingerprint);
                larger.slots.putLong(target + SIZE_OF_LONG, word);
                larger.used++;
            }
        }
        return larger;
    }

    long bytes() {
        return slots.capacity();
    }

    private int emptySlot(long fingerprint) {
        int slot = home(fingerprint);
        while (slots.getLong(slot * SLOT_LENGTH) != EMPTY) {
            slot = (slot + 1) & mask;
        }
        return slot * SLOT_LENGTH;
    }

    private int home(long fingerprint) {
        return (int) (fingerprint >>> shift);
    }

    private static long word(int ordinal, int unit) {
        return ((long) ordinal << Integer.SIZE) | Integer.toUnsignedLong(unit);
    }

    private static int slotsFor(int ids) {
        for (int count = FEWEST_SLOTS; count <= MOST_SLOTS; count *= 2) {
            if (ids <= limitOf(count)) {
                return count;
            }
        }
        throw new IllegalStateException("ids: found " + ids + ", expected at most " + limitOf(MOST_SLOTS));
    }

    /** The largest table, 1 GiB, may become fuller than the others. */
    private static int limitOf(int count) {
        return count == MOST_SLOTS ? count / 8 * 7 : (int) (count * 0.6);
    }
}
