package io.muster.index.suggestion;

import io.muster.index.history.Checkouts;
import io.muster.index.history.Events;
import io.muster.index.history.OrderLines;
import io.muster.index.history.Orders;
import io.muster.index.workspace.WorkspaceState;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import org.agrona.collections.Int2IntCounterMap;

/**
 * Counts the values of a parameter over the events that came last: over {@link #MOST_ROWS} of the kind asked for, and
 * fewer if they are not found among the last {@link #MOST_ROWS_SEEN} of any kind. Picks what the function picks, so
 * that a cancelled order's products are not counted. Some milliseconds at most. One thread.
 */
final class HistoryValues {
    static final int MOST_ROWS = 20_000;
    static final int MOST_ROWS_SEEN = 200_000;

    private final WorkspaceState state;
    private final Events events;
    private final Orders orders;
    private final OrderLines lines;
    private final Int2IntCounterMap numbers = new Int2IntCounterMap(0);

    HistoryValues(WorkspaceState state) {
        this.state = state;
        events = state.events;
        orders = state.orders;
        lines = new OrderLines(state.arena);
    }

    /** How often each value is there, by text. Throws {@link io.muster.index.rule.RuleException}. */
    Map<String, Integer> count(Subject.OfParameter parameter) {
        if (parameter.event() != null) {
            return new PropertyValues(state, this::forEachRow).count(parameter);
        }
        switch (parameter.function()) {
            case "orders_placed" -> forEachRow(Events.ORDER, row -> countOrder(row, parameter.name()));
            case "products_purchased" -> forEachRow(Events.ORDER, row -> countLines(row, parameter.name()));
            default -> forEachRow(Events.CHECKOUT, this::countCheckout);
        }
        Map<String, Integer> counts = new HashMap<>();
        numbers.forEach((number, count) -> counts.put(state.texts.text(number), count));
        boolean folded =
                parameter.name().equals("collection") || parameter.name().equals("tag");
        return folded ? Spellings.merge(counts) : counts;
    }

    private void forEachRow(int kind, IntConsumer consumer) {
        int last = Math.max(0, events.rows() - MOST_ROWS_SEEN);
        int left = MOST_ROWS;
        for (int row = events.rows() - 1; row >= last && left > 0; row--) {
            if (events.kind(row) == kind && state.living.contains(events.customer(row))) {
                consumer.accept(row);
                left--;
            }
        }
    }

    private void countOrder(int row, String name) {
        int order = events.reference(row);
        if (name.equals("status")) {
            count(orders.isPlaced(order) ? orders.status(order, events.timeMillis(row)) : 0);
        } else if (orders.counts(order, events.timeMillis(row))) {
            lines.wrap(orders.detail(order));
            count(
                    switch (name) {
                        case "discount_code" -> lines.discountCode();
                        case "payment_method" -> lines.paymentMethod();
                        case "shipping_method" -> lines.shippingMethod();
                        case "app_id" -> lines.appId();
                        default -> lines.locationId();
                    });
        }
    }

    private void countLines(int row, String name) {
        int order = events.reference(row);
        if (!orders.counts(order, events.timeMillis(row))) {
            return;
        }
        lines.wrap(orders.detail(order));
        while (lines.next()) {
            switch (name) {
                case "id" -> count(lines.product());
                case "variant" -> count(lines.variant());
                case "category" -> count(lines.category());
                case "vendor" -> count(lines.vendor());
                case "collection" -> {
                    for (int i = 0; i < lines.collections(); i++) {
                        count(lines.collection(i));
                    }
                }
                default -> {
                    for (int i = 0; i < lines.tags(); i++) {
                        count(lines.tag(i));
                    }
                }
            }
        }
    }

    private void countCheckout(int row) {
        Checkouts checkouts = state.checkouts;
        int checkout = events.reference(row);
        long abandonedFrom = events.timeMillis(row) + state.history().abandonmentMillis();
        if (checkouts.isStarted(checkout)
                && !checkouts.isCompleted(checkout)
                && abandonedFrom <= state.time.nowMillis()) {
            lines.wrap(checkouts.detail(checkout));
            while (lines.next()) {
                count(lines.product());
            }
        }
    }

    private void count(int number) {
        if (number != 0) {
            numbers.incrementAndGet(number);
        }
    }
}
