package io.muster.index.function;

import io.muster.index.history.Events;
import io.muster.index.history.OrderLines;
import io.muster.index.history.Orders;
import java.util.List;
import java.util.Set;

/** Picks orders: those that count, or all where the status is asked for. One thread. */
public final class OrderPicker extends Picker {
    /** Reads a text of an order by dictionary number. */
    @FunctionalInterface
    public interface TextOf {
        int get(OrderLines order);
    }

    /** A test of one of an order's texts. */
    public record OnText(TextOf field, TextTest test) {}

    private final Events events;
    private final Orders orders;
    private final OrderLines detail;
    private final NumberTest amount;
    private final TextTest status;
    private final List<OnText> texts;
    private int order;

    /**
     * A picker.
     *
     * @param amount null where it is not asked for
     * @param status null where it is not asked for
     */
    public OrderPicker(
            Events events, Orders orders, OrderLines detail, NumberTest amount, TextTest status, List<OnText> texts) {
        super(Events.ORDER);
        this.events = events;
        this.orders = orders;
        this.detail = detail;
        this.amount = amount;
        this.status = status;
        this.texts = texts;
    }

    @Override
    boolean picks(int row) {
        order = events.reference(row);
        long time = events.timeMillis(row);
        boolean considered = status == null
                ? orders.counts(order, time)
                : orders.isPlaced(order) && status.holds(orders.status(order, time));
        return considered && (amount == null || amount.holds(orders.amount(order))) && textsHold();
    }

    @Override
    Set<String> neededTexts() {
        return fewest(texts.stream().map(text -> text.test().neededTexts()));
    }

    @Override
    void texts(int row, RowTexts to) {
        tellTexts(orders, events.reference(row), detail, to);
    }

    /** Tells the texts of an order and its lines, if it is placed. */
    static void tellTexts(Orders orders, int order, OrderLines detail, RowTexts to) {
        if (orders.isPlaced(order)) {
            detail.wrap(orders.detail(order));
            detail.orderTexts(to.numbers());
            while (detail.next()) {
                detail.lineTexts(to.numbers());
            }
        }
    }

    @Override
    void add(Tally tally) {
        tally.count();
        tally.add(orders.amount(order), 0);
    }

    private boolean textsHold() {
        if (texts.isEmpty()) {
            return true;
        }
        detail.wrap(orders.detail(order));
        for (OnText text : texts) {
            if (!text.test().holds(text.field().get(detail))) {
                return false;
            }
        }
        return true;
    }
}
