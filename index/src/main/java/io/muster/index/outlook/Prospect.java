package io.muster.index.outlook;

/**
 * Whether something holds of a customer, and for how long if no record comes.
 *
 * @param holds whether it holds now
 * @param untilMillis the first instant at which that is otherwise; {@link Long#MAX_VALUE} if there is none up to the
 *     end of the year 9999
 */
public record Prospect(boolean holds, long untilMillis) {}
