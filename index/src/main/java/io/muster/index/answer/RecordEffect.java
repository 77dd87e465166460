package io.muster.index.answer;

import java.util.List;

/**
 * What a record would do if it came now.
 *
 * @param refusal why it would be refused; null if it would be taken
 * @param customers those whose segments it would change, the record's own customer first, even where nothing changes
 */
public record RecordEffect(String refusal, List<CustomerEffect> customers) {
    /**
     * What it would do to one customer.
     *
     * @param customer external id
     * @param entered names of the segments that the customer would enter, in the order of their ids
     * @param left names of the segments that the customer would leave, likewise
     */
    public record CustomerEffect(String customer, List<String> entered, List<String> left) {}
}
