package io.muster.server.download;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.link.SegmentLink;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DownloadSlotsTest {
    private static final SegmentLink[] LINKS = IntStream.range(0, 100)
            .mapToObj(id -> new SegmentLink(1, id, new byte[32], 0, 0))
            .toArray(SegmentLink[]::new);

    @Test
    void shouldTakeAsManyAsTheBoundsSayAndNotOneMore() {
        DownloadOptions options = DownloadOptions.within(1);
        DownloadSlots slots = new DownloadSlots(options);
        for (int taken = 0; taken < options.maxAtOnce(); taken++) {
            SegmentLink link = link(taken / options.maxAtOnceOfOne());
            assertTrue(slots.take(link), "number " + taken);
        }
        assertFalse(slots.take(link(99)));
        slots.give(link(0));
        assertTrue(slots.take(link(99)));
    }

    @Test
    void shouldTakeNoMoreWithOneLinkThanItsBound() {
        DownloadOptions options = DownloadOptions.within(1);
        DownloadSlots slots = new DownloadSlots(options);
        for (int taken = 0; taken < options.maxAtOnceOfOne(); taken++) {
            assertTrue(slots.take(link(1)));
        }
        assertFalse(slots.take(link(1)));
        assertTrue(slots.take(link(2)));
        slots.give(link(1));
        assertTrue(slots.take(link(1)));
        assertFalse(slots.take(link(1)));
    }

    private static SegmentLink link(int segmentId) {
        return LINKS[segmentId];
    }
}
