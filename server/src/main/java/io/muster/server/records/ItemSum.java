package io.muster.server.records;

import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import java.math.BigDecimal;

/** The exact sum of price times quantity over the items of one record. Not thread-safe. */
final class ItemSum {
    /** What {@link #millionths()} returns where the sum can't be kept. */
    static final long DOES_NOT_FIT = Long.MIN_VALUE;

    private static final long NONE = -1;

    private long whole;
    private BigDecimal rest;
    private boolean complete;
    private long price;
    private long quantity;

    void clear() {
        whole = 0;
        rest = BigDecimal.ZERO;
        complete = true;
    }

    /** Starts an item. */
    void next() {
        price = NONE;
        quantity = NONE;
    }

    /** Takes a value of the item, if it is its price or quantity. */
    void take(int tag, long millionths) {
        if (tag == Tag.PRICE) {
            price = millionths;
        } else if (tag == Tag.QUANTITY) {
            quantity = millionths;
        }
    }

    /** Ends an item. */
    void end() {
        if (price == NONE || quantity == NONE) {
            complete = false;
            return;
        }
        long units = quantity / Decimals.ONE;
        boolean fast = units * Decimals.ONE == quantity
                && Math.multiplyHigh(price, units) == 0
                && price * units >= 0
                && whole + price * units >= 0;
        if (fast) {
            whole += price * units;
        } else {
            rest = rest.add(Decimals.toDecimal(price).multiply(Decimals.toDecimal(quantity)));
        }
    }

    /** Whether every item has a price and a quantity. */
    boolean isComplete() {
        return complete;
    }

    /** The sum, or {@link #DOES_NOT_FIT}. */
    long millionths() {
        if (rest.signum() == 0) {
            return whole;
        }
        BigDecimal exact = exact();
        return Decimals.fits(exact) ? Decimals.toMillionths(exact) : DOES_NOT_FIT;
    }

    /** The sum as it is written. */
    String text() {
        return exact().stripTrailingZeros().toPlainString();
    }

    private BigDecimal exact() {
        return rest.add(Decimals.toDecimal(whole));
    }
}
