package io.muster.index.rule;

/** The six comparisons. */
public enum Comparator {
    EQUAL("="),
    NOT_EQUAL("!="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    LESS("<"),
    LESS_OR_EQUAL("<=");

    private final String symbol;

    Comparator(String symbol) {
        this.symbol = symbol;
    }

    /** As it is written in a rule. */
    public String symbol() {
        return symbol;
    }
}
