package io.muster.index.store;

import static org.agrona.BitUtil.SIZE_OF_LONG;

import io.muster.index.id.Wyhash;
import io.muster.index.memory.ByteArena;
import io.muster.index.memory.Handles;
import java.util.Arrays;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;

/**
 * Keys that were restored and are not in a map yet, found as those are. They are divided by the first bits of their
 * hash; a part is a list until somebody asks for a key of it, and only then made into a table, so that taking keys in
 * costs a few sequential writes each. They leave part by part. For one thread.
 *
 * <pre>
 *  an entry of a part, one long           the bytes that it refers to
 *  +------------------+----------------+  +--------------+-----------------------------+
 *  | more of the hash | reference (int)|  | value (long) | key as {@link KeyStore} has |
 *  +------------------+----------------+  +--------------+-----------------------------+
 * </pre>
 */
final class WaitingKeys {
    /** So many that to make a table of a part is short work also where there are ten million keys. */
    private static final int PART_BITS = 14;

    private static final int PARTS = 1 << PART_BITS;
    private static final int FEWEST = 8;
    private static final long EMPTY = 0;

    /** No entry is like this: what is referred to stands below the arena's end. */
    private static final long REMOVED = 0xFFFF_FFFFL;

    private final Wyhash hash = Wyhash.ofThisProcess();
    private final ByteArena arena = new ByteArena();
    private final Blob entry = new Blob();
    private final long[][] parts = new long[PARTS][];
    private final int[] counts = new int[PARTS];
    private final boolean[] isTable = new boolean[PARTS];
    private int left;
    private long slots;
    private int firstPart;
    private int firstSlot;

    /** Whether one more of that length can wait here. */
    boolean hasRoom(int lengthBytes) {
        return left < Integer.MAX_VALUE && arena.taken() + 2L * lengthBytes + (1 << 21) < ByteArena.LIMIT;
    }

    /** What the key leads to, or {@link Keys#MISSING}. */
    long get(Blob key) {
        long hashed = hashOf(key);
        int slot = find(hashed, key);
        if (slot < 0) {
            return Keys.MISSING;
        }
        long handle = handleOf(parts[partOf(hashed)][slot]);
        return arena.buffer(handle).getLong(arena.offset(handle));
    }

    /** Adds a key that is not there. */
    void add(Blob key, long value) {
        long hashed = hashOf(key);
        entry.resize(SIZE_OF_LONG + key.length());
        entry.buffer().putLong(0, value);
        entry.buffer().putBytes(SIZE_OF_LONG, key.buffer(), 0, key.length());
        long handle = arena.append(entry.buffer(), 0, entry.length());
        add(partOf(hashed), hashed << PART_BITS & -1L << Integer.SIZE | Handles.toReference(handle) & 0xFFFF_FFFFL);
        left++;
    }

    /** Takes the key away; returns whether it was there. */
    boolean remove(Blob key) {
        long hashed = hashOf(key);
        int slot = find(hashed, key);
        if (slot < 0) {
            return false;
        }
        parts[partOf(hashed)][slot] = REMOVED;
        left--;
        return true;
    }

    /** Takes one away, into {@code key} and {@code value}; false where none is left. */
    boolean takeOne(Blob key, Blob value) {
        while (left > 0) {
            long[] part = parts[firstPart];
            if (part == null || firstSlot == part.length) {
                replace(firstPart++, null);
                firstSlot = 0;
            } else {
                long found = part[firstSlot];
                part[firstSlot++] = found == EMPTY ? EMPTY : REMOVED;
                if (found != EMPTY && found != REMOVED) {
                    copy(handleOf(found), key, value);
                    left--;
                    return true;
                }
            }
        }
        return false;
    }

    int size() {
        return left;
    }

    /** Size of the memory. */
    long bytes() {
        return arena.bytes() + slots * SIZE_OF_LONG;
    }

    private void copy(long handle, Blob key, Blob value) {
        DirectBuffer bytes = arena.buffer(handle);
        int offset = arena.offset(handle);
        value.resize(SIZE_OF_LONG).buffer().putLong(0, bytes.getLong(offset));
        key.set(bytes, offset + SIZE_OF_LONG, arena.length(handle) - SIZE_OF_LONG);
    }

    private void add(int part, long added) {
        long[] entries = parts[part];
        int most = entries == null ? 0 : isTable[part] ? entries.length / 2 : entries.length;
        if (counts[part] == most) {
            int room = Math.max(FEWEST, 2 * (entries == null ? 0 : entries.length));
            entries = isTable[part]
                    ? table(entries, room)
                    : entries == null ? new long[room] : Arrays.copyOf(entries, room);
            replace(part, entries);
            startAgain(part);
        }
        if (isTable[part]) {
            put(entries, added);
        } else {
            entries[counts[part]] = added;
        }
        counts[part]++;
    }

    /** The slot in the part's table; below 0 where the key is not there. */
    private int find(long hashed, Blob key) {
        int part = partOf(hashed);
        if (parts[part] == null) {
            return -1;
        }
        if (!isTable[part]) {
            replace(part, table(parts[part], BitUtil.findNextPositivePowerOfTwo(2 * counts[part] + 1)));
            isTable[part] = true;
            startAgain(part);
        }
        long[] table = parts[part];
        long wanted = hashed << PART_BITS >>> Integer.SIZE;
        for (int slot = home(wanted, table); table[slot] != EMPTY; slot = slot + 1 & table.length - 1) {
            if (table[slot] >>> Integer.SIZE == wanted && table[slot] != REMOVED && isKey(table[slot], key)) {
                return slot;
            }
        }
        return -1;
    }

    private void replace(int part, long[] entries) {
        slots += (entries == null ? 0 : entries.length) - (parts[part] == null ? 0 : parts[part].length);
        parts[part] = entries;
    }

    /** The entries of a part have moved; those that have left are marked. */
    private void startAgain(int part) {
        if (part == firstPart) {
            firstSlot = 0;
        }
    }

    private boolean isKey(long found, Blob key) {
        long handle = handleOf(found);
        if (arena.length(handle) != SIZE_OF_LONG + key.length()) {
            return false;
        }
        DirectBuffer bytes = arena.buffer(handle);
        int offset = arena.offset(handle) + SIZE_OF_LONG;
        for (int i = 0; i < key.length(); i++) {
            if (bytes.getByte(offset + i) != key.bytes()[i]) {
                return false;
            }
        }
        return true;
    }

    private static long[] table(long[] entries, int length) {
        long[] table = new long[length];
        for (long each : entries) {
            if (each != EMPTY && each != REMOVED) {
                put(table, each);
            }
        }
        return table;
    }

    private static void put(long[] table, long added) {
        int slot = home(added >>> Integer.SIZE, table);
        while (table[slot] != EMPTY) {
            slot = slot + 1 & table.length - 1;
        }
        table[slot] = added;
    }

    private static int home(long ofHash, long[] table) {
        return (int) ofHash & table.length - 1;
    }

    private long hashOf(Blob key) {
        return hash.hash(key.buffer(), 0, key.length());
    }

    private static int partOf(long hashed) {
        return (int) (hashed >>> Long.SIZE - PART_BITS);
    }

    private static long handleOf(long found) {
        return Handles.toHandle((int) found);
    }
}
