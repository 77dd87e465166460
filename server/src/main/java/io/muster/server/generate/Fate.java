package io.muster.server.generate;

/** What becomes of an order; thrown again whenever it is asked for. */
enum Fate {
    KEPT,
    PAID_LATER,
    CANCELLED,
    REFUNDED,
    REVIEWED,
    TAGGED;

    private static final int PURPOSE = 7;
    private static final double PAYING_LATER = 0.07;
    private static final double CANCELLING = 0.025;
    private static final double REFUNDING = 0.035;
    private static final double REVIEWING = 0.06;
    private static final double TAGGING = 0.04;

    /** Leaves the dice where the details of the fate are thrown. */
    static Fate of(Dice dice, int customer, int order) {
        double throwing = dice.set(PURPOSE, customer, order).unit();
        if ((throwing -= PAYING_LATER) < 0) {
            return PAID_LATER;
        }
        if ((throwing -= CANCELLING) < 0) {
            return CANCELLED;
        }
        if ((throwing -= REFUNDING) < 0) {
            return REFUNDED;
        }
        if ((throwing -= REVIEWING) < 0) {
            return REVIEWED;
        }
        return throwing < TAGGING ? TAGGED : KEPT;
    }
}
