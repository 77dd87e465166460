package io.muster.index.workspace;

/** What a secondary key names; the second part of each key. */
final class KeyKind {
    /** An order's id; the value is its number in {@link io.muster.index.history.Orders}. */
    static final int ORDER = 1;

    /** A checkout's id; the value is its number in {@link io.muster.index.history.Checkouts}. */
    static final int CHECKOUT = 2;

    /** An e-mail address in lower case; the value is the customer's ordinal. */
    static final int EMAIL = 3;

    /** A refund's id; the value is its number in {@link io.muster.index.history.Refunds}. */
    static final int REFUND = 4;

    private static final int FIRST_EVENT = 16;

    private KeyKind() {}

    /**
     * An event's id, by the kind of event: a message's id may stand in its sending, opening and clicking. The value is
     * its row.
     */
    static int event(int eventKind) {
        return FIRST_EVENT + eventKind;
    }
}
