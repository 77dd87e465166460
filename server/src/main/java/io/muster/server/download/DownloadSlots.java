package io.muster.server.download;

import io.muster.server.link.SegmentLink;
import java.util.IdentityHashMap;
import java.util.Map;

/** How many downloads are under way: one link that many people know leaves room for the others. One thread. */
final class DownloadSlots {
    private final DownloadOptions options;
    private final Map<SegmentLink, Integer> taken = new IdentityHashMap<>();
    private int all;

    DownloadSlots(DownloadOptions options) {
        this.options = options;
    }

    /** Whether there was room. */
    boolean take(SegmentLink link) {
        int ofLink = taken.getOrDefault(link, 0);
        if (all >= options.maxAtOnce() || ofLink >= options.maxAtOnceOfOne()) {
            return false;
        }
        taken.put(link, ofLink + 1);
        all++;
        return true;
    }

    void give(SegmentLink link) {
        all--;
        taken.computeIfPresent(link, (each, count) -> count == 1 ? null : count - 1);
    }
}
