package io.muster.index.memory;

import static org.agrona.BitUtil.SIZE_OF_INT;
import static org.agrona.BitUtil.SIZE_OF_LONG;

import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.Structure;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.Arrays;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Blobs, appended one after another off the heap. A handle is the blob's address: a multiple of 8, above 0 and below 32
 * GiB, so that {@code handle >>> 3} fits an unsigned 32-bit integer.
 *
 * <pre>
 *  address       +4                       +4+length    next multiple of 8
 *  +-------------+------------------------+------------+
 *  | length (int)| the blob's bytes       | zeroes     |
 *  +-------------+------------------------+------------+
 * </pre>
 *
 * <p>Addresses fall into windows of 1 MiB, each with a chunk of memory, from the third on cut from {@link HugePages}.
 * The first chunk starts with 256 bytes and doubles by being copied; a blob that is larger than a window has a chunk to
 * itself, which takes the addresses of several windows. The space of an erased blob is not used again.
 *
 * <p>Assumptions: one writer; a reader has got its handle from the writer through a release and an acquire.
 *
 * <p>Guarantees: a reader finds the blob as appended, or its length 0 if it is erased; {@link #matches} and
 * {@link #copy} never act on a half erased one. Bytes read through {@link #buffer} may be turning to zeroes if an
 * erasure is under way.
 *
 * <p>Progress: readers are wait-free.
 */
public final class ByteArena {
    /** Where the arena ends. */
    public static final long LIMIT = 1L << 35;

    /** What every handle is a multiple of. */
    public static final int ALIGNMENT = SIZE_OF_LONG;

    private static final int WINDOW_SHIFT = 20;
    private static final int WINDOW_LENGTH = 1 << WINDOW_SHIFT;
    private static final int FIRST_LENGTH = 256;
    private static final int FIRST_HUGE_WINDOW = HugePages.PIECE_BYTES / WINDOW_LENGTH;
    private static final int ERASED = -1;
    private static final UnsafeBuffer[] NONE = {};

    private volatile UnsafeBuffer[] chunks = NONE;
    private volatile long bytes;
    private long end = SIZE_OF_LONG;
    private FrozenMemory frozen;
    private HugeCuts cuts = new HugeCuts(WINDOW_LENGTH);

    /**
     * Appends a copy of these bytes. The writer's thread.
     *
     * @return the blob's handle
     * @throws IllegalStateException if the arena's 32 GiB are used up
     */
    public long append(DirectBuffer src, int offset, int length) {
        int room = BitUtil.align(Math.addExact(length, SIZE_OF_INT), ALIGNMENT);
        long handle = place(room);
        UnsafeBuffer chunk = chunkFor(handle, room);
        int at = (int) (handle & (WINDOW_LENGTH - 1));
        chunk.putInt(at, length);
        chunk.putBytes(at + SIZE_OF_INT, src, offset, length);
        end = handle + room;
        return handle;
    }

    /**
     * A blob with these bytes in the place of another: the same where it has just these, so that what is told again
     * takes no room; else a new one, and the other is erased. The writer's thread.
     *
     * @param handle negative for none
     * @return the blob's handle
     */
    public long replace(long handle, DirectBuffer src, int offset, int length) {
        if (handle >= 0) {
            if (matches(handle, src, offset, length)) {
                return handle;
            }
            erase(handle);
        }
        return append(src, offset, length);
    }

    /** Length of the blob in bytes; 0 if it is erased. */
    public int length(long handle) {
        return Math.max(0, chunkOf(handle).getIntAcquire(at(handle)));
    }

    /** The buffer that has the blob's bytes, from {@link #offset} on. */
    public DirectBuffer buffer(long handle) {
        return chunkOf(handle);
    }

    /** Where the blob's first byte stands in {@link #buffer}. */
    public int offset(long handle) {
        return at(handle) + SIZE_OF_INT;
    }

    /**
     * Loads where a blob may be, so that it is near when it is asked for; of no address that the arena does not have.
     *
     * @return anything
     */
    public int touch(long handle) {
        UnsafeBuffer[] current = chunks;
        int window = (int) (handle >>> WINDOW_SHIFT);
        UnsafeBuffer chunk = window < current.length ? current[window] : null;
        int at = at(handle);
        if (chunk == null || at + SIZE_OF_INT > chunk.capacity()) {
            return 0;
        }
        int loaded = chunk.getInt(at);
        Reference.reachabilityFence(chunk);
        return loaded;
    }

    /** Whether the blob is there and has just these bytes. */
    public boolean matches(long handle, DirectBuffer other, int offset, int length) {
        UnsafeBuffer chunk = chunkOf(handle);
        int at = at(handle);
        boolean same = chunk.getIntAcquire(at) == length
                && sameBytes(chunk, at + SIZE_OF_INT, other, offset, length)
                && isStillThere(chunk, at);
        Reference.reachabilityFence(chunk);
        return same;
    }

    /** Whether the blob is there and has these bytes from {@code from} on, whatever comes behind them. One writer. */
    public boolean hasAt(long handle, int from, DirectBuffer other, int offset, int length) {
        UnsafeBuffer chunk = chunkOf(handle);
        int at = at(handle);
        boolean same = chunk.getIntAcquire(at) >= from + length
                && sameBytes(chunk, at + SIZE_OF_INT + from, other, offset, length)
                && isStillThere(chunk, at);
        Reference.reachabilityFence(chunk);
        return same;
    }

    /**
     * Copies the blob to the target.
     *
     * @return its length in bytes; 0 if it is erased
     */
    public int copy(long handle, MutableDirectBuffer target, int offset) {
        UnsafeBuffer chunk = chunkOf(handle);
        int at = at(handle);
        int length = Math.max(0, chunk.getIntAcquire(at));
        chunk.getBytes(at + SIZE_OF_INT, target, offset, length);
        int copied = isStillThere(chunk, at) ? length : 0;
        Reference.reachabilityFence(chunk);
        return copied;
    }

    /** Zeroes the bytes and makes the length 0. The writer's thread. */
    public void erase(long handle) {
        UnsafeBuffer chunk = chunkOf(handle);
        int at = at(handle);
        int length = Math.max(0, chunk.getInt(at));
        if (frozen != null) {
            frozen.beforeWrite((int) (handle >>> WINDOW_SHIFT), chunk, at, SIZE_OF_INT + length);
        }
        chunk.putIntRelease(at, ERASED);
        VarHandle.storeStoreFence();
        chunk.setMemory(at + SIZE_OF_INT, length, (byte) 0);
    }

    /** Another arena with all blobs of this one, which is empty then. Before there are readers. */
    public ByteArena takeAll() {
        ByteArena all = new ByteArena();
        all.chunks = chunks;
        all.bytes = bytes;
        all.end = end;
        chunks = NONE;
        bytes = 0;
        end = SIZE_OF_LONG;
        cuts = new HugeCuts(WINDOW_LENGTH);
        return all;
    }

    /** How much of {@link #LIMIT} is taken, what is erased included. The writer's thread. */
    public long taken() {
        return end;
    }

    /** Size of the memory off the heap. Any thread. */
    public long bytes() {
        return bytes;
    }

    /** Adds the blobs as they are. The writer's thread. */
    public void freeze(Frozen into) {
        UnsafeBuffer[] table = chunks.clone();
        int[] used = new int[table.length];
        for (int window = 0; window < used.length; window++) {
            long before = (long) window << WINDOW_SHIFT;
            used[window] = table[window] == null ? 0 : (int) Math.min(table[window].capacity(), end - before);
        }
        long endNow = end;
        into.add(Structure.BYTE_ARENA, out -> out.putLong(endNow));
        frozen = new FrozenMemory(Structure.BYTE_ARENA, table, used, into.aside(), () -> frozen = null);
        into.add(frozen);
    }

    /** Takes the blobs that were saved in the place of what is here. Before there are readers. */
    public void restore(StateReader in) throws SnapshotException {
        in.begin(Structure.BYTE_ARENA);
        long savedEnd = in.getLong();
        if (savedEnd < SIZE_OF_LONG || savedEnd > LIMIT || (savedEnd & SIZE_OF_LONG - 1) != 0) {
            throw in.refuse("end", savedEnd, "a multiple of 8 up to " + LIMIT);
        }
        in.begin(Structure.BYTE_ARENA);
        cuts = new HugeCuts(WINDOW_LENGTH);
        UnsafeBuffer[] saved = new UnsafeBuffer[in.getInt("windows", 0, (int) (LIMIT >>> WINDOW_SHIFT))];
        for (int window = 0; window < saved.length; window++) {
            saved[window] = readChunk(window, in);
        }
        end = savedEnd;
        bytes = SavedPages.bytes(saved);
        chunks = saved;
    }

    private UnsafeBuffer readChunk(int window, StateReader in) throws SnapshotException {
        int capacity = in.getInt("length of a chunk", 0, Integer.MAX_VALUE);
        int used = in.getInt("bytes of a chunk in use", 0, capacity);
        if (capacity > WINDOW_LENGTH && used != capacity) {
            throw in.refuse(
                    "length of a chunk", capacity, WINDOW_LENGTH + " or less, or as much as is in use: " + used);
        }
        if (capacity == 0) {
            return null;
        }
        UnsafeBuffer chunk = allocate(window, capacity);
        in.getBytes(chunk, 0, used);
        return chunk;
    }

    private static boolean isStillThere(UnsafeBuffer chunk, int at) {
        VarHandle.loadLoadFence();
        return chunk.getIntAcquire(at) != ERASED;
    }

    private static boolean sameBytes(UnsafeBuffer chunk, int at, DirectBuffer other, int offset, int length) {
        if (length < SIZE_OF_LONG) {
            return sameFewBytes(chunk, at, other, offset, length);
        }
        int last = length - SIZE_OF_LONG;
        for (int i = 0; i < last; i += SIZE_OF_LONG) {
            if (chunk.getLong(at + i) != other.getLong(offset + i)) {
                return false;
            }
        }
        return chunk.getLong(at + last) == other.getLong(offset + last);
    }

    private static boolean sameFewBytes(UnsafeBuffer chunk, int at, DirectBuffer other, int offset, int length) {
        for (int i = 0; i < length; i++) {
            if (chunk.getByte(at + i) != other.getByte(offset + i)) {
                return false;
            }
        }
        return true;
    }

    private static int at(long handle) {
        return (int) handle & (WINDOW_LENGTH - 1);
    }

    private UnsafeBuffer chunkOf(long handle) {
        return chunks[(int) (handle >>> WINDOW_SHIFT)];
    }

    /** A blob starts where the last one ends, or in the next window if it does not fit into this one. */
    private long place(int room) {
        int used = at(end);
        long handle = used != 0 && used + (long) room > WINDOW_LENGTH ? end - used + WINDOW_LENGTH : end;
        if (handle + room > LIMIT) {
            throw new IllegalStateException(
                    "arena: found " + end + " bytes in use and " + room + " more, expected at most " + LIMIT);
        }
        return handle;
    }

    private UnsafeBuffer chunkFor(long handle, int room) {
        int window = (int) (handle >>> WINDOW_SHIFT);
        int needed = at(handle) + room;
        UnsafeBuffer chunk = window < chunks.length ? chunks[window] : null;
        return chunk != null && needed <= chunk.capacity() ? chunk : grow(window, chunk, needed);
    }

    private UnsafeBuffer grow(int window, UnsafeBuffer old, int needed) {
        UnsafeBuffer grown = allocate(window, chunkLength(window, needed));
        int copied = old == null ? 0 : old.capacity();
        if (old != null) {
            grown.putBytes(0, old, 0, copied);
        }
        UnsafeBuffer[] current = chunks;
        int length = Math.max(current.length, BitUtil.findNextPositivePowerOfTwo(window + 1));
        UnsafeBuffer[] changed = Arrays.copyOf(current, length);
        changed[window] = grown;
        bytes = bytes + grown.capacity() - copied;
        chunks = changed;
        return grown;
    }

    private UnsafeBuffer allocate(int window, int lengthBytes) {
        return window >= FIRST_HUGE_WINDOW && lengthBytes == WINDOW_LENGTH
                ? cuts.cut(window)
                : Pages.allocate(lengthBytes);
    }

    private static int chunkLength(int window, int needed) {
        if (needed >= WINDOW_LENGTH) {
            return needed;
        }
        return window > 0 ? WINDOW_LENGTH : Math.max(FIRST_LENGTH, BitUtil.findNextPositivePowerOfTwo(needed));
    }
}
