package io.muster.index.memory;

import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.Structure;
import java.util.function.IntUnaryOperator;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads tables of pages that {@link FrozenMemory} wrote. */
final class SavedPages {
    static final int LONGEST_TABLE = 1 << 15;

    /** Gives pages their memory. */
    @FunctionalInterface
    interface PageMemory {
        /** Zeroed memory for a page of a table of this length. Not called for pages that are not there. */
        UnsafeBuffer allocate(int page, int tableLength, int lengthBytes);
    }

    private SavedPages() {}

    /**
     * The table, its pages in memory of their own.
     *
     * @param entryBytes the size of an entry
     */
    static UnsafeBuffer[] read(Structure structure, int entryBytes, StateReader in) throws SnapshotException {
        return read(structure, entryBytes, (page, tableLength, lengthBytes) -> Pages.allocate(lengthBytes), in);
    }

    /** As above, where the pages have entries of different sizes; 0 for a page that can't be there. */
    static UnsafeBuffer[] read(Structure structure, IntUnaryOperator entryBytes, StateReader in)
            throws SnapshotException {
        return read(structure, entryBytes, (page, tableLength, lengthBytes) -> Pages.allocate(lengthBytes), in);
    }

    /** As above, in memory from {@code memory}. */
    static UnsafeBuffer[] read(Structure structure, int entryBytes, PageMemory memory, StateReader in)
            throws SnapshotException {
        return read(structure, page -> entryBytes, memory, in);
    }

    private static UnsafeBuffer[] read(
            Structure structure, IntUnaryOperator entryBytes, PageMemory memory, StateReader in)
            throws SnapshotException {
        in.begin(structure);
        int length = in.getInt("length of the table", 0, LONGEST_TABLE);
        if (length > 0 && !BitUtil.isPowerOfTwo(length)) {
            throw in.refuse("length of the table", length, "a power of two");
        }
        UnsafeBuffer[] pages = new UnsafeBuffer[length];
        for (int page = 0; page < length; page++) {
            int capacity = capacity(entryBytes.applyAsInt(page), in);
            if (capacity > 0) {
                pages[page] = memory.allocate(page, length, capacity);
                in.getBytes(pages[page], 0, capacity);
            }
        }
        return pages;
    }

    /** How many bytes the pages have. */
    static long bytes(UnsafeBuffer[] pages) {
        long bytes = 0;
        for (UnsafeBuffer page : pages) {
            bytes += page == null ? 0 : page.capacity();
        }
        return bytes;
    }

    private static int capacity(int entryBytes, StateReader in) throws SnapshotException {
        int capacity = in.getInt("length of a page", 0, Pages.ENTRIES * entryBytes);
        in.getInt("bytes of a page in use", capacity, capacity);
        if (capacity != 0
                && (capacity < Pages.SMALLEST * entryBytes
                        || !BitUtil.isPowerOfTwo(capacity / entryBytes)
                        || capacity % entryBytes != 0)) {
            throw in.refuse(
                    "length of a page",
                    capacity,
                    "a power of two of entries of " + entryBytes + " bytes, from " + Pages.SMALLEST);
        }
        return capacity;
    }
}
