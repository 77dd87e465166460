package io.muster.index.workspace;

import io.muster.index.Outcome;
import io.muster.index.history.Checkouts;
import io.muster.index.history.Events;
import io.muster.index.history.OrderDetail;
import io.muster.index.record.CommandReader;

/** The records {@code checkout_started} and {@code checkout_completed}. One thread. */
final class CheckoutRecords {
    private final WorkspaceState state;
    private final Events events;
    private final Checkouts checkouts;
    private final Customers customers;
    private final AbandonedCheckouts abandoned;
    private final RecordTimes times;
    private final Currencies currencies;
    private final OrderDetail detail;
    private final RecordHead head = new RecordHead();

    CheckoutRecords(WorkspaceState state, Customers customers, AbandonedCheckouts abandoned) {
        this.state = state;
        this.customers = customers;
        this.abandoned = abandoned;
        events = state.events;
        checkouts = state.checkouts;
        times = new RecordTimes(state.time);
        currencies = new Currencies(state);
        detail = new OrderDetail(state.texts);
    }

    /** {@code checkout_started}: the same id again replaces. */
    void started(CommandReader command, Outcome outcome) {
        head.read(command);
        if (!times.check(command, outcome) || !currencies.check(head.currency, outcome)) {
            return;
        }
        currencies.take(head.currency);
        int ordinal = customers.findOrCreate(head.customer);
        int checkout = abandoned.findOrAdd(head.id);
        int oldRow = checkouts.row(checkout);
        abandoned.stop(checkout);
        boolean stays = oldRow != Events.NONE && events.customer(oldRow) == ordinal;
        int row = stays ? oldRow : events.add(ordinal, head.timeMillis, Events.CHECKOUT, checkout);
        int length = detail.encode(command);
        long kept = state.arena.replace(checkouts.detail(checkout), detail.buffer(), 0, length);
        checkouts.start(checkout, row, head.totalMillionths, kept);
        if (stays) {
            events.replace(row, head.timeMillis, checkout);
        } else if (oldRow != Events.NONE) {
            events.kill(oldRow);
        }
        if (oldRow != Events.NONE) {
            abandoned.recompute(events.customer(oldRow));
            state.functions.changed(events.customer(oldRow), Events.CHECKOUT, oldRow);
        }
        abandoned.started(checkout);
        if (stays) {
            state.functions.changed(ordinal, Events.CHECKOUT, row);
        } else {
            state.functions.touched(ordinal, Events.CHECKOUT, row);
        }
        outcome.accept(0);
    }

    /** {@code checkout_completed}: takes an abandonment back; one for a checkout not started yet waits for it. */
    void completed(CommandReader command, Outcome outcome) {
        head.read(command);
        if (!times.check(command, outcome)) {
            return;
        }
        abandoned.complete(
                head.id, head.customer.capacity() == 0 ? Events.NONE : customers.findOrCreate(head.customer));
        outcome.accept(0);
    }
}
