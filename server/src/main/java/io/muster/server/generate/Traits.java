package io.muster.server.generate;

/**
 * What a customer is like. Thrown from the customer's number whenever it is asked for, so that nothing of it is kept.
 * How often customers come is spread as Lomax (Pareto from zero) spreads: most hardly ever, a few all the time.
 */
final class Traits {
    private static final int PURPOSE = 2;
    private static final double TAIL = 2.2;
    private static final double MOST_EAGER = 45;
    private static final double SPENDING_SIGMA = 0.55;
    private static final double WHOLESALE = 0.03;
    private static final double ACCEPTS_MARKETING = 0.46;

    private final Dice dice;
    private final int categories;
    private final double mean;

    /** How often the customer comes, 1 on average. */
    double eagerness;

    /** How dear and how many the things are that the customer buys; the median is 1. */
    double spending;

    boolean wholesale;
    boolean acceptsMarketing;

    /** How readily the customer opens an e-mail, 0 to 1. */
    double attention;

    int favouriteCategory;

    Traits(Dice dice, int categories) {
        this.dice = dice;
        this.categories = categories;
        double scale = TAIL - 1;
        mean = 1 - StrictMath.pow(scale / (scale + MOST_EAGER), TAIL - 1);
    }

    /** Makes this hold the traits of that customer. */
    void of(int customer) {
        dice.set(PURPOSE, customer, 0);
        double lomax = (StrictMath.pow(1 - dice.unit(), -1 / TAIL) - 1) * (TAIL - 1);
        eagerness = Math.min(lomax, MOST_EAGER) / mean;
        spending = dice.logNormal(1, SPENDING_SIGMA);
        wholesale = dice.chance(WHOLESALE);
        acceptsMarketing = dice.chance(ACCEPTS_MARKETING);
        attention = StrictMath.pow(dice.unit(), 1.5);
        favouriteCategory = dice.below(categories);
    }
}
