package io.muster.index.memory;

import java.lang.ref.Reference;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Where the pages of a table of longs are: for readers, who come from an index to its value over two arrays, where each
 * page's buffer would be another object to be loaded. Holds the pages; never changed.
 */
final class PageAddresses {
    private static final UnsafeBuffer ZERO = Pages.allocate(Long.BYTES);
    private static final long ZERO_ADDRESS = ZERO.addressOffset();

    private final UnsafeBuffer[] pages;
    private final long[] addresses;
    private final int[] entries;

    /** @param pages not changed afterwards, except for the values; null for pages that are not there */
    PageAddresses(UnsafeBuffer[] pages) {
        this.pages = pages;
        addresses = new long[pages.length];
        entries = new int[pages.length];
        for (int page = 0; page < pages.length; page++) {
            if (pages[page] != null) {
                addresses[page] = pages[page].addressOffset();
                entries[page] = pages[page].capacity() / Long.BYTES;
            }
        }
    }

    /** The value at this index, loaded with acquire; 0 where there is no page, or it is shorter. */
    long getLong(int index) {
        int page = index >>> Pages.SHIFT;
        int entry = index & Pages.MASK;
        if (page >= entries.length || entry >= entries[page]) {
            return 0;
        }
        long value = UnsafeApi.getLongAcquire(null, addresses[page] + ((long) entry << 3));
        Reference.reachabilityFence(pages);
        return value;
    }

    /**
     * The values at so many indexes, each as {@link #getLong} has it. Where they are is found first, so that the loads
     * stand close together and a processor has many of them under way.
     */
    void getLongs(int[] indexes, int count, long[] into) {
        for (int i = 0; i < count; i++) {
            into[i] = addressOf(indexes[i]);
        }
        for (int i = 0; i < count; i++) {
            into[i] = UnsafeApi.getLongAcquire(null, into[i]);
        }
        Reference.reachabilityFence(pages);
    }

    private long addressOf(int index) {
        int page = index >>> Pages.SHIFT;
        int entry = index & Pages.MASK;
        return page >= entries.length || entry >= entries[page] ? ZERO_ADDRESS : addresses[page] + ((long) entry << 3);
    }
}
