package io.muster.index.answer;

/**
 * Why a customer is, or is not, in a segment.
 *
 * @param segment its name
 * @param version of its definition
 * @param rule as written
 * @param customer external id
 * @param member whether the customer is in
 * @param untilMillis when that ends if no record comes, {@link #NEVER} if it never does
 * @param onlyBecauseMissing whether the customer is in only because a value is missing
 * @param whole the rule, part by part
 * @param smallestChange what would flip it with the least change
 */
public record Explanation(
        String segment,
        int version,
        String rule,
        String customer,
        boolean member,
        long untilMillis,
        boolean onlyBecauseMissing,
        ExplainedPart whole,
        SmallestChange smallestChange) {
    /** Stands for an instant that does not come. */
    public static final long NEVER = Long.MAX_VALUE;
}
