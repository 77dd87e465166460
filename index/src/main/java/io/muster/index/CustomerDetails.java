package io.muster.index;

import java.util.List;
import java.util.Map;

/**
 * All that is known of one customer.
 *
 * @param ordinal its dense number
 * @param fields by name, in a fixed order: {@link String}, {@link java.math.BigDecimal}, {@link Boolean},
 *     {@link java.time.Instant}, {@link java.time.LocalDate} or a list of strings; a field without a value is absent
 * @param custom the custom fields, by name, in the same types
 * @param segments those that the customer is in, as they are defined at that moment
 */
public record CustomerDetails(
        int ordinal, Map<String, Object> fields, Map<String, Object> custom, List<SegmentEntry> segments) {
    /** The names of those segments. */
    public List<String> segmentNames() {
        return segments.stream().map(SegmentEntry::name).toList();
    }
}
