package io.muster.index.function;

import io.muster.index.history.Orders;

/** What the picked events of one customer add up to. Reused; one thread. */
public final class Tally {
    private long count;
    private long amount;
    private long quantity;

    void reset() {
        count = 0;
        amount = 0;
        quantity = 0;
    }

    /** What it would be after so many events with such sums. */
    void set(long newCount, long newAmount, long newQuantity) {
        count = newCount;
        amount = newAmount;
        quantity = newQuantity;
    }

    /** One more event or order. */
    void count() {
        count++;
    }

    /** In millionths. */
    void add(long moreAmount, long moreQuantity) {
        amount = Orders.saturatedAdd(amount, moreAmount);
        quantity = Orders.saturatedAdd(quantity, moreQuantity);
    }

    long counted() {
        return count;
    }

    /** In millionths. */
    long amount() {
        return amount;
    }

    /** In millionths. */
    long quantity() {
        return quantity;
    }
}
