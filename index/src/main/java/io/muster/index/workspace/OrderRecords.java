package io.muster.index.workspace;

import io.muster.index.Outcome;
import io.muster.index.history.Events;
import io.muster.index.history.OrderDetail;
import io.muster.index.history.Orders;
import io.muster.index.record.CommandReader;
import org.agrona.DirectBuffer;

/** The records {@code order_placed}, {@code order_status} and {@code order_refunded}. One thread. */
final class OrderRecords {
    private final WorkspaceState state;
    private final Events events;
    private final Orders orders;
    private final Customers customers;
    private final OrderFields fields;
    private final AbandonedCheckouts checkouts;
    private final GoneHistories gone;
    private final RecordTimes times;
    private final Currencies currencies;
    private final OrderDetail detail;
    private final RecordHead head = new RecordHead();

    OrderRecords(
            WorkspaceState state,
            Customers customers,
            OrderFields fields,
            AbandonedCheckouts checkouts,
            GoneHistories gone) {
        this.state = state;
        this.customers = customers;
        this.fields = fields;
        this.checkouts = checkouts;
        this.gone = gone;
        events = state.events;
        orders = state.orders;
        times = new RecordTimes(state.time);
        currencies = new Currencies(state);
        detail = new OrderDetail(state.texts);
    }

    /** {@code order_placed}: the same id again replaces, also for another customer. */
    void placed(CommandReader command, Outcome outcome) {
        head.read(command);
        if (!times.check(command, outcome) || !currencies.check(head.currency, outcome)) {
            return;
        }
        currencies.take(head.currency);
        int ordinal = customers.findOrCreate(head.customer);
        int known = find(head.id);
        int order = known == Events.NONE ? orders.add(head.id, 0, head.id.capacity()) : known;
        int oldRow = orders.row(order);
        boolean stays = oldRow != Events.NONE && events.customer(oldRow) == ordinal;
        int row = stays ? oldRow : events.add(ordinal, head.timeMillis, Events.ORDER, order);
        fields.correcting(order);
        orders.place(order, row, head.totalMillionths, status(), keepDetail(command, order));
        if (stays) {
            events.replace(row, head.timeMillis, order);
        } else if (oldRow != Events.NONE) {
            events.kill(oldRow);
        }
        if (known == Events.NONE) {
            fields.added(ordinal, order);
        } else {
            if (oldRow != Events.NONE && events.customer(oldRow) != ordinal) {
                state.functions.changed(events.customer(oldRow), Events.ORDER, oldRow);
            }
            fields.corrected(order);
        }
        if (stays) {
            state.functions.changed(ordinal, Events.ORDER, row);
        } else {
            state.functions.touched(ordinal, Events.ORDER, row);
        }
        if (head.checkout.capacity() > 0) {
            checkouts.complete(head.checkout, ordinal);
        }
        outcome.accept(0);
    }

    /** {@code order_status}: of several, the latest by time holds; one for an order not placed yet waits for it. */
    void status(CommandReader command, Outcome outcome) {
        int order = order(command, outcome);
        if (order != Events.NONE) {
            fields.correcting(order);
            orders.changeStatus(order, status(), head.timeMillis);
            corrected(order);
            outcome.accept(0);
        }
    }

    /** {@code order_refunded}: lowers the order's amount; the same id again replaces. */
    void refunded(CommandReader command, Outcome outcome) {
        int order = order(command, outcome);
        if (order == Events.NONE) {
            return;
        }
        int known = head.id.capacity() == 0 ? Events.NONE : findRefund(head.id);
        if (known != Events.NONE) {
            int refunded = orders.refunds().order(known);
            fields.correcting(refunded);
            orders.refunds().cancel(known);
            corrected(refunded);
        }
        fields.correcting(order);
        orders.refunds().add(order, head.amountMillionths, head.id);
        corrected(order);
        outcome.accept(0);
    }

    /** The order that the record is about, known from now on; {@link Events#NONE} if the record is refused. */
    private int order(CommandReader command, Outcome outcome) {
        head.read(command);
        if (!times.check(command, outcome)) {
            return Events.NONE;
        }
        int known = find(head.order);
        int order = known == Events.NONE ? orders.add(head.order, 0, head.order.capacity()) : known;
        if (head.customer.capacity() > 0) {
            int ordinal = customers.findOrCreate(head.customer);
            if (orders.row(order) == Events.NONE) {
                orders.await(order, events.add(ordinal, head.timeMillis, Events.ORDER, order));
            }
        }
        return order;
    }

    private int find(DirectBuffer id) {
        return gone.order(orders.find(id, 0, id.capacity()));
    }

    private int findRefund(DirectBuffer id) {
        return gone.refund(orders.refunds().find(id, 0, id.capacity()));
    }

    private int status() {
        return head.status.capacity() == 0 ? 0 : state.texts.intern(head.status, 0, head.status.capacity());
    }

    private long keepDetail(CommandReader command, int order) {
        int length = detail.encode(command);
        return state.arena.replace(orders.detail(order), detail.buffer(), 0, length);
    }

    private void corrected(int order) {
        int row = orders.row(order);
        if (orders.isPlaced(order)) {
            fields.corrected(order);
            state.functions.touched(events.customer(row), Events.ORDER, row);
        } else if (row != Events.NONE) {
            state.functions.readAgain(events.customer(row), Events.ORDER, row);
        }
    }
}
