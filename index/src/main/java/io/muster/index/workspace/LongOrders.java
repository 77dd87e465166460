package io.muster.index.workspace;

import io.muster.index.history.Events;
import io.muster.index.history.Orders;
import io.muster.index.time.OrderedIndex;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * The orders of customers with long histories in order of time, so that a correction finds the first and the newest
 * without a look at the others. Shorter histories are read instead. One thread.
 */
final class LongOrders {
    private final Events events;
    private final Orders orders;
    private final int usualRows;
    private final Int2ObjectHashMap<InTime> customers = new Int2ObjectHashMap<>();
    private int found;

    private record InTime(OrderedIndex placed, OrderedIndex counting) {
        InTime() {
            this(new OrderedIndex(), new OrderedIndex());
        }
    }

    /**
     * Of nobody yet.
     *
     * @param usualRows a history of more rows is long
     */
    LongOrders(Events events, Orders orders, int usualRows) {
        this.events = events;
        this.orders = orders;
        this.usualRows = usualRows;
    }

    /** Whether the orders of the customer are here; they are read if the history is long. */
    boolean has(int ordinal) {
        if (customers.containsKey(ordinal)) {
            return true;
        }
        if (events.chainLength(ordinal) <= usualRows) {
            return false;
        }
        begin(ordinal);
        for (int row = events.newest(ordinal); row != Events.NONE; row = events.previous(row)) {
            if (events.kind(row) == Events.ORDER && orders.isPlaced(events.reference(row))) {
                put(ordinal, events.reference(row));
            }
        }
        return true;
    }

    /** All orders of the customer will be {@link #put}, also if there are few. */
    void begin(int ordinal) {
        customers.put(ordinal, new InTime());
    }

    /** A placed order of a customer who is here is new, or something of it has changed but its time. */
    void put(int ordinal, int order) {
        InTime inTime = customers.get(ordinal);
        long time = events.timeMillis(orders.row(order));
        inTime.placed().add(time, order);
        if (orders.counts(order, time)) {
            inTime.counting().add(time, order);
        } else {
            inTime.counting().remove(time, order);
        }
    }

    /** An order is not at that time any more, or not the customer's. */
    void remove(int ordinal, int order, long oldMillis) {
        InTime inTime = customers.get(ordinal);
        if (inTime != null) {
            inTime.placed().remove(oldMillis, order);
            inTime.counting().remove(oldMillis, order);
        }
    }

    void clear(int ordinal) {
        customers.remove(ordinal);
    }

    /** The newest placed order of a customer who is here, or {@link Events#NONE}. */
    int newest(int ordinal) {
        return last(customers.get(ordinal).placed());
    }

    /** Of those that count. */
    int newestCounting(int ordinal) {
        return last(customers.get(ordinal).counting());
    }

    /** When the first was that counts; {@link Long#MAX_VALUE} if none does. */
    long firstMillis(int ordinal) {
        return customers.get(ordinal).counting().first();
    }

    /** Of several at one instant the one with the greater id. */
    private int last(OrderedIndex inTime) {
        found = Events.NONE;
        long last = inTime.last();
        if (inTime.size() > 0) {
            inTime.forEach(last, Integer.MIN_VALUE, last + 1, Integer.MAX_VALUE, (order, time) -> {
                if (found == Events.NONE || orders.idAfter(order, found)) {
                    found = order;
                }
            });
        }
        return found;
    }
}
