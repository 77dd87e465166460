package io.muster.index.function;

import io.muster.index.history.Checkouts;
import io.muster.index.history.Events;
import io.muster.index.history.OrderLines;
import java.util.Set;

/** Picks abandoned checkouts. One thread. */
public final class CheckoutPicker extends Picker {
    private final Events events;
    private final Checkouts checkouts;
    private final OrderLines lines;
    private final NumberTest amount;
    private final TextTest product;
    private final long delayMillis;
    private int checkout;

    /**
     * A picker.
     *
     * @param amount null where it is not asked for
     * @param product null where it is not asked for
     * @param delayMillis after which an open checkout is abandoned
     */
    public CheckoutPicker(
            Events events,
            Checkouts checkouts,
            OrderLines lines,
            NumberTest amount,
            TextTest product,
            long delayMillis) {
        super(Events.CHECKOUT);
        this.events = events;
        this.checkouts = checkouts;
        this.lines = lines;
        this.amount = amount;
        this.product = product;
        this.delayMillis = delayMillis;
    }

    @Override
    boolean picks(int row) {
        checkout = events.reference(row);
        return checkouts.isStarted(checkout)
                && !checkouts.isCompleted(checkout)
                && (amount == null || amount.holds(checkouts.total(checkout)))
                && (product == null || productHolds());
    }

    @Override
    long countsFromMillis(int row) {
        return events.timeMillis(row) + delayMillis;
    }

    @Override
    Set<String> neededTexts() {
        return product == null ? null : product.neededTexts();
    }

    @Override
    void texts(int row, RowTexts to) {
        int told = events.reference(row);
        if (checkouts.isStarted(told)) {
            lines.wrap(checkouts.detail(told));
            while (lines.next()) {
                to.numbers().accept(lines.product());
            }
        }
    }

    @Override
    void add(Tally tally) {
        tally.count();
        tally.add(checkouts.total(checkout), 0);
    }

    private boolean productHolds() {
        boolean any = false;
        lines.wrap(checkouts.detail(checkout));
        while (!any && lines.next()) {
            any = product.matches(lines.product());
        }
        return any != product.negated();
    }
}
