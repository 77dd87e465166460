package io.muster.index.rule;

/**
 * What a rule may ask of the server. None of these limits stands in the way of a rule that a person or a campaign tool
 * writes; each one that is hit says so, with what was found and what is the most.
 */
public final class RuleLimits {
    /** Length of a rule in UTF-16 characters: room for 300,000 quoted ids of 40 characters. */
    public static final int LENGTH_CHARS = 16 * 1024 * 1024;

    /** Parentheses and NOTs inside one another. */
    public static final int NESTING_DEPTH = 200;

    /** Conditions of a rule, the parameters of its functions included. */
    public static final int CONDITIONS = 10_000;

    /** Values in parentheses, of all the lists of a rule together. */
    public static final int LISTED_VALUES = 1_000_000;

    /** Digits of a number. */
    public static final int NUMBER_DIGITS = 100;

    /** The farthest that a day or an instant counted from today or from now may lie, in days: ten thousand years. */
    public static final int PERIOD_DAYS = 3_660_000;

    private RuleLimits() {}
}
