package io.muster.index.id;

import io.muster.index.memory.ByteArena;
import io.muster.index.memory.Pages;
import io.muster.index.memory.PublishedInts;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.Structure;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.roaringbitmap.RoaringBitmap;

/**
 * External ids (bytes, usually UTF-8) and their ordinals, dense from 0 and never given out twice.
 *
 * <p>Assumptions: one writer; ids are short (a probe compares bytes only where 64 bits of hash agree, and none where
 * the fingerprint is the id: {@link PlainIds}).
 *
 * <p>Guarantees: a reader that starts after {@link #add} has returned, as far as it can tell through any release and
 * acquire, finds the id, until it is removed; it never gets another id's ordinal, since the stored bytes are compared
 * wherever other ids may have the same fingerprint; a removed id is not found, or was found before. Adding an id again
 * gives a new ordinal. Who has found an ordinal sees what the writer did before adding it.
 *
 * <p>Order of stores when an id is added: its bytes, its handle by ordinal, {@link #ordinals()}, and the slot
 * ({@link SlotTable}) last. When it is removed: the slot, the handle, and the bytes last.
 *
 * <p>Progress: readers are wait-free. The writer's {@link #add} copies a part of the slots now and then, at most 1 MiB,
 * while readers go on in the old one.
 */
public final class IdTable {
    /** What {@link #find} answers for an id that is not there. */
    public static final int UNKNOWN = -1;

    private final Fingerprints fingerprints;
    private final ByteArena arena = new ByteArena();
    private final PublishedInts unitByOrdinal = new PublishedInts();
    private final SlotDirectory slots = new SlotDirectory();
    private volatile int ordinals;
    private volatile int size;

    public IdTable() {
        this(Fingerprints.ofThisProcess());
    }

    IdTable(IdHash hash) {
        this(Fingerprints.hashed(hash));
    }

    private IdTable(Fingerprints fingerprints) {
        this.fingerprints = fingerprints;
    }

    /** The id's ordinal, or {@link #UNKNOWN}. Any thread. */
    public int find(DirectBuffer id, int offset, int length) {
        return slots.find(fingerprint(id, offset, length), arena, id, offset, length);
    }

    /** Finds the ordinals of a batch: {@link IdBatch#ordinal(int)} has them then. Any thread. */
    public void find(IdBatch batch) {
        fingerprints.of(batch);
        slots.find(batch, arena);
    }

    /**
     * Adds an id that is not there: the caller has checked that {@link #find} does not know it. The writer's thread.
     *
     * @return its ordinal, one more than the last
     * @throws IllegalStateException if there is no more room; nothing has changed then
     */
    public int add(DirectBuffer id, int offset, int length) {
        long fingerprint = fingerprint(id, offset, length);
        int ordinal = ordinals;
        if (ordinal == Integer.MAX_VALUE) {
            throw new IllegalStateException("ids: found " + ordinal + " given out, expected fewer");
        }
        slots.makeRoom(fingerprint);
        int unit = (int) (arena.append(id, offset, length) >>> 3);
        unitByOrdinal.set(ordinal, unit);
        ordinals = ordinal + 1;
        slots.put(fingerprint, SlotTable.word(ordinal, unit));
        size = size + 1;
        return ordinal;
    }

    /** Takes out an ordinal's id and erases its bytes; an ordinal that has none is left alone. The writer's thread. */
    public void remove(int ordinal) {
        int unit = unitOf(ordinal);
        if (unit == 0) {
            return;
        }
        long handle = handleOf(unit);
        long fingerprint = fingerprint(arena.buffer(handle), arena.offset(handle), arena.length(handle));
        slots.remove(fingerprint, SlotTable.word(ordinal, unit));
        unitByOrdinal.set(ordinal, 0);
        arena.erase(handle);
        size = size - 1;
    }

    /** Length of the id in bytes; 0 for an ordinal that was removed or never given out. Any thread. */
    public int idLength(int ordinal) {
        int unit = unitOf(ordinal);
        return unit == 0 ? 0 : arena.length(handleOf(unit));
    }

    /**
     * Copies the id. Any thread.
     *
     * @return its length in bytes; 0 for an ordinal that was removed or never given out, and nothing of use is copied
     *     then
     */
    public int copyId(int ordinal, MutableDirectBuffer target, int offset) {
        int unit = unitOf(ordinal);
        return unit == 0 ? 0 : arena.copy(handleOf(unit), target, offset);
    }

    /** The id as text; empty for an ordinal that was removed or never given out. For people: allocates. Any thread. */
    public String text(int ordinal) {
        ExpandableArrayBuffer utf8 = new ExpandableArrayBuffer();
        int length = copyId(ordinal, utf8, 0);
        return utf8.getStringWithoutLengthUtf8(0, length);
    }

    /** How many ids there are. Any thread. */
    public int size() {
        return size;
    }

    /** One more than the highest ordinal given out. Any thread. */
    public int ordinals() {
        return ordinals;
    }

    /** How much of {@link ByteArena#LIMIT} the ids take, removed ones included. The writer's thread. */
    public long takenBytes() {
        return arena.taken();
    }

    /** Size of the memory off the heap. Any thread. */
    public long bytes() {
        return slots.bytes() + arena.bytes() + unitByOrdinal.bytes();
    }

    /** Adds the ids as they are. The writer's thread. */
    public void freeze(Frozen into) {
        int ordinalsNow = ordinals;
        int sizeNow = size;
        into.add(Structure.ID_TABLE, out -> {
            out.putInt(ordinalsNow);
            out.putInt(sizeNow);
        });
        arena.freeze(into);
        unitByOrdinal.freeze(into);
    }

    /** Takes the ids that were saved in the place of what is here. Before there are readers. */
    public void restore(StateReader in) throws SnapshotException {
        in.begin(Structure.ID_TABLE);
        int savedOrdinals = in.getInt("ordinals", 0, Integer.MAX_VALUE);
        int savedSize = in.getInt("ids", 0, savedOrdinals);
        arena.restore(in);
        unitByOrdinal.restore(in);
        Pages.requireRoom("ordinals", savedOrdinals, unitByOrdinal.pages(), in);
        slots.clear(savedSize);
        size = 0;
        int found = fill(savedOrdinals);
        if (found != savedSize) {
            throw in.refuse("ids", found, savedSize);
        }
        ordinals = savedOrdinals;
        size = savedSize;
    }

    /** Puts all ids into the slots; returns how many. */
    private int fill(int count) {
        SlotFilling filling = new SlotFilling(slots, count);
        for (int ordinal = 0; ordinal < count; ordinal++) {
            int unit = unitByOrdinal.get(ordinal);
            if (unit != 0) {
                long handle = handleOf(unit);
                long fingerprint = fingerprint(arena.buffer(handle), arena.offset(handle), arena.length(handle));
                filling.add(fingerprint, SlotTable.word(ordinal, unit));
            }
        }
        return filling.finish();
    }

    /** The ordinals that have an id. */
    public RoaringBitmap living() {
        RoaringBitmap living = new RoaringBitmap();
        for (int ordinal = 0; ordinal < ordinals; ordinal++) {
            if (unitByOrdinal.get(ordinal) != 0) {
                living.add(ordinal);
            }
        }
        return living;
    }

    private int unitOf(int ordinal) {
        return ordinal < 0 ? 0 : unitByOrdinal.get(ordinal);
    }

    private static long handleOf(int unit) {
        return Integer.toUnsignedLong(unit) << 3;
    }

    private long fingerprint(DirectBuffer id, int offset, int length) {
        return fingerprints.of(id, offset, length);
    }
}
