package io.muster.index.function;

/** What the picked events of one customer add up to. Reused; one thread. */
public final class Tally {
    private final WideSum amount = new WideSum();
    private final WideSum quantity = new WideSum();
    private long count;

    void reset() {
        count = 0;
        amount.clear();
        quantity.clear();
    }

    /** One more event or order. */
    void count() {
        count++;
    }

    /** In millionths. */
    void add(long moreAmount, long moreQuantity) {
        amount.add(moreAmount);
        quantity.add(moreQuantity);
    }

    /** One event fewer, with what it had added. */
    void take(long lessAmount, long lessQuantity) {
        count--;
        amount.subtract(lessAmount);
        quantity.subtract(lessQuantity);
    }

    long counted() {
        return count;
    }

    /** In millionths. */
    long amount() {
        return amount.nearest();
    }

    /** In millionths. */
    long quantity() {
        return quantity.nearest();
    }
}
