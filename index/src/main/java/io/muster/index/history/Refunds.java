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

/** The refunds of orders, chained newest first per order. One that carries an id can be replaced. One thread. */
public final class Refunds {
    private final ByteArena arena;
    private final PackedPages orders = new PackedPages(Events.NONE);
    private final PackedPages amounts = new PackedPages(0, Decimals.CENT);
    private final PackedPages ids = new PackedPages(Events.NONE, ByteArena.ALIGNMENT);
    private final PackedPages previous = new PackedPages(Events.NONE);
    private final PackedPages newest = new PackedPages(Events.NONE);
    private final ArenaKeys keys;
    private int size;

    public Refunds(ByteArena arena) {
        this.arena = arena;
        keys = new ArenaKeys(arena, this::id);
    }

    /** The refund with this id, the last of them if there were several, or {@link Events#NONE}. */
    public int find(DirectBuffer id, int offset, int length) {
        return keys.find(id, offset, length);
    }

    /** Adds a refund, found by its id if it has one, and returns its number. */
    public int add(int order, long millionths, DirectBuffer id) {
        orders.set(size, order);
        amounts.set(size, millionths);
        ids.set(size, id.capacity() == 0 ? Events.NONE : arena.append(id, 0, id.capacity()));
        previous.set(size, newest.getInt(order));
        newest.set(order, size);
        if (id.capacity() > 0) {
            keys.put(id, 0, id.capacity(), size);
        }
        return size++;
    }

    /** How many there are and were. */
    public int count() {
        return size;
    }

    /** The refund no longer lowers anything. */
    public void cancel(int refund) {
        amounts.set(refund, 0);
    }

    /** The order that it belongs to. */
    public int order(int refund) {
        return orders.getInt(refund);
    }

    /** What it lowers the order by, in millionths; 0 if it was cancelled. */
    public long amount(int refund) {
        return amounts.get(refund);
    }

    /** What was refunded of the order, in millionths. */
    public long total(int order) {
        long total = 0;
        for (int refund = newest.getInt(order); refund != Events.NONE; refund = previous.getInt(refund)) {
            total = Orders.saturatedAdd(total, amounts.get(refund));
        }
        return total;
    }

    /** The order's newest refund, or {@link Events#NONE}. */
    public int newest(int order) {
        return newest.getInt(order);
    }

    /** The refund before it of the same order, or {@link Events#NONE}. */
    public int previous(int refund) {
        return previous.getInt(refund);
    }

    /** Where its id is kept in the arena, or −1 for none. */
    public long id(int refund) {
        return ids.get(refund);
    }

    /** Its id is kept there from now on; below 0 for none. */
    void keep(int refund, long id) {
        ids.set(refund, id);
    }

    /** Erases its id, as its order is gone for good. */
    public void erase(int refund) {
        if (ids.get(refund) != Events.NONE) {
            keys.remove(refund);
            arena.erase(ids.get(refund));
        }
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** Adds the refunds as they are. */
    public void freeze(Frozen into) {
        int sizeNow = size;
        into.add(Structure.REFUNDS, out -> out.putInt(sizeNow));
        orders.freeze(into);
        amounts.freeze(into);
        ids.freeze(into);
        previous.freeze(into);
        newest.freeze(into);
    }

    /** Takes the refunds that were saved in the place of what is here. */
    public void restore(StateReader in) throws SnapshotException {
        boolean packed = in.begin(Structure.REFUNDS) > 1;
        Structure ints = packed ? Structure.PACKED_PAGES : Structure.INT_PAGES;
        Structure longs = packed ? Structure.PACKED_PAGES : Structure.LONG_PAGES;
        size = in.getInt("refunds", 0, Integer.MAX_VALUE);
        orders.restore(ints, in);
        amounts.restore(longs, in);
        ids.restore(longs, in);
        previous.restore(ints, in);
        newest.restore(ints, in);
        Pages.requireRoom("refunds", size, ids.pages(), in);
        keys.putAll(size);
    }

    /** Size of what finds them by their ids, off the heap. */
    long keysBytes() {
        return keys.bytes();
    }

    /** Size of the memory off the heap, what finds them by their ids apart. */
    public long bytes() {
        return orders.bytes() + amounts.bytes() + ids.bytes() + previous.bytes() + newest.bytes();
    }
}
