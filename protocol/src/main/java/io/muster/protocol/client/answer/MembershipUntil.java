package io.muster.protocol.client.answer;

/**
 * Whether a customer is in a segment, and until when that holds if no record comes.
 *
 * @param known whether the workspace knows the customer
 * @param member whether the customer is in
 * @param untilMillis the first instant at which it is otherwise, milliseconds since the epoch; {@link #NEVER}
 * @param sequence the answer is of this one
 */
public record MembershipUntil(boolean known, boolean member, long untilMillis, long sequence) {
    /** It stays so until a record changes it. */
    public static final long NEVER = Long.MAX_VALUE;
}
