package io.muster.index.workspace;

import io.muster.index.field.LongField;
import io.muster.index.field.Schema;
import io.muster.index.history.Events;
import io.muster.index.history.Orders;
import io.muster.index.id.IdTable;
import io.muster.index.memory.IntPages;
import io.muster.index.record.Decimals;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import java.util.function.IntUnaryOperator;

/**
 * The fields that orders give a customer. A new order adds to them; a correction takes back what the order gave, and
 * reads the history only for a date that it had given. Of orders at one instant the one with the greater id is the
 * newer, so that the order of arrival does not matter. One thread.
 */
final class OrderFields {
    /** Statuses remembered; a shop has a dozen, unless it writes numbers of parcels into them. */
    private static final int REMEMBERED = 1 << 8;

    private final Schema schema;
    private final Events events;
    private final Orders orders;
    private final IdTable ids;
    private final LongOrders longOrders;
    private final IntPages newest = new IntPages(Events.NONE);
    private final IntPages newestCounting = new IntPages(Events.NONE);
    private final int[] statuses = new int[REMEMBERED];
    private final int[] fieldStatuses = new int[REMEMBERED];
    private boolean wasPlaced;
    private boolean counted;
    private int oldOrdinal;
    private long oldMillis;
    private long oldAmount;

    /**
     * The fields of a workspace.
     *
     * @param usualRows of a history: a longer one is not read again for a date
     */
    OrderFields(WorkspaceState state, int usualRows) {
        schema = state.schema;
        events = state.events;
        orders = state.orders;
        ids = state.ids;
        longOrders = new LongOrders(events, orders, usualRows);
    }

    /** An order has been added that was not known before in any way. */
    void added(int ordinal, int order) {
        if (longOrders.has(ordinal)) {
            longOrders.put(ordinal, order);
        }
        if (after(order, newest.get(ordinal))) {
            newest.set(ordinal, order);
            setStatus(ordinal, order);
        }
        long time = timeMillis(order);
        if (!orders.counts(order, time)) {
            return;
        }
        schema.numberOfOrders.set(ordinal, schema.numberOfOrders.get(ordinal) + Decimals.ONE);
        schema.amountSpent.set(ordinal, Orders.saturatedAdd(schema.amountSpent.get(ordinal), orders.amount(order)));
        schema.averageOrderAmount.changed(ordinal);
        date(ordinal, order, time);
    }

    /** An order, known or not, is about to change; {@link #corrected} says when it has. */
    void correcting(int order) {
        wasPlaced = orders.isPlaced(order);
        counted = false;
        oldAmount = 0;
        if (wasPlaced) {
            oldOrdinal = events.customer(orders.row(order));
            oldMillis = timeMillis(order);
            counted = orders.counts(order, oldMillis);
            oldAmount = counted ? orders.amount(order) : 0;
        }
    }

    /** It has changed, and is placed. Only where it gave a customer a date may the history be read for another. */
    void corrected(int order) {
        int ordinal = events.customer(orders.row(order));
        if (!wasPlaced) {
            added(ordinal, order);
            return;
        }
        if (ordinal != oldOrdinal) {
            total(oldOrdinal, counted ? -1 : 0, 0);
            longOrders.remove(oldOrdinal, order, oldMillis);
            findDates(oldOrdinal, true);
            added(ordinal, order);
            return;
        }
        long time = timeMillis(order);
        boolean counts = orders.counts(order, time);
        if (longOrders.has(ordinal)) {
            if (time != oldMillis) {
                longOrders.remove(ordinal, order, oldMillis);
            }
            longOrders.put(ordinal, order);
        }
        total(ordinal, (counts ? 1 : 0) - (counted ? 1 : 0), counts ? orders.amount(order) : 0);
        boolean wasFirst = counted && schema.firstOrderDate.get(ordinal) == oldMillis;
        if (time != oldMillis) {
            findDates(ordinal, true);
        } else if (counted && !counts && (wasFirst || newestCounting.get(ordinal) == order)) {
            findDates(ordinal, wasFirst);
        } else if (counts) {
            date(ordinal, order, time);
        }
        if (newest.get(ordinal) == order) {
            setStatus(ordinal, order);
        }
    }

    /** The number and the sum with {@code more} orders, of the old amount or, if it is another, of {@code amount}. */
    private void total(int ordinal, int more, long amount) {
        long sum = schema.amountSpent.get(ordinal);
        long without = Orders.saturatedAdd(sum, -oldAmount);
        long with = Orders.saturatedAdd(without, amount);
        if (Orders.isSaturated(sum) || Orders.isSaturated(without) || Orders.isSaturated(with)) {
            with = readSum(ordinal);
        }
        schema.numberOfOrders.set(ordinal, schema.numberOfOrders.get(ordinal) + more * Decimals.ONE);
        schema.amountSpent.set(ordinal, with);
        schema.averageOrderAmount.changed(ordinal);
    }

    /** A counting order is the first, or the newest, or neither. */
    private void date(int ordinal, int order, long time) {
        long first = schema.firstOrderDate.get(ordinal);
        if (first == LongField.MISSING || time < first) {
            schema.firstOrderDate.set(ordinal, time);
        }
        int known = newestCounting.get(ordinal);
        if (known == order || after(order, known)) {
            setNewestCounting(ordinal, order);
        }
    }

