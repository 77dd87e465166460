package io.muster.index.id;

import io.muster.index.memory.ByteArena;
import io.muster.index.memory.HugeCuts;
import java.lang.ref.Reference;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * Tables of slots by the first bits of the fingerprint (extendible hashing). It starts as one table of 256 bytes, which
 * doubles up to 1 MiB; a full table of that size is split in two by one more bit, so that growing never stops the
 * writer for longer than it takes to copy 1 MiB. The two share a piece of huge memory.
 *
 * <p>Assumptions: one writer.
 *
 * <p>Guarantees: a table is filled before it is published in its predecessor's place; a reader who is in the
 * predecessor finds what was there at that moment; what is removed later it finds as it was then, or, where bytes are
 * compared, not any more, since they are erased.
 *
 * <p>Progress: readers are wait-free.
 */
final class SlotDirectory {
    private static final int SPLIT_SLOTS = 1 << 16;
    private static final int SPLIT_BYTES = SPLIT_SLOTS * SlotTable.SLOT_LENGTH;
    private static final int GREATEST_DEPTH = 16;

    private volatile SlotTable[] tables = {new SlotTable(SlotTable.FEWEST_SLOTS, 0)};
    private volatile long bytes = tables[0].bytes();

    /** Takes out all, and makes room for so many. Before there are readers. */
    void clear(int expected) {
        int depth = 0;
        while (depth < GREATEST_DEPTH && (long) SPLIT_SLOTS / 2 << depth < expected) {
            depth++;
        }
        SlotTable[] cleared = new SlotTable[1 << depth];
        HugeCuts cuts = new HugeCuts(SPLIT_BYTES);
        for (int place = 0; place < cleared.length; place++) {
            cleared[place] =
                    depth > 0 ? new SlotTable(cuts.cut(place), depth) : new SlotTable(SlotTable.FEWEST_SLOTS, depth);
        }
        tables = cleared;
        bytes = cleared.length * cleared[0].bytes();
    }

    /** Any thread. */
    int find(long fingerprint, ByteArena arena, DirectBuffer id, int offset, int length) {
        SlotTable[] current = tables;
        return current[place(fingerprint, current.length)].find(fingerprint, arena, id, offset, length);
    }

    /** Finds a batch, whose fingerprints are there. Any thread. */
    void find(IdBatch batch, ByteArena arena) {
        load(batch);
        touch(batch, arena);
        confirm(batch, arena);
    }

    /** In three steps, the second so short that a processor has many of its loads under way. */
    private void load(IdBatch batch) {
        SlotTable[] current = tables;
        int shift = shift(current.length);
        int count = batch.count;
        long[] fingerprints = batch.fingerprints;
        long[] addresses = batch.addresses;
        for (int i = 0; i < count; i++) {
            long fingerprint = fingerprints[i];
            addresses[i] = current[(int) (fingerprint >>> 1 >>> shift)].homeAddress(fingerprint);
        }
        batch.touched = SlotTable.touch(addresses, count);
        long[] words = batch.words;
        for (int i = 0; i < count; i++) {
            words[i] = SlotTable.load(addresses[i], fingerprints[i]);
        }
        Reference.reachabilityFence(current);
    }

    private static void touch(IdBatch batch, ByteArena arena) {
        int touched = 0;
        for (int i = 0; i < batch.count; i++) {
            if (!Fingerprints.isOfOne(batch.fingerprints[i])) {
                touched += arena.touch(SlotTable.handle(batch.words[i]));
            }
        }
        batch.touched += touched;
    }

    private void confirm(IdBatch batch, ByteArena arena) {
        int count = batch.count;
        long[] fingerprints = batch.fingerprints;
        long[] words = batch.words;
        int[] ordinals = batch.ordinals;
        for (int i = 0; i < count; i++) {
            long word = words[i];
            ordinals[i] = word != SlotTable.REMOVED && Fingerprints.isOfOne(fingerprints[i])
                    ? SlotTable.ordinal(word)
                    : compare(batch, i, arena);
        }
    }

    /** Of an id whose slot is not near, or whose fingerprint others may have. */
    private int compare(IdBatch batch, int index, ByteArena arena) {
        long word = batch.words[index];
        int offset = batch.offsets[index];
        int length = batch.lengths[index];
        if (word != SlotTable.REMOVED && arena.matches(SlotTable.handle(word), batch.source, offset, length)) {
            return SlotTable.ordinal(word);
        }
        return find(batch.fingerprints[index], arena, batch.source, offset, length);
    }

    /** Makes sure that {@link #put} has a slot for this fingerprint. The writer's thread. */
    void makeRoom(long fingerprint) {
        SlotTable full = tableOf(fingerprint);
        while (!full.hasRoom()) {
            boolean larger = !full.isMostlyRemoved();
            if (larger && full.slotCount() >= SPLIT_SLOTS && full.depth() < GREATEST_DEPTH) {
                split(fingerprint, full);
            } else {
                SlotTable copy = new SlotTable(full.slotCount() * (larger ? 2 : 1), full.depth());
                full.copyTo(copy, copy);
                replace(fingerprint, full, copy, copy);
                bytes = bytes + copy.bytes() - full.bytes();
            }
            full = tableOf(fingerprint);
        }
    }

    /** Publishes an id after {@link #makeRoom}. The writer's thread. */
    void put(long fingerprint, long word) {
        tableOf(fingerprint).put(fingerprint, word);
    }

    /** Takes out an id that is there. The writer's thread. */
    void remove(long fingerprint, long word) {
        tableOf(fingerprint).remove(fingerprint, word);
    }

    /** Size of the memory off the heap. Any thread. */
    long bytes() {
        return bytes;
    }

    private SlotTable tableOf(long fingerprint) {
        SlotTable[] current = tables;
        return current[place(fingerprint, current.length)];
    }

    private void split(long fingerprint, SlotTable full) {
        if (1 << full.depth() == tables.length) {
            tables = doubled(tables);
        }
        HugeCuts cuts = new HugeCuts(SPLIT_BYTES);
        SlotTable zero = new SlotTable(cuts.cut(0), full.depth() + 1);
        SlotTable one = new SlotTable(cuts.cut(1), full.depth() + 1);
        full.copyTo(zero, one);
        replace(fingerprint, full, zero, one);
        bytes = bytes + zero.bytes() + one.bytes() - full.bytes();
    }

    /** Puts new tables into all the places of an old one, half of them each. */
    private void replace(long fingerprint, SlotTable old, SlotTable zero, SlotTable one) {
        SlotTable[] changed = tables.clone();
        int span = changed.length >>> old.depth();
        int first = place(fingerprint, changed.length) & -span;
        Arrays.fill(changed, first, first + span / 2, zero);
        Arrays.fill(changed, first + span / 2, first + span, one);
        tables = changed;
    }

    private static SlotTable[] doubled(SlotTable[] tables) {
        SlotTable[] changed = new SlotTable[tables.length * 2];
        for (int i = 0; i < changed.length; i++) {
            changed[i] = tables[i / 2];
        }
        return changed;
    }

    /**
     * The first bits of the fingerprint, as many as tell the places apart; shifted twice, as a shift by 64 would be by
     * 0.
     */
    private static int place(long fingerprint, int places) {
        return (int) (fingerprint >>> 1 >>> shift(places));
    }

    private static int shift(int places) {
        return Long.SIZE - 1 - Integer.numberOfTrailingZeros(places);
    }
}
