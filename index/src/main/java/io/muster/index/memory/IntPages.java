package io.muster.index.memory;

import static org.agrona.BitUtil.SIZE_OF_INT;

import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.Structure;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/** Ints by dense index, off the heap in pages that grow with use. For one thread. */
public final class IntPages {
    private static final UnsafeBuffer[] NONE = {};

    private final int absent;
    private UnsafeBuffer[] pages = NONE;
    private long bytes;
    private FrozenMemory frozen;

    /** @param absent what an index reads that was never set */
    public IntPages(int absent) {
        this.absent = absent;
    }

    /** The value last set at this index; an index beyond all that were set is fine. */
    public int get(int index) {
        int page = index >>> Pages.SHIFT;
        if (page >= pages.length) {
            return absent;
        }
        UnsafeBuffer buffer = pages[page];
        int at = (index & Pages.MASK) * SIZE_OF_INT;
        return buffer == null || at >= buffer.capacity() ? absent : buffer.getInt(at);
    }

    /**
     * Sets the value at this index.
     *
     * @throws IndexOutOfBoundsException if the index is negative
     */
    public void set(int index, int value) {
        UnsafeBuffer buffer = pageOf(index);
        int at = (index & Pages.MASK) * SIZE_OF_INT;
        if (frozen != null) {
            frozen.beforeWrite(index >>> Pages.SHIFT, buffer, at, SIZE_OF_INT);
        }
        buffer.putInt(at, value);
    }

    /** Size of the memory off the heap. */
    public long bytes() {
        return bytes;
    }

    /** How many entries of this page, from its first on, have memory; 0 if there is none such. */
    public int entries(int page) {
        return page >= pages.length || pages[page] == null ? 0 : pages[page].capacity() / SIZE_OF_INT;
    }

    /** The memory of a page that has entries, in the machine's byte order. Valid until the next {@link #set}. */
    public UnsafeBuffer page(int page) {
        return pages[page];
    }

    /** One more than the highest page that may have entries. */
    public int pages() {
        return pages.length;
    }

    /** Adds the values as they are. */
    public void freeze(Frozen into) {
        frozen = FrozenMemory.of(Structure.INT_PAGES, pages, into.aside(), () -> frozen = null);
        into.add(frozen);
    }

    /** Takes the values that were saved in the place of what is here. */
    public void restore(StateReader in) throws SnapshotException {
        pages = SavedPages.read(Structure.INT_PAGES, SIZE_OF_INT, in);
        bytes = SavedPages.bytes(pages);
    }

    private UnsafeBuffer pageOf(int index) {
        Pages.checkIndex(index);
        int page = index >>> Pages.SHIFT;
        if (page >= pages.length) {
            pages = Arrays.copyOf(pages, Pages.tableLengthFor(index));
        }
        UnsafeBuffer buffer = pages[page];
        if (buffer == null || (index & Pages.MASK) * SIZE_OF_INT >= buffer.capacity()) {
            buffer = grow(buffer, Pages.entriesFor(index) * SIZE_OF_INT);
            pages[page] = buffer;
        }
        return buffer;
    }

    private UnsafeBuffer grow(UnsafeBuffer old, int lengthBytes) {
        UnsafeBuffer grown = Pages.allocate(lengthBytes);
        int copied = old == null ? 0 : old.capacity();
        if (old != null) {
            grown.putBytes(0, old, 0, copied);
        }
        if (absent != 0) {
            for (int at = copied; at < lengthBytes; at += SIZE_OF_INT) {
                grown.putInt(at, absent);
            }
        }
        bytes += lengthBytes - copied;
        return grown;
    }
}
