package io.muster.index.answer;

/**
 * Whether a customer is in a segment, and until when that holds if no record comes.
 *
 * @param known whether there is such a customer; one that there is not is in no segment, and that never changes by
 *     itself
 * @param member whether the customer is in
 * @param untilMillis the first instant at which it is otherwise, {@link Explanation#NEVER} if there is none
 */
public record MembershipUntil(boolean known, boolean member, long untilMillis) {}
