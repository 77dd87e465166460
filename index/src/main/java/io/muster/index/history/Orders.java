package io.muster.index.history;

import io.muster.index.column.Dictionary;
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
 * What is known of each order beside its row in {@link Events}. An order may be known by a status change or a refund
 * before it was placed. One thread.
 */
public final class Orders {
    private final Dictionary texts;
    private final ByteArena arena;
    private final Refunds refunds;
    private final PackedPages rows = new PackedPages(Events.NONE);
    private final PackedPages totals = new PackedPages(0, Decimals.CENT);
    private final PackedPages placedStatuses = new PackedPages(0);
    private final PackedPages laterStatuses = new PackedPages(0);
    private final PackedPages laterStatusTimes = new PackedPages(Long.MIN_VALUE, Events.SECOND_MILLIS);
    private final PackedPages placed = new PackedPages(0);
    private final PackedPages ids = new PackedPages(-1, ByteArena.ALIGNMENT);
    private final PackedPages details = new PackedPages(-1, ByteArena.ALIGNMENT);
    private final ArenaKeys keys;
    private final int cancelled;
    private final int voided;
    private int size;

    /**
     * The orders of one workspace.
     *
     * @param texts the workspace's dictionary for statuses
     * @param arena where ids and details are kept
     */
    public Orders(Dictionary texts, ByteArena arena) {
        this.texts = texts;
        this.arena = arena;
        keys = new ArenaKeys(arena, this::id);
        refunds = new Refunds(arena);
        cancelled = texts.intern("cancelled");
        voided = texts.intern("voided");
    }

    /** The order with this id, or {@link Events#NONE}. */
    public int find(DirectBuffer id, int offset, int length) {
        return keys.find(id, offset, length);
    }

    /** Loads where the id will be looked for, so that it is near then; returns anything. */
    public int touch(DirectBuffer id, int offset, int length) {
        return keys.touch(id, offset, length);
    }

    /** A new order of which only the id is known; one that had this id is not found by it any more. */
    public int add(DirectBuffer id, int offset, int length) {
        ids.set(size, arena.append(id, offset, length));
        keys.put(id, offset, length, size);
        return size++;
    }

    /** The order was placed, or placed anew under the same id; {@code detail} has replaced the one before. */
    public void place(int order, int row, long totalMillionths, int status, long detail) {
        rows.set(order, row);
        totals.set(order, totalMillionths);
        placedStatuses.set(order, status);
        details.set(order, detail);
        placed.set(order, 1);
    }

    /** The order stands at {@code row} though it is not placed yet. */
    public void await(int order, int row) {
        rows.set(order, row);
    }

    /** A status as of {@code timeMillis}; of several, the latest by time is the one. */
    public void changeStatus(int order, int status, long timeMillis) {
        if (timeMillis >= laterStatusTimes.get(order)) {
            laterStatuses.set(order, status);
            laterStatusTimes.set(order, timeMillis);
        }
    }

    /** How many there are and were. */
    public int count() {
        return size;
    }

    /** What lowers the orders' amounts. */
    public Refunds refunds() {
        return refunds;
    }

    /** Its row in {@link Events}, or {@link Events#NONE}. */
    public int row(int order) {
        return rows.getInt(order);
    }

    public boolean isPlaced(int order) {
        return placed.getInt(order) != 0;
    }

    /** As it was placed, in millionths. */
    public long total(int order) {
        return totals.get(order);
    }

    /** The status that it was placed with, by number in the dictionary; 0 for none. */
    public int placedStatus(int order) {
        return placedStatuses.getInt(order);
    }

    /** The latest status by time that came apart from the order, likewise. */
    public int laterStatus(int order) {
        return laterStatuses.getInt(order);
    }

    /** Since when that status holds; {@link Long#MIN_VALUE} if none came. */
    public long laterStatusMillis(int order) {
        return laterStatusTimes.get(order);
    }

    /** The total less refunds, in millionths. */
    public long amount(int order) {
        return saturatedAdd(totals.get(order), -refunds.total(order));
    }

