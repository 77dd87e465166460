package io.muster.server.generate;

/**
 * Something that happens to a customer on a day, as one number that sorts by time.
 *
 * <pre>
 *  63  62            46 45     42 41                          14 13            0
 * +---+----------------+---------+------------------------------+---------------+
 * | 0 | second of day  |  kind   |           customer           |    number     |
 * +---+----------------+---------+------------------------------+---------------+
 *            17             4                   28                     14
 * </pre>
 */
final class Entry {
    static final int REGISTERED = 0;
    static final int PROFILE_CHANGED = 1;
    static final int EMAIL_SENT = 2;
    static final int EMAIL_OPENED = 3;
    static final int EMAIL_CLICKED = 4;
    static final int EMAIL_UNSUBSCRIBED = 5;
    static final int PRODUCT_VIEWED = 6;
    static final int CHECKOUT_STARTED = 7;
    static final int ORDER_PLACED = 8;
    static final int ORDER_FROM_CHECKOUT = 9;
    static final int CHECKOUT_COMPLETED = 10;
    static final int ORDER_PAID = 11;
    static final int ORDER_CANCELLED = 12;
    static final int ORDER_REFUNDED = 13;
    static final int REVIEW_WRITTEN = 14;

    /** A visit whose outcome is not decided yet: becomes others when its day comes. */
    static final int VISIT = 15;

    /** Largest number. */
    static final int MAX_NUMBER = (1 << 14) - 1;

    private Entry() {}

    static long of(int second, int kind, int customer, int number) {
        return (long) second << 46 | (long) kind << 42 | (long) customer << 14 | number;
    }

    static int second(long entry) {
        return (int) (entry >>> 46);
    }

    static int kind(long entry) {
        return (int) (entry >>> 42) & 15;
    }

    static int customer(long entry) {
        return (int) (entry >>> 14) & ShopOptions.MAX_CUSTOMERS;
    }

    /** Of the visit, order or campaign. */
    static int number(long entry) {
        return (int) entry & MAX_NUMBER;
    }
}
