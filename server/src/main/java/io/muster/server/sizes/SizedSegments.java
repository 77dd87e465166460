package io.muster.server.sizes;

import java.util.Map;

/** The segments there are, as their sizes are read. Any thread. */
interface SizedSegments {
    /** The engine's time, milliseconds since the epoch. */
    long nowMillis();

    /** The size of each, at most so many of them. */
    Map<SegmentKey, Integer> sizes(int most);

    /** Whether there is this one. */
    boolean has(SegmentKey segment);

    /** Sequence of the last command that readers see. */
    long sequence();

    /** Sequence of the last that can't be undone. */
    long keptSequence();
}
