package io.muster.index.history;

import io.muster.index.memory.ByteArena;
import io.muster.index.memory.IntPages;
import io.muster.index.memory.LongPages;
import io.muster.index.memory.Pages;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.Structure;
import org.agrona.DirectBuffer;

/** The refunds of orders, chained newest first per order. One that carries an id can be replaced. One thread. */
public final class Refunds {
    private final ByteArena arena;
    private final IntPages orders = new IntPages(Events.NONE);
    private final LongPages amounts = new LongPages(0);
    private final LongPages ids = new LongPages(Events.NONE);
    private final IntPages previous = new IntPages(Events.NONE);
    private final IntPages newest = new IntPages(Events.NONE);
    private int size;

    public Refunds(ByteArena arena) {
        this.arena = arena;
    }

    /** Adds a refund and returns its number. */
    public int add(int order, long millionths, DirectBuffer id) {
        orders.set(size, order);
        amounts.set(size, millionths);
        ids.set(size, id.capacity() == 0 ? Events.NONE : arena.append(id, 0, id.capacity()));
        previous.set(size, newest.get(order));
        newest.set(order, size);
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
        return orders.get(refund);
    }

    /** What it lowers the order by, in millionths; 0 if it was cancelled. */
    public long amount(int refund) {
        return amounts.get(refund);
    }

    /** What was refunded of the order, in millionths. */
    public long total(int order) {
        long total = 0;
        for (int refund = newest.get(order); refund != Events.NONE; refund = previous.get(refund)) {
            total = Orders.saturatedAdd(total, amounts.get(refund));
        }
        return total;
    }

    /** The order's newest refund, or {@link Events#NONE}. */
    public int newest(int order) {
        return newest.get(order);
    }

    /** The refund before it of the same order, or {@link Events#NONE}. */
    public int previous(int refund) {
        return previous.get(refund);
    }

    /** Where its id is kept in the arena, or −1 for none. */
    public long id(int refund) {
        return ids.get(refund);
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
        in.begin(Structure.REFUNDS);
        size = in.getInt("refunds", 0, Integer.MAX_VALUE);
        orders.restore(in);
        amounts.restore(in);
        ids.restore(in);
        previous.restore(in);
        newest.restore(in);
        Pages.requireRoom("refunds", size, ids.pages(), in);
    }

    /** Size of the memory off the heap. */
    public long bytes() {
        return orders.bytes() + amounts.bytes() + ids.bytes() + previous.bytes() + newest.bytes();
    }
}
