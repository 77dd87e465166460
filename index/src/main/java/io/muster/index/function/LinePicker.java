package io.muster.index.function;

import io.muster.index.history.Events;
import io.muster.index.history.OrderLines;
import io.muster.index.history.Orders;
import java.util.List;
import java.util.Set;

/** Picks lines of orders that count. An order with a picked line counts once. One thread. */
public final class LinePicker extends Picker {
    private final Events events;
    private final Orders orders;
    private final OrderLines lines;
    private final List<LineTest> tests;
    private long amount;
    private long quantity;

    public LinePicker(Events events, Orders orders, OrderLines lines, List<LineTest> tests) {
        super(Events.ORDER);
        this.events = events;
        this.orders = orders;
        this.lines = lines;
        this.tests = tests;
    }

    @Override
    boolean picks(int row) {
        int order = events.reference(row);
        if (!orders.counts(order, events.timeMillis(row))) {
            return false;
        }
        boolean any = false;
        amount = 0;
        quantity = 0;
        lines.wrap(orders.detail(order));
        while (lines.next()) {
            if (holds()) {
                any = true;
                amount = Orders.saturatedAdd(amount, lines.amount());
                quantity = Orders.saturatedAdd(quantity, lines.bought());
            }
        }
        return any;
    }

    @Override
    Set<String> neededTexts() {
        return fewest(tests.stream().map(LineTest::neededTexts));
    }

    @Override
    void texts(int row, RowTexts to) {
        OrderPicker.tellTexts(orders, events.reference(row), lines, to);
    }

    @Override
    void add(Tally tally) {
        tally.count();
        tally.add(amount, quantity);
    }

    private boolean holds() {
        for (LineTest test : tests) {
            if (!test.holds(lines)) {
                return false;
            }
        }
        return true;
    }
}