    /** Finds the newest orders, and the first if that is {@code sought} too. */
    private void findDates(int ordinal, boolean sought) {
        if (longOrders.has(ordinal)) {
            setDates(
                    ordinal,
                    sought,
                    longOrders.newest(ordinal),
                    longOrders.newestCounting(ordinal),
                    longOrders.firstMillis(ordinal));
        } else {
            readDates(ordinal, sought);
        }
    }

    private void readDates(int ordinal, boolean sought) {
        long first = Long.MAX_VALUE;
        long least = Long.MIN_VALUE;
        int newestOrder = Events.NONE;
        int newestCountingOrder = Events.NONE;
        for (int row = events.newest(ordinal); row != Events.NONE; row = events.previous(row)) {
            long time = events.timeMillis(row);
            boolean early = sought && time < first;
            if (time < least && !early || events.kind(row) != Events.ORDER) {
                continue;
            }
            int order = events.reference(row);
            if (!orders.isPlaced(order)) {
                continue;
            }
            newestOrder = after(order, newestOrder) ? order : newestOrder;
            if (orders.counts(order, time)) {
                first = Math.min(first, time);
                if (after(order, newestCountingOrder)) {
                    newestCountingOrder = order;
                    least = time;
                }
            }
        }
        setDates(ordinal, sought, newestOrder, newestCountingOrder, first);
    }

    private void setDates(int ordinal, boolean sought, int newestOrder, int newestCountingOrder, long first) {
        newest.set(ordinal, newestOrder);
        setStatus(ordinal, newestOrder);
        setNewestCounting(ordinal, newestCountingOrder);
        if (sought || newestCountingOrder == Events.NONE) {
            schema.firstOrderDate.set(ordinal, first == Long.MAX_VALUE ? LongField.MISSING : first);
        }
    }

    /** Reads the history for the sum, which a sum that stopped at an end does not tell. */
    private long readSum(int ordinal) {
        long sum = 0;
        for (int row = events.newest(ordinal); row != Events.NONE; row = events.previous(row)) {
            if (events.kind(row) == Events.ORDER && orders.counts(events.reference(row), events.timeMillis(row))) {
                sum = Orders.saturatedAdd(sum, orders.amount(events.reference(row)));
            }
        }
        return sum;
    }

    /**
     * The fields of a customer are taken from the copies of the same orders; their values are the caller's.
     *
     * @param copies gives the copy of an order
     */
    void copy(OrderFields from, int ordinal, int copied, IntUnaryOperator copies) {
        copy(from.newest, ordinal, newest, copied, copies);
        copy(from.newestCounting, ordinal, newestCounting, copied, copies);
    }

    /** The orders of a customer will be copied one by one, {@link #copied} and perhaps {@link #uncopied} again. */
    void beginCopy(int copied) {
        longOrders.begin(copied);
    }

    /** A placed order stands in the history of a customer who is being copied. */
    void copied(int copied, int order) {
        longOrders.put(copied, order);
    }

    /** An order that was copied at this time will be another one. */
    void uncopied(int copied, int order, long millis) {
        longOrders.remove(copied, order, millis);
    }

    private static void copy(IntPages from, int ordinal, IntPages to, int copied, IntUnaryOperator copies) {
        int order = from.get(ordinal);
        to.set(copied, order == Events.NONE ? Events.NONE : copies.applyAsInt(order));
    }

    void clear(int ordinal) {
        longOrders.clear(ordinal);
        newest.set(ordinal, Events.NONE);
        newestCounting.set(ordinal, Events.NONE);
    }

    /** Adds which orders the fields are taken from. */
    void freeze(Frozen into) {
        newest.freeze(into);
        newestCounting.freeze(into);
    }

    void restore(StateReader in) throws SnapshotException {
        newest.restore(in);
        newestCounting.restore(in);
        for (int ordinal = 0; ordinal < ids.ordinals(); ordinal++) {
            longOrders.has(ordinal);
        }
    }

    private void setNewestCounting(int ordinal, int order) {
        boolean none = order == Events.NONE;
        newestCounting.set(ordinal, order);
        schema.lastOrderDate.set(ordinal, none ? LongField.MISSING : timeMillis(order));
        schema.lastOrderAmount.set(ordinal, none ? LongField.MISSING : orders.amount(order));
    }

    private void setStatus(int ordinal, int order) {
        int status = order == Events.NONE ? 0 : orders.status(order, timeMillis(order));
        schema.lastOrderStatus.set(ordinal, status == 0 ? 0 : fieldStatus(status));
    }

    /** The number that the field has for a status; both are given once and for all. */
    private int fieldStatus(int status) {
        int place = status & REMEMBERED - 1;
        if (statuses[place] != status) {
            fieldStatuses[place] = schema.lastOrderStatus.intern(orders.statusText(status));
            statuses[place] = status;
        }
        return fieldStatuses[place];
    }

    private boolean after(int order, int other) {
        if (other == Events.NONE) {
            return true;
        }
        long time = timeMillis(order);
        long otherTime = timeMillis(other);
        return time > otherTime || (time == otherTime && orders.idAfter(order, other));
    }

    private long timeMillis(int order) {
        return events.timeMillis(orders.row(order));
    }

    /** Size of the memory off the heap. */
    long bytes() {
        return newest.bytes() + newestCounting.bytes();
    }
}
