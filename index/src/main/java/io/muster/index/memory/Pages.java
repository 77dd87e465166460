package io.muster.index.memory;

import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import java.nio.ByteBuffer;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sizes and memory of pages. A page holds 65,536 entries when full, the width of a Roaring container; it starts with
 * {@link #SMALLEST} entries and doubles. The memory is freed by the garbage collector when nobody holds the page, so
 * that a reader of a page that has been replaced stays safe.
 */
public final class Pages {
    public static final int SHIFT = 16;

    /** Entries of a full page. */
    public static final int ENTRIES = 1 << SHIFT;

    public static final int MASK = ENTRIES - 1;

    /** Entries that a page starts with. */
    public static final int SMALLEST = 64;

    private Pages() {}

    /** Zeroed memory off the heap, aligned to 8 bytes. */
    public static UnsafeBuffer allocate(int lengthBytes) {
        return new UnsafeBuffer(ByteBuffer.allocateDirect(lengthBytes));
    }

    /** How many entries a page must hold to have the entry {@code index & MASK}. */
    static int entriesFor(int index) {
        return Math.max(SMALLEST, BitUtil.findNextPositivePowerOfTwo((index & MASK) + 1));
    }

    /** Length of a table of pages that has the page of this index. */
    static int tableLengthFor(int index) {
        return BitUtil.findNextPositivePowerOfTwo((index >>> SHIFT) + 1);
    }

    /** Refuses more of something than so many pages can have been set for. */
    public static void requireRoom(String what, int found, int pages, StateReader in) throws SnapshotException {
        long most = (long) pages << SHIFT;
        if (found > most) {
            throw in.refuse(what, found, "at most " + most + ", for which there are pages");
        }
    }

    static void checkIndex(int index) {
        if (index < 0) {
            throw new IndexOutOfBoundsException("index: found " + index + ", expected 0 or more");
        }
    }
}
