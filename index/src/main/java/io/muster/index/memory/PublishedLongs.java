package io.muster.index.memory;

import static org.agrona.BitUtil.SIZE_OF_LONG;

import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.Structure;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Longs by dense index that one thread writes and any thread reads; 0 where nothing was set. Off the heap in pages that
 * grow with use.
 *
 * <p>Assumptions: one writer at a time; a full table of pages is never changed once published, except for the entries.
 *
 * <p>Guarantees: a value is stored with release and loaded with acquire, so what the writer did before {@link #set} is
 * seen by whoever reads the value; a value is never torn; once a reader has seen something that the writer did after a
 * {@link #set}, it reads that value or a newer one. A page is replaced by a larger copy that is published after it is
 * filled; a reader in the old one sees the values of that moment. From {@link #FEW_PAGES} pages on they are cut from
 * {@link HugePages}, and the first ones are replaced too.
 *
 * <p>Progress: readers and writer are wait-free, apart from the allocation of a page.
 */
public final class PublishedLongs {
    private static final UnsafeBuffer[] NONE = {};
    private static final int PAGE_BYTES = Pages.ENTRIES * SIZE_OF_LONG;

    /** So many pages have memory of their own: small tables don't take more than they need. */
    private static final int FEW_PAGES = HugePages.PIECE_BYTES / PAGE_BYTES;

    private volatile PageAddresses addresses = new PageAddresses(NONE);
    private UnsafeBuffer[] pages = NONE;
    private volatile long bytes;
    private FrozenMemory frozen;
    private HugeCuts large;

    /** The value at this index; 0 for one never set. Any thread. */
    public long get(int index) {
        return addresses.getLong(index);
    }

    /**
     * The values at so many indexes; 0 for one never set or negative. Their loads are under way at the same time. Any
     * thread.
     */
    public void get(int[] indexes, int count, long[] into) {
        addresses.getLongs(indexes, count, into);
    }

    /**
     * Publishes a value. The writer's thread.
     *
     * @throws IndexOutOfBoundsException if the index is negative
     */
    public void set(int index, long value) {
        Pages.checkIndex(index);
        UnsafeBuffer buffer = pageOf(index);
        int at = (index & Pages.MASK) * SIZE_OF_LONG;
        if (buffer == null || at >= buffer.capacity()) {
            if (value == 0) {
                return;
            }
            buffer = grow(index, buffer);
        }
        if (frozen != null) {
            frozen.beforeWrite(index >>> Pages.SHIFT, buffer, at, SIZE_OF_LONG);
        }
        buffer.putLongRelease(at, value);
    }

    /** How many pages of 65,536 entries there may be. The writer's thread. */
    public int pages() {
        return pages.length;
    }

    /**
     * Clears these bits of every value of a page; a reader meanwhile sees each value before or after. The writer's
     * thread.
     */
    public void clearBits(int page, long mask) {
        UnsafeBuffer buffer = page < pages.length ? pages[page] : null;
        if (buffer != null) {
            if (frozen != null) {
                frozen.beforeWrite(page, buffer, 0, buffer.capacity());
            }
            clearBits(buffer, mask);
        }
    }

    private static void clearBits(UnsafeBuffer buffer, long mask) {
        for (int at = 0; at < buffer.capacity(); at += SIZE_OF_LONG) {
            long value = buffer.getLong(at);
            if ((value & mask) != 0) {
                buffer.putLongRelease(at, value & ~mask);
            }
        }
    }

    /** Size of the memory off the heap. Any thread. */
    public long bytes() {
        return bytes;
    }

    /** Adds the values as they are. The writer's thread. */
    public void freeze(Frozen into) {
        frozen = FrozenMemory.of(Structure.PUBLISHED_LONGS, pages, into.aside(), () -> frozen = null);
        into.add(frozen);
    }

    /** Takes the values that were saved in the place of what is here. Before there are readers. */
    public void restore(StateReader in) throws SnapshotException {
        UnsafeBuffer[] saved = SavedPages.read(Structure.PUBLISHED_LONGS, SIZE_OF_LONG, this::restored, in);
        bytes = SavedPages.bytes(saved);
        publish(saved);
    }

    private UnsafeBuffer restored(int page, int tableLength, int lengthBytes) {
        if (page == 0) {
            large = tableLength > FEW_PAGES ? new HugeCuts(PAGE_BYTES) : null;
        }
        return allocate(page, lengthBytes);
    }

    private UnsafeBuffer pageOf(int index) {
        UnsafeBuffer[] current = pages;
        int page = index >>> Pages.SHIFT;
        return page < current.length ? current[page] : null;
    }

    private UnsafeBuffer grow(int index, UnsafeBuffer old) {
        int page = index >>> Pages.SHIFT;
        UnsafeBuffer[] changed = Arrays.copyOf(pages, Math.max(pages.length, Pages.tableLengthFor(index)));
        if (page >= FEW_PAGES && large == null) {
            large = new HugeCuts(PAGE_BYTES);
            for (int few = 0; few < FEW_PAGES; few++) {
                changed[few] = enlarged(few, changed[few]);
            }
        }
        UnsafeBuffer grown = allocate(page, Pages.entriesFor(index) * SIZE_OF_LONG);
        if (old != null) {
            grown.putBytes(0, old, 0, old.capacity());
        }
        changed[page] = grown;
        bytes = SavedPages.bytes(changed);
        publish(changed);
        return grown;
    }

    private void publish(UnsafeBuffer[] table) {
        pages = table;
        addresses = new PageAddresses(table);
    }

    private UnsafeBuffer enlarged(int page, UnsafeBuffer small) {
        if (small == null || small.capacity() < PAGE_BYTES) {
            return small;
        }
        UnsafeBuffer copy = large.cut(page);
        copy.putBytes(0, small, 0, PAGE_BYTES);
        return copy;
    }

    private UnsafeBuffer allocate(int page, int lengthBytes) {
        return large != null && lengthBytes == PAGE_BYTES ? large.cut(page) : Pages.allocate(lengthBytes);
    }
}
