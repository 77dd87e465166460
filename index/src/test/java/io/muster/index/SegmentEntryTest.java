package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class SegmentEntryTest {
    /** It stands in journals: what was expected then must be what is found at the replay. */
    @Test
    void shouldHaveTheSameTagForEver() {
        SegmentEntry entry = new SegmentEntry(7, "vip", "a", 3, 5, 1_770_000_000_000L);
        assertEquals("3-0001c81d00000061", entry.tag());
        assertEquals(entry.tag(), new SegmentEntry(7, "vip", "a", 3, 6, 0).tag());
        assertNotEquals(entry.tag(), new SegmentEntry(7, "vip", "b", 3, 5, 0).tag());
        assertNotEquals(entry.tag(), new SegmentEntry(7, "vap", "a", 3, 5, 0).tag());
        assertNotEquals(entry.tag(), new SegmentEntry(7, "vip", "a", 4, 5, 0).tag());
    }
}
