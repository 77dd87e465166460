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

/**
 * What is known of each checkout beside its row in {@link Events}. One may be known as completed before it was started.
 * One thread.
 */
public final class Checkouts {
    private final ByteArena arena;
    private final IntPages rows = new IntPages(Events.NONE);
    private final LongPages totals = new LongPages(0);
    private final IntPages started = new IntPages(0);
    private final IntPages completed = new IntPages(0);
    private final LongPages ids = new LongPages(-1);
    private final LongPages details = new LongPages(-1);
    private int size;

    public Checkouts(ByteArena arena) {
        this.arena = arena;
    }

    /** A new checkout of which only the id is known. */
    public int add(DirectBuffer id, int offset, int length) {
        ids.set(size, arena.append(id, offset, length));
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
        return started.get(checkout) != 0;
    }

    public void complete(int checkout) {
        completed.set(checkout, 1);
    }

    public boolean isCompleted(int checkout) {
        return completed.get(checkout) != 0;
    }

    /** Its row in {@link Events}, or {@link Events#NONE}. */
    public int row(int checkout) {
        return rows.get(checkout);
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

    /** Erases what names it, for a customer who is deleted. */
    public void erase(int checkout) {
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
        in.begin(Structure.CHECKOUTS);
        size = in.getInt("checkouts", 0, Integer.MAX_VALUE);
        rows.restore(in);
        totals.restore(in);
        started.restore(in);
        completed.restore(in);
        ids.restore(in);
        details.restore(in);
        Pages.requireRoom("checkouts", size, ids.pages(), in);
    }

    /** Size of the memory off the heap. */
    public long bytes() {
        return rows.bytes() + totals.bytes() + started.bytes() + completed.bytes() + ids.bytes() + details.bytes();
    }
}
