package io.muster.index.history;

import io.muster.index.memory.ByteArena;
import io.muster.index.memory.PackedPages;
import io.muster.index.memory.Pages;
import io.muster.index.record.Decimals;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.Structure;
import org.agrona.DirectBuffer;

/**
 * What is known of each checkout beside its row in {@link Events}. One may be known as completed before it was started.
 * One thread.
 */
public final class Checkouts {
    private final ByteArena arena;
    private final PackedPages rows = new PackedPages(Events.NONE);
    private final PackedPages totals = new PackedPages(0, Decimals.CENT);
    private final PackedPages started = new PackedPages(0);
    private final PackedPages completed = new PackedPages(0);
    private final PackedPages ids = new PackedPages(-1, ByteArena.ALIGNMENT);
    private final PackedPages details = new PackedPages(-1, ByteArena.ALIGNMENT);
    private final ArenaKeys keys;
    private int size;

    public Checkouts(ByteArena arena) {
        this.arena = arena;
        keys = new ArenaKeys(arena, this::id);
    }

    /** The checkout with this id, or {@link Events#NONE}. */
    public int find(DirectBuffer id, int offset, int length) {
        return keys.find(id, offset, length);
    }

    /** Loads where the id will be looked for, so that it is near then; returns anything. */
    public int touch(DirectBuffer id, int offset, int length) {
        return keys.touch(id, offset, length);
    }

    /** A new checkout of which only the id is known; one that had this id is not found by it any more. */
    public int add(DirectBuffer id, int offset, int length) {
        ids.set(size, arena.append(id, offset, length));
        keys.put(id, offset, length, size);
        return size++;
    }

    /** How many there are and were. */
    public int count() {
        return size;
    }

    /** It was started, or started anew under the same id; {@code detail} has replaced the one before. */
    public void start(int checkout, int row, long totalMillionths, long detail) {
        rows.set(checkout, row);
        totals.set(checkout, totalMillionths);
        details.set(checkout, detail);
        started.set(checkout, 1);
    }

    /** It stands at {@code row} though it was not started yet. */
    public void await(int checkout, int row) {
        rows.set(checkout, row);
    }

    public boolean isStarted(int checkout) {
        return started.getInt(checkout) != 0;
    }

    public void complete(int checkout) {
        completed.set(checkout, 1);
    }

    public boolean isCompleted(int checkout) {
        return completed.getInt(checkout) != 0;
    }

    /** Its row in {@link Events}, or {@link Events#NONE}. */
    public int row(int checkout) {
        return rows.getInt(checkout);
    }

    /** In millionths. */
    public long total(int checkout) {
        return totals.get(checkout);
    }

    /** Where its id is kept in the arena. */
    public long id(int checkout) {
        return ids.get(checkout);
    }

    /** Where its lines are kept in the arena, or −1. */
    public long detail(int checkout) {
        return details.get(checkout);
    }

    /** Its id and lines are kept there from now on; below 0 for none. */
    void keep(int checkout, long id, long detail) {
        ids.set(checkout, id);
        details.set(checkout, detail);
    }

    /** Erases what names it, whose row is gone for good. */
    public void erase(int checkout) {
        keys.remove(checkout);
        arena.erase(ids.get(checkout));
        if (details.get(checkout) >= 0) {
            arena.erase(details.get(checkout));
        }
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** Adds the checkouts as they are. */
    public void freeze(Frozen into) {
        int sizeNow = size;
        into.add(Structure.CHECKOUTS, out -> out.putInt(sizeNow));
        rows.freeze(into);
        totals.freeze(into);
        started.freeze(into);
        completed.freeze(into);
        ids.freeze(into);
        details.freeze(into);
    }

    /** Takes the checkouts that were saved in the place of what is here. */
    public void restore(StateReader in) throws SnapshotException {
        boolean packed = in.begin(Structure.CHECKOUTS) > 1;
        Structure ints = packed ? Structure.PACKED_PAGES : Structure.INT_PAGES;
        Structure longs = packed ? Structure.PACKED_PAGES : Structure.LONG_PAGES;
        size = in.getInt("checkouts", 0, Integer.MAX_VALUE);
        rows.restore(ints, in);
        totals.restore(longs, in);
        started.restore(ints, in);
        completed.restore(ints, in);
        ids.restore(longs, in);
        details.restore(longs, in);
        Pages.requireRoom("checkouts", size, ids.pages(), in);
        keys.fill(size);
    }

    /** Size of what finds them by their ids, off the heap. */
    public long keysBytes() {
        return keys.bytes();
    }

    /** Size of the memory off the heap, what finds them by their ids apart. */
    public long bytes() {
        return rows.bytes() + totals.bytes() + started.bytes() + completed.bytes() + ids.bytes() + details.bytes();
    }
}
