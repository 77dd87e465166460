package io.muster.index.explain;

import java.util.List;

/**
 * Something about a customer that conditions look at, and what it might be instead.
 *
 * @param name a field's name, or a function as a rule writes it
 * @param from what it is, for people; null where it is missing
 * @param conditions the numbers of those that look at it
 * @param alternatives what it might be, nearest first; each makes other conditions hold than the present and each other
 * @param complete whether there is no other
 */
record Subject(String name, String from, int[] conditions, List<Alternative> alternatives, boolean complete) {
    /**
     * What a subject might be.
     *
     * @param to for people
     * @param truths which of the subject's conditions would hold, in their order
     */
    record Alternative(String to, boolean[] truths) {}

    /** Sets the conditions as they would be. */
    void apply(Alternative alternative, byte[] truths) {
        for (int i = 0; i < conditions.length; i++) {
            truths[conditions[i]] = alternative.truths()[i] ? Proposition.TRUE : Proposition.FALSE;
        }
    }
}
