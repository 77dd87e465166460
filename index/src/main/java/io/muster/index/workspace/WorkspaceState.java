package io.muster.index.workspace;

import io.muster.index.change.Changes;
import io.muster.index.column.Dictionary;
import io.muster.index.field.Schema;
import io.muster.index.function.EventFunctions;
import io.muster.index.history.Checkouts;
import io.muster.index.history.EarlierDetails;
import io.muster.index.history.EventKeys;
import io.muster.index.history.Events;
import io.muster.index.history.Orders;
import io.muster.index.id.IdTable;
import io.muster.index.memory.ByteArena;
import io.muster.index.place.Places;
import io.muster.index.segment.FunctionCompiler;
import io.muster.index.segment.Segments;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.store.Keys;
import io.muster.index.store.ProfileBytes;
import io.muster.index.time.DueHeap;
import io.muster.index.time.EngineTime;
import io.muster.index.time.LocalDays;
import java.time.ZoneId;
import org.roaringbitmap.RoaringBitmap;

/**
 * The parts of one workspace, handed to those who work on them. One thread, but for what {@link IdTable} and
 * {@link Segments} offer to all.
 */
public final class WorkspaceState {
    public final int id;
    public final EngineTime time;
    public final LocalDays days;
    public final DueHeap heap = new DueHeap();
    private final DueHeap unsavedHeap = new DueHeap();
    public final UnsavedTime unsaved;
    public final RoaringBitmap living = new RoaringBitmap();
    public final Segments segments;
    public final Schema schema;
    public final Places places;
    public final IdTable ids = new IdTable();
    public final Events events = new Events();
    public final Dictionary texts = new Dictionary();
    public final Dictionary eventNames = new Dictionary();
    public final ByteArena arena = new ByteArena();
    public final Orders orders = new Orders(texts, arena);
    public final Checkouts checkouts = new Checkouts(arena);
    public final EventKeys eventKeys = new EventKeys(events, arena);
    public final ProfileBytes profiles;
    public final Keys keys;
    public final EventFunctions functions;
    public final long abandonedAfterMillis;
    private volatile String currency;

    /**
     * An empty workspace.
     *
     * @param currency empty while it is not known
     * @param abandonedAfterMillis after which an open checkout is abandoned
     * @param changes hears of every change of membership
     * @param usualRows of a customer's history
     */
    public WorkspaceState(
            int id,
            ZoneId zone,
            String currency,
            long abandonedAfterMillis,
            EngineTime time,
            ProfileBytes profiles,
            Keys keys,
            Changes changes,
            int usualRows) {
        this.id = id;
        this.time = time;
        this.currency = currency;
        this.abandonedAfterMillis = abandonedAfterMillis;
        this.profiles = profiles;
        this.keys = keys;
        days = new LocalDays(zone, time.nowMillis());
        segments = new Segments(id, time, living, changes);
        functions = new EventFunctions(events, texts, time, heap, unsavedHeap, segments, living, usualRows);
        schema = new Schema(time, days, heap, unsavedHeap, segments);
        unsaved = new UnsavedTime(time, unsavedHeap, schema);
        places = new Places(segments);
    }

    /** What functions over events look at. */
    public FunctionCompiler.History history() {
        return new FunctionCompiler.History(
                events, orders, checkouts, arena, texts, eventNames, places, abandonedAfterMillis);
    }

    /** ISO 4217, or empty while no order has set it. Any thread. */
    public String currency() {
        return currency;
    }

    void setCurrency(String newCurrency) {
        currency = newCurrency;
    }

    /** Adds fields, ids and history as they are; segments are not among it. */
    public void freeze(Frozen into) {
        ids.freeze(into);
        texts.freeze(into);
        eventNames.freeze(into);
        arena.freeze(into);
        events.freeze(into);
        orders.freeze(into);
        checkouts.freeze(into);
        schema.freeze(into);
        places.freeze(into);
    }

    /** Takes what was saved of an empty workspace with the same zone and today. */
    public void restore(StateReader in) throws SnapshotException {
        ids.restore(in);
        living.or(ids.living());
        texts.restore(in);
        eventNames.restore(in);
        arena.restore(in);
        boolean earlier = events.restore(in);
        orders.restore(in);
        checkouts.restore(in);
        if (earlier) {
            EarlierDetails details = new EarlierDetails(arena);
            details.rewrite(events);
            details.rewrite(orders);
            details.rewrite(checkouts);
        }
        eventKeys.fill();
        schema.restore(in);
        places.restore(in);
    }
}
