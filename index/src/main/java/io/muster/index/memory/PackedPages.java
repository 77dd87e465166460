package io.muster.index.memory;

import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.Structure;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Longs by dense index, off the heap in pages that grow with use, each in as few bytes as the values of its page need:
 * one, two, three, four or eight. A page of fewer than eight counts from its {@link #bases base} in steps of its
 * {@link #units unit}: what was appended one after another lies close together, times are often whole seconds, amounts
 * whole cents. A value that does not fit has the page written anew: a full one once for each width at most, which takes
 * some tenths of a millisecond. For one thread.
 *
 * <pre>
 *  an entry of 1 to 4 bytes, in the machine's byte order:  0 absent, else 1 + (value - base) / unit
 *  an entry of 8 bytes:                      the value
 * </pre>
 */
public final class PackedPages {
    private static final UnsafeBuffer[] NONE = {};
    private static final int RAW = Long.BYTES;
    private static final int[] PACKED_WIDTHS = {1, 2, 3, 4};

    /** Entries of a page that may be written anew as often as it takes: some ten microseconds. */
    private static final int MOST_REBASED = 4_096;

    private final long absent;
    private final long[] unitsToTry;
    private UnsafeBuffer[] pages = NONE;
    private byte[] widths = {};
    private long[] bases = {};
    private long[] units = {};
    private long bytes;
    private long rewrites;
    private FrozenMemory frozen;

    /**
     * No values yet.
     *
     * @param absent what an index reads that was never set
     * @param unitsToTry the largest first, each a multiple of the next; 1 is tried after them
     */
    public PackedPages(long absent, long... unitsToTry) {
        this.absent = absent;
        this.unitsToTry = unitsToTry;
    }

    /** The value last set at this index; an index beyond all that were set is fine. */
    public long get(int index) {
        int page = index >>> Pages.SHIFT;
        if (page >= pages.length) {
            return absent;
        }
        UnsafeBuffer buffer = pages[page];
        int width = widths[page];
        int at = (index & Pages.MASK) * width;
        if (buffer == null || at >= buffer.capacity()) {
            return absent;
        }
        if (width == RAW) {
            return buffer.getLong(at);
        }
        long code = code(buffer, at, width);
        return code == 0 ? absent : bases[page] + (code - 1) * units[page];
    }

    /** The same of values that are ints. */
    public int getInt(int index) {
        return (int) get(index);
    }

    /**
     * Sets the value at this index.
     *
     * @throws IndexOutOfBoundsException if the index is negative
     */
    public void set(int index, long value) {
        Pages.checkIndex(index);
        int page = index >>> Pages.SHIFT;
        if (page >= pages.length) {
            makeRoom(Pages.tableLengthFor(index));
        }
        if (pages[page] == null) {
            if (value == absent) {
                return;
            }
            begin(page, value);
        }
        if (!fits(page, value)) {
            repack(page, value);
        }
        int width = widths[page];
        int at = (index & Pages.MASK) * width;
        if (at >= pages[page].capacity()) {
            grow(page, Pages.entriesFor(index) * width);
        }
        UnsafeBuffer buffer = pages[page];
        if (frozen != null) {
            frozen.beforeWrite(page, buffer, at, width);
        }
        put(buffer, at, width, codeOf(page, value));
    }

    /** Size of the memory off the heap. */
    public long bytes() {
        return bytes;
    }

    /** How often a page was written anew because a value did not fit. */
    long rewrites() {
        return rewrites;
    }

    /** One more than the highest page that may have entries. */
    public int pages() {
        return pages.length;
    }

    /** Adds the values as they are. */
    public void freeze(Frozen into) {
        byte[] widthsNow = widths.clone();
        long[] basesNow = bases.clone();
        long[] unitsNow = units.clone();
        into.add(Structure.PACKED_PAGES, out -> {
            out.putInt(widthsNow.length);
            for (int page = 0; page < widthsNow.length; page++) {
                out.putInt(widthsNow[page]);
                out.putLong(basesNow[page]);
                out.putLong(unitsNow[page]);
            }
        });
        frozen = FrozenMemory.of(Structure.PACKED_PAGES, pages, into.aside(), () -> frozen = null);
        into.add(frozen);
    }

    /**
     * Takes the values that were saved in the place of what is here.
     *
     * @param saved {@link Structure#PACKED_PAGES}, or what earlier versions saved them as, with the same absent value:
     *     {@link Structure#LONG_PAGES} or {@link Structure#INT_PAGES}
     */
    public void restore(Structure saved, StateReader in) throws SnapshotException {
        switch (saved) {
            case PACKED_PAGES -> restorePacked(in);
            case LONG_PAGES -> restoreLongs(in);
            case INT_PAGES -> restoreInts(in);
            default -> throw new IllegalArgumentException("structure: found " + saved + ", expected pages");
        }
    }

    private void restorePacked(StateReader in) throws SnapshotException {
        in.begin(Structure.PACKED_PAGES);
        makeRoom(in.getInt("length of the table", 0, SavedPages.LONGEST_TABLE));
        for (int page = 0; page < widths.length; page++) {
            widths[page] = (byte) in.getInt("bytes of an entry", 0, RAW);
            bases[page] = in.getLong();
            units[page] = in.getLong();
            if (widths[page] > PACKED_WIDTHS.length && widths[page] < RAW || widths[page] > 0 && units[page] < 1) {
                throw in.refuse("entries", widths[page] + " bytes in steps of " + units[page], "1, 2, 3, 4 or 8 bytes");
            }
        }
        pages = SavedPages.read(Structure.PACKED_PAGES, page -> page < widths.length ? widths[page] : 0, in);
        if (pages.length != widths.length) {
            throw in.refuse("length of the table", pages.length, widths.length);
        }
        bytes = SavedPages.bytes(pages);
    }

    private void restoreLongs(StateReader in) throws SnapshotException {
        LongPages saved = new LongPages(absent);
        saved.restore(in);
        makeRoom(saved.pages());
        for (int page = 0; page < saved.pages(); page++) {
            for (int entry = 0; entry < saved.entries(page); entry++) {
                take(page, entry, saved.page(page).getLong(entry * Long.BYTES));
            }
        }
    }

    private void restoreInts(StateReader in) throws SnapshotException {
        IntPages saved = new IntPages((int) absent);
        saved.restore(in);
        makeRoom(saved.pages());
        for (int page = 0; page < saved.pages(); page++) {
            for (int entry = 0; entry < saved.entries(page); entry++) {
                take(page, entry, saved.page(page).getInt(entry * Integer.BYTES));
            }
        }
    }

    private void take(int page, int entry, long value) {
        if (value != absent) {
            set((page << Pages.SHIFT) + entry, value);
        }
    }

    private void makeRoom(int tableLength) {
        pages = Arrays.copyOf(pages, tableLength);
        widths = Arrays.copyOf(widths, tableLength);
        bases = Arrays.copyOf(bases, tableLength);
        units = Arrays.copyOf(units, tableLength);
    }

    /** A page of the narrowest kind, for a first value. */
    private void begin(int page, long value) {
        widths[page] = 1;
        bases[page] = 0;
        units[page] = 1;
        for (int i = unitsToTry.length - 1; i >= 0; i--) {
            units[page] = value % unitsToTry[i] == 0 ? unitsToTry[i] : units[page];
        }
        grow(page, Pages.SMALLEST);
    }

    private boolean fits(int page, long value) {
        int width = widths[page];
        if (width == RAW || value == absent) {
            return true;
        }
        long fromBase = value - bases[page];
        boolean wrapped = ((value ^ bases[page]) & (value ^ fromBase)) < 0;
        long unit = units[page];
        return !wrapped && fromBase >= 0 && steps(fromBase, unit) < most(width) && isWhole(fromBase, unit);
    }

    /** What is stored for a value that fits. */
    private long codeOf(int page, long value) {
        if (widths[page] == RAW) {
            return value;
        }
        return value == absent ? 0 : steps(value - bases[page], units[page]) + 1;
    }

    /** Writes the page anew so that it can take this value too. */
    private void repack(int page, long value) {
        UnsafeBuffer old = pages[page];
        int oldWidth = widths[page];
        long oldBase = bases[page];
        long oldUnit = units[page];
        choose(page, value);
        int width = widths[page];
        int entries = old.capacity() / oldWidth;
        UnsafeBuffer changed = allocate(entries * width, width);
        // The old unit is a multiple of the new one, so that no entry needs a division.
        long scale = width == RAW ? oldUnit : oldUnit / units[page];
        long shift = width == RAW ? oldBase : (oldBase - bases[page]) / units[page] + 1;
        for (int entry = 0; entry < entries; entry++) {
            long code = code(old, entry * oldWidth, oldWidth);
            if (code != 0) {
                put(changed, entry * width, width, (code - 1) * scale + shift);
            }
        }
        rewrites++;
        pages[page] = changed;
        bytes += changed.capacity() - old.capacity();
    }

    /**
     * Finds a unit, a base and a width for what is in the page and this value, with room for more to come. A large page
     * gets wider each time: values that wander would have it written anew again and again.
     */
    private void choose(int page, long value) {
        UnsafeBuffer buffer = pages[page];
        int width = widths[page];
        long leastCode = Long.MAX_VALUE;
        long greatestCode = 0;
        for (int at = 0; at < buffer.capacity(); at += width) {
            long code = code(buffer, at, width);
            leastCode = code == 0 ? leastCode : Math.min(leastCode, code);
            greatestCode = Math.max(greatestCode, code);
        }
        boolean isEmpty = greatestCode == 0;
        long least = isEmpty ? value : Math.min(value, bases[page] + (leastCode - 1) * units[page]);
        long greatest = isEmpty ? value : Math.max(value, bases[page] + (greatestCode - 1) * units[page]);
        units[page] = unitOf(units[page], value);
        boolean mayStay = buffer.capacity() / width <= MOST_REBASED;
        for (int packed : PACKED_WIDTHS) {
            if ((packed > width || packed == width && mayStay) && holds(page, packed, least, greatest, value)) {
                return;
            }
        }
        use(page, RAW, 0);
    }

    /** Whether entries of that width can hold all from the least to the greatest; if so the page has them. */
    private boolean holds(int page, int width, long least, long greatest, long value) {
        long unit = units[page];
        if (least >= 0 && greatest / unit < most(width)) {
            use(page, width, 0);
            return true;
        }
        long range = greatest - least;
        long steps = range / unit;
        if (range < 0 || steps > most(width) / 2) {
            return false;
        }
        long spare = most(width) - 1 - steps;
        long below = (value == greatest ? spare / 4 : spare - spare / 4) * unit;
        use(page, width, least < Long.MIN_VALUE + below ? least : least - below);
        return true;
    }

    private void use(int page, int width, long base) {
        widths[page] = (byte) width;
        bases[page] = base;
    }

    /** The largest unit, of those that divide one in use, that this value is a multiple of. */
    private long unitOf(long inUse, long value) {
        for (long unit : unitsToTry) {
            if (unit <= inUse && value % unit == 0) {
                return unit;
            }
        }
        return 1;
    }

    private void grow(int page, int lengthBytes) {
        UnsafeBuffer old = pages[page];
        UnsafeBuffer grown = allocate(lengthBytes, widths[page]);
        int copied = old == null ? 0 : old.capacity();
        if (old != null) {
            grown.putBytes(0, old, 0, copied);
        }
        bytes += lengthBytes - copied;
        pages[page] = grown;
    }

    private UnsafeBuffer allocate(int lengthBytes, int width) {
        UnsafeBuffer buffer = Pages.allocate(lengthBytes);
        if (width == RAW && absent != 0) {
            for (int at = 0; at < lengthBytes; at += RAW) {
                buffer.putLong(at, absent);
            }
        }
        return buffer;
    }

    private static long steps(long fromBase, long unit) {
        return unit == 1 ? fromBase : fromBase / unit;
    }

    private static boolean isWhole(long value, long unit) {
        return unit == 1 || value % unit == 0;
    }

    /** How many steps from the base an entry can be. */
    private static long most(int width) {
        return (1L << width * Byte.SIZE) - 1;
    }

    private static long code(UnsafeBuffer buffer, int at, int width) {
        return switch (width) {
            case 1 -> buffer.getByte(at) & 0xff;
            case 2 -> buffer.getShort(at) & 0xffff;
            case 3 -> buffer.getShort(at) & 0xffff | (buffer.getByte(at + 2) & 0xff) << Short.SIZE;
            default -> buffer.getInt(at) & 0xffff_ffffL;
        };
    }

    private static void put(UnsafeBuffer buffer, int at, int width, long code) {
        switch (width) {
            case 1 -> buffer.putByte(at, (byte) code);
            case 2 -> buffer.putShort(at, (short) code);
            case 3 -> {
                buffer.putShort(at, (short) code);
                buffer.putByte(at + 2, (byte) (code >>> Short.SIZE));
            }
            case RAW -> buffer.putLong(at, code);
            default -> buffer.putInt(at, (int) code);
        }
    }
}