    /** The status in force, by number in the dictionary; 0 for none. */
    public int status(int order, long placedAtMillis) {
        return laterStatusTimes.get(order) >= placedAtMillis
                ? laterStatuses.getInt(order)
                : placedStatuses.getInt(order);
    }

    /** Whether the order counts: placed, and neither cancelled nor voided. */
    public boolean counts(int order, long placedAtMillis) {
        int status = status(order, placedAtMillis);
        return isPlaced(order) && status != cancelled && status != voided;
    }

    /** The text of a status. */
    public String statusText(int status) {
        return texts.text(status);
    }

    /** Whether the id of {@code order} comes after that of {@code other}, byte by byte. */
    public boolean idAfter(int order, int other) {
        long a = ids.get(order);
        long b = ids.get(other);
        int common = Math.min(arena.length(a), arena.length(b));
        for (int i = 0; i < common; i++) {
            int left = arena.buffer(a).getByte(arena.offset(a) + i) & 0xff;
            int right = arena.buffer(b).getByte(arena.offset(b) + i) & 0xff;
            if (left != right) {
                return left > right;
            }
        }
        return arena.length(a) > arena.length(b);
    }

    /** Where its id is kept in the arena. */
    public long id(int order) {
        return ids.get(order);
    }

    /** Where its lines and texts are kept in the arena, or −1. */
    public long detail(int order) {
        return details.get(order);
    }

    /** Its id and lines are kept there from now on; below 0 for none. */
    void keep(int order, long id, long detail) {
        ids.set(order, id);
        details.set(order, detail);
    }

    /** Erases what names it, whose row is gone for good. */
    public void erase(int order) {
        keys.remove(order);
        arena.erase(ids.get(order));
        if (details.get(order) >= 0) {
            arena.erase(details.get(order));
        }
        placed.set(order, 0);
    }

    /** Sums stop at the ends of what can be kept rather than wrap around. */
    public static long saturatedAdd(long a, long b) {
        long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0 ? (a < 0 ? Long.MIN_VALUE + 1 : Long.MAX_VALUE) : sum;
    }

    /** Whether a sum has stopped, so that nothing can be taken back from it. */
    public static boolean isSaturated(long sum) {
        return sum == Long.MAX_VALUE || sum <= Long.MIN_VALUE + 1;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** Adds the orders as they are. */
    public void freeze(Frozen into) {
        int sizeNow = size;
        into.add(Structure.ORDERS, out -> out.putInt(sizeNow));
        rows.freeze(into);
        totals.freeze(into);
        placedStatuses.freeze(into);
        laterStatuses.freeze(into);
        laterStatusTimes.freeze(into);
        placed.freeze(into);
        ids.freeze(into);
        details.freeze(into);
        refunds.freeze(into);
    }

    /** Takes the orders that were saved in the place of what is here. */
    public void restore(StateReader in) throws SnapshotException {
        boolean packed = in.begin(Structure.ORDERS) > 1;
        Structure ints = packed ? Structure.PACKED_PAGES : Structure.INT_PAGES;
        Structure longs = packed ? Structure.PACKED_PAGES : Structure.LONG_PAGES;
        size = in.getInt("orders", 0, Integer.MAX_VALUE);
        rows.restore(ints, in);
        totals.restore(longs, in);
        placedStatuses.restore(ints, in);
        laterStatuses.restore(ints, in);
        laterStatusTimes.restore(longs, in);
        placed.restore(ints, in);
        ids.restore(longs, in);
        details.restore(longs, in);
        refunds.restore(in);
        Pages.requireRoom("orders", size, ids.pages(), in);
        keys.fill(size);
    }

    /** Size of what finds them by their ids, off the heap. */
    public long keysBytes() {
        return keys.bytes() + refunds.keysBytes();
    }

    /** Size of the memory off the heap, what finds them by their ids apart. */
    public long bytes() {
        return rows.bytes()
                + totals.bytes()
                + placedStatuses.bytes()
                + laterStatuses.bytes()
                + laterStatusTimes.bytes()
                + placed.bytes()
                + ids.bytes()
                + details.bytes()
                + refunds.bytes();
    }
}
