package io.muster.server.generate;

/** What a customer puts in the basket on one visit: log-normal in its size. Thrown again whenever it is asked for. */
final class Basket {
    private static final int PURPOSE = 3;
    private static final int MOST_LINES = 12;
    private static final double LINES_SIGMA = 0.6;
    private static final double DISCOUNTED = 0.16;
    private static final int LEAST_WHOLESALE = 4;
    private static final double QUANTITY_SIGMA = 0.5;

    private final Dice dice;
    private final Catalogue catalogue;

    final int[] products = new int[MOST_LINES];
    final int[] quantities = new int[MOST_LINES];
    int lines;

    /** What is to be paid: the discount is taken off. */
    long totalCents;

    /** Percent; 0 for none. */
    int discountPercent;

    Basket(Dice dice, Catalogue catalogue) {
        this.dice = dice;
        this.catalogue = catalogue;
    }

    /** Makes this hold what that customer has chosen on that visit. */
    void fill(Traits traits, int customer, int visit) {
        dice.set(PURPOSE, customer, visit);
        lines = (int) Math.clamp(dice.logNormal(1.25 * StrictMath.sqrt(traits.spending), LINES_SIGMA), 1, MOST_LINES);
        totalCents = 0;
        for (int line = 0; line < lines; line++) {
            products[line] = catalogue.pick(dice, traits.favouriteCategory);
            quantities[line] = quantity(traits);
            totalCents +=
                    (long) quantities[line] * catalogue.product(products[line]).cents();
        }
        discountPercent = dice.chance(DISCOUNTED) ? 5 + 5 * dice.below(4) : 0;
        totalCents -= totalCents * discountPercent / 100;
    }

    private int quantity(Traits traits) {
        if (traits.wholesale) {
            return LEAST_WHOLESALE + (int) Math.min(60, dice.logNormal(6, QUANTITY_SIGMA));
        }
        return (int) Math.clamp(dice.logNormal(0.95 * StrictMath.sqrt(traits.spending), QUANTITY_SIGMA), 1, 9);
    }
}
