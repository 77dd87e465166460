package io.muster.index.workspace;

import io.muster.index.field.LongField;
import io.muster.index.field.Schema;
import io.muster.index.history.Events;
import io.muster.index.history.Orders;
import io.muster.index.memory.IntPages;
import io.muster.index.record.Decimals;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import java.util.function.IntUnaryOperator;

/**
 * The fields that orders give a customer. A new order adds to them; a correction computes them again from the history.
 * Of orders at one instant the one with the greater id is the newer, so that the order of arrival does not matter. One
 * thread.
 */
final class OrderFields {
    private final Schema schema;
    private final Events events;
    private final Orders orders;
    private final IntPages newest = new IntPages(Events.NONE);
    private final IntPages newestCounting = new IntPages(Events.NONE);

    OrderFields(WorkspaceState state) {
        schema = state.schema;
        events = state.events;
        orders = state.orders;
    }

    /** An order has been added that was not known before in any way. */
    void added(int ordinal, int order) {
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
        long first = schema.firstOrderDate.get(ordinal);
        if (first == LongField.MISSING || time < first) {
            schema.firstOrderDate.set(ordinal, time);
        }
        if (after(order, newestCounting.get(ordinal))) {
            newestCounting.set(ordinal, order);
            schema.lastOrderDate.set(ordinal, time);
            schema.lastOrderAmount.set(ordinal, orders.amount(order));
        }
    }

    /** Computes everything again from the customer's history. */
    void recompute(int ordinal) {
        long count = 0;
        long sum = 0;
        long first = Long.MAX_VALUE;
        int newestOrder = Events.NONE;
        int newestCountingOrder = Events.NONE;
        for (int row = events.newest(ordinal); row != Events.NONE; row = events.previous(row)) {
            int order = events.reference(row);
            if (events.kind(row) != Events.ORDER || !orders.isPlaced(order)) {
                continue;
            }
            newestOrder = after(order, newestOrder) ? order : newestOrder;
            if (orders.counts(order, events.timeMillis(row))) {
                newestCountingOrder = after(order, newestCountingOrder) ? order : newestCountingOrder;
                count++;
                sum = Orders.saturatedAdd(sum, orders.amount(order));
                first = Math.min(first, events.timeMillis(row));
            }
        }
        newest.set(ordinal, newestOrder);
        newestCounting.set(ordinal, newestCountingOrder);
        schema.numberOfOrders.set(ordinal, count * Decimals.ONE);
        schema.amountSpent.set(ordinal, sum);
        schema.averageOrderAmount.changed(ordinal);
        setStatus(ordinal, newestOrder);
        boolean any = newestCountingOrder != Events.NONE;
        schema.firstOrderDate.set(ordinal, any ? first : LongField.MISSING);
        schema.lastOrderDate.set(ordinal, any ? timeMillis(newestCountingOrder) : LongField.MISSING);
        schema.lastOrderAmount.set(ordinal, any ? orders.amount(newestCountingOrder) : LongField.MISSING);
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

    private static void copy(IntPages from, int ordinal, IntPages to, int copied, IntUnaryOperator copies) {
        int order = from.get(ordinal);
        to.set(copied, order == Events.NONE ? Events.NONE : copies.applyAsInt(order));
    }

    void clear(int ordinal) {
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
    }

    private void setStatus(int ordinal, int order) {
        int status = order == Events.NONE ? 0 : orders.status(order, timeMillis(order));
        schema.lastOrderStatus.set(ordinal, status == 0 ? 0 : schema.lastOrderStatus.intern(orders.statusText(status)));
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
}
