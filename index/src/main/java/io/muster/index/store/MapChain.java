package io.muster.index.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import net.openhft.chronicle.map.ChronicleMap;

/**
 * Chronicle maps that together hold any number of entries: one map can't grow beyond what it was made for, so when the
 * newest has taken its share another is made, for twice as many. A key stands in one of them. For one thread.
 */
final class MapChain implements AutoCloseable {
    /** A map is made for so many bytes an entry and can take ten times that; it is left alone before it is near. */
    private static final int SHARES = 3;

    private final LongFunction<ChronicleMap<Blob, Blob>> maker;
    private final int averageEntryBytes;
    private final List<ChronicleMap<Blob, Blob>> maps = new ArrayList<>();
    private long entries;
    private long takenBytes;

    /** The maps count too, segment by segment: milliseconds where there are many. */
    private long size;

    /**
     * A chain of one map.
     *
     * @param entries how many the first map is made for
     * @param averageEntryBytes of key and value
     * @param maker makes a map for so many entries
     */
    MapChain(long entries, int averageEntryBytes, LongFunction<ChronicleMap<Blob, Blob>> maker) {
        this.entries = Math.max(Maps.FEWEST_ENTRIES, entries);
        this.averageEntryBytes = averageEntryBytes;
        this.maker = maker;
        maps.add(maker.apply(this.entries));
    }

    /** Reads into {@code value}; false if the key is not there. */
    boolean get(Blob key, Blob value) {
        for (int i = maps.size() - 1; i >= 0; i--) {
            if (maps.get(i).getUsing(key, value) != null) {
                return true;
            }
        }
        return false;
    }

    /** Sets the key's value; {@code scratch} is overwritten. */
    void put(Blob key, Blob value, Blob scratch) {
        for (int i = maps.size() - 2; i >= 0; i--) {
            if (maps.get(i).getUsing(key, scratch) != null) {
                maps.get(i).remove(key);
                size--;
            }
        }
        if (maps.get(maps.size() - 1).getUsing(key, scratch) != null) {
            takenBytes -= key.length() + scratch.length();
            size--;
        }
        add(key, value);
    }

    /** The same for a key that is not there. */
    void add(Blob key, Blob value) {
        size++;
        ChronicleMap<Blob, Blob> newest = maps.get(maps.size() - 1);
        takenBytes += key.length() + value.length();
        if (takenBytes > SHARES * entries * averageEntryBytes) {
            newest.remove(key);
            entries *= 2;
            takenBytes = key.length() + value.length();
            newest = maker.apply(entries);
            maps.add(newest);
        }
        newest.put(key, value);
    }

    void remove(Blob key, Blob scratch) {
        for (int i = maps.size() - 1; i >= 0; i--) {
            if (maps.get(i).getUsing(key, scratch) != null) {
                takenBytes -= i == maps.size() - 1 ? key.length() + scratch.length() : 0;
                maps.get(i).remove(key);
                size--;
                return;
            }
        }
    }

    long size() {
        return size;
    }

    /** Off the heap, as reserved. */
    long bytes() {
        return maps.stream().mapToLong(ChronicleMap::offHeapMemoryUsed).sum();
    }

    @Override
    public void close() {
        maps.forEach(ChronicleMap::close);
    }
}
