package io.muster.protocol.client.answer;

import java.util.List;

/**
 * What a record would do if it came now.
 *
 * @param customers those whose segments it would change, the record's own customer first, even where nothing changes
 * @param sequence the answer is of this one
 */
public record RecordEffect(List<CustomerEffect> customers, long sequence) {
    /**
     * What it would do to one customer.
     *
     * @param customer external id
     * @param entered names of the segments that the customer would enter
     * @param left names of the segments that the customer would leave
     */
    public record CustomerEffect(String customer, List<String> entered, List<String> left) {}
}
