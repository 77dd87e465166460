package io.muster.index.memory;

import static org.agrona.BitUtil.SIZE_OF_INT;

import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.Structure;
import java.lang.ref.Reference;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Ints by dense index that one thread writes and any thread reads; 0 where nothing was set. Off the heap in pages that
 * grow with use.
 *
 * <p>Assumptions: one writer at a time; a full table of pages is never changed once published, except for the entries.
 *
 * <p>Guarantees: a value is stored with release and loaded with acquire, so what the writer did before {@link #set} is
 * seen by whoever reads the value; a value is never torn; once a reader has seen something that the writer did after a
 * {@link #set}, it reads that value or a newer one. A page is replaced by a larger copy that is published after it is
 * filled; a reader in the old one sees the values of that moment.
 *
 * <p>Progress: readers and writer are wait-free, apart from the allocation of a page.
 */
public final class PublishedInts {
    private static final UnsafeBuffer[] NONE = {};

    private volatile UnsafeBuffer[] pages = NONE;
    private volatile long bytes;
    private FrozenMemory frozen;

    /** The value at this index; 0 for one never set. Any thread. */
    public int get(int index) {
        UnsafeBuffer[] current = pages;
        int page = index >>> Pages.SHIFT;
        if (page >= current.length) {
            return 0;
        }
        UnsafeBuffer buffer = current[page];
        int at = (index & Pages.MASK) * SIZE_OF_INT;
        if (buffer == null || at >= buffer.capacity()) {
            return 0;
        }
        int value = buffer.getIntAcquire(at);
        Reference.reachabilityFence(buffer);
        return value;
    }

    /**
     * Publishes a value. The writer's thread.
     *
     * @throws IndexOutOfBoundsException if the index is negative
     */
    public void set(int index, int value) {
        Pages.checkIndex(index);
        UnsafeBuffer buffer = pageOf(index);
        int at = (index & Pages.MASK) * SIZE_OF_INT;
        if (buffer == null || at >= buffer.capacity()) {
            if (value == 0) {
                return;
            }
            buffer = grow(index, buffer);
        }
        if (frozen != null) {
            frozen.beforeWrite(index >>> Pages.SHIFT, buffer, at, SIZE_OF_INT);
        }
        buffer.putIntRelease(at, value);
    }

    /** One more than the highest page that may have entries. The writer's thread. */
    public int pages() {
        return pages.length;
    }

    /** Size of the memory off the heap. Any thread. */
    public long bytes() {
        return bytes;
    }

    /** Adds the values as they are. The writer's thread. */
    public void freeze(Frozen into) {
        frozen = FrozenMemory.of(Structure.PUBLISHED_INTS, pages, into.aside(), () -> frozen = null);
        into.add(frozen);
    }

    /** Takes the values that were saved in the place of what is here. Before there are readers. */
    public void restore(StateReader in) throws SnapshotException {
        UnsafeBuffer[] saved = SavedPages.read(Structure.PUBLISHED_INTS, SIZE_OF_INT, in);
        bytes = SavedPages.bytes(saved);
        pages = saved;
    }

    private UnsafeBuffer pageOf(int index) {
        UnsafeBuffer[] current = pages;
        int page = index >>> Pages.SHIFT;
        return page < current.length ? current[page] : null;
    }

    private UnsafeBuffer grow(int index, UnsafeBuffer old) {
        UnsafeBuffer grown = Pages.allocate(Pages.entriesFor(index) * SIZE_OF_INT);
        int copied = old == null ? 0 : old.capacity();
        if (old != null) {
            grown.putBytes(0, old, 0, copied);
        }
        UnsafeBuffer[] changed = Arrays.copyOf(pages, Math.max(pages.length, Pages.tableLengthFor(index)));
        changed[index >>> Pages.SHIFT] = grown;
        bytes += grown.capacity() - copied;
        pages = changed;
        return grown;
    }
}
