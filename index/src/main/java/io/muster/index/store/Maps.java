package io.muster.index.store;

import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;

/** What the maps of this package have in common. */
final class Maps {
    /** A smaller map has no room for a blob of 128 KiB; what is not touched costs address space only. */
    static final long FEWEST_ENTRIES = 10_000;

    private static final double MOST_TIMES_EXPECTED = 10;

    private Maps() {}

    static <V> ChronicleMapBuilder<Blob, V> builder(Class<V> valueType, long expectedEntries) {
        return ChronicleMap.of(Blob.class, valueType)
                .keyMarshaller(new BlobMarshaller())
                .entries(Math.max(FEWEST_ENTRIES, expectedEntries))
                .maxBloatFactor(MOST_TIMES_EXPECTED)
                .putReturnsNull(true)
                .removeReturnsNull(true);
    }
}
