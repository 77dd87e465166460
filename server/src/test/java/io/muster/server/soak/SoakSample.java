package io.muster.server.soak;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What a process has at one moment.
 *
 * @param residentBytes as the system counts them
 * @param heapBytes after a collection
 * @param directBytes off the heap in buffers, after a collection
 * @param descriptors files and connections that are open
 * @param threads of it
 */
record SoakSample(long residentBytes, long heapBytes, long directBytes, long descriptors, long threads) {
    private static final long MIB = 1 << 20;

    private enum Kind {
        RESIDENT(SoakSample::residentBytes, 10, 24 * MIB),
        HEAP(SoakSample::heapBytes, 10, 4 * MIB),
        DIRECT(SoakSample::directBytes, 10, 4 * MIB),
        DESCRIPTORS(SoakSample::descriptors, 0, 12),
        THREADS(SoakSample::threads, 0, 4);

        private final ToLongFunction<SoakSample> value;
        private final int slackPercent;
        private final long slack;

        Kind(ToLongFunction<SoakSample> value, int slackPercent, long slack) {
            this.value = value;
            this.slackPercent = slackPercent;
            this.slack = slack;
        }
    }

    /**
     * What has grown from the second quarter of these to the last, by their medians, beyond what is allowed; empty
     * where all is flat.
     */
    static List<String> growth(List<SoakSample> samples) {
        return Arrays.stream(Kind.values())
                .filter(kind -> later(kind, samples)
                        > early(kind, samples) + kind.slack + early(kind, samples) * kind.slackPercent / 100)
                .map(kind -> kind + " grew: " + trend(kind, samples))
                .toList();
    }

    /** A line for each kind. */
    static String trends(List<SoakSample> samples) {
        StringBuilder text = new StringBuilder();
        for (Kind kind : Kind.values()) {
            text.append(trend(kind, samples)).append('\n');
        }
        return text.toString();
    }

    private static String trend(Kind kind, List<SoakSample> samples) {
        return String.format(
                "%-11s %,15d in the second quarter, %,15d in the last",
                kind.name().toLowerCase(java.util.Locale.ROOT), early(kind, samples), later(kind, samples));
    }

    private static long early(Kind kind, List<SoakSample> samples) {
        return median(kind, samples.subList(samples.size() / 4, samples.size() / 2));
    }

    private static long later(Kind kind, List<SoakSample> samples) {
        return median(kind, samples.subList(samples.size() * 3 / 4, samples.size()));
    }

    private static long median(Kind kind, List<SoakSample> samples) {
        long[] values = samples.stream().mapToLong(kind.value).sorted().toArray();
        return values[values.length / 2];
    }
}
