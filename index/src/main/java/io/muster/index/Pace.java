package io.muster.index;

/**
 * How much the engine does at once of what takes long, before other commands have their turn.
 *
 * @param visits customers that the passing of time visits in one command, about, and units of
 *     {@link io.muster.index.function.Effort} in one part of an answer about a customer or of an end; at least 1
 * @param fewCustomers up to so many, a definition is built in the command that makes it
 * @param usualRows of a customer's history: longer ones are kept as running tallies and not walked through for each
 *     event
 */
public record Pace(int visits, int fewCustomers, int usualRows) {
    /** Some milliseconds at once. */
    public static final Pace USUAL = new Pace(2_048, 1_024, 1_024);

    public Pace {
        if (visits < 1) {
            throw new IllegalArgumentException("visits: found " + visits + ", expected 1 or more");
        }
    }
}
