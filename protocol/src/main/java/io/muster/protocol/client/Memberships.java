package io.muster.protocol.client;

import java.util.List;

/**
 * All segments of one customer.
 *
 * @param customer external id
 * @param ordinal the customer's dense number; -1 where there is no such customer
 * @param segments names, in the order of the segments' ids
 * @param catalogVersion of the definitions
 * @param sequence the answer is this new or newer
 * @param nowMillis the server's now, milliseconds since the epoch
 */
public record Memberships(
        String customer, int ordinal, List<String> segments, int catalogVersion, long sequence, long nowMillis) {
    /** Whether the workspace knows the customer. */
    public boolean known() {
        return ordinal >= 0;
    }
}
