package io.muster.index.history;

import io.muster.index.id.KeyFilling;
import io.muster.index.id.KeySlots;
import io.muster.index.id.Wyhash;
import io.muster.index.memory.ByteArena;
import java.util.function.IntToLongFunction;
import org.agrona.DirectBuffer;

/**
 * Finds orders, checkouts or refunds by their ids, which stand in an arena once: here are eight bytes each, and no copy
 * of the id. One thread.
 */
final class ArenaKeys {
    private final Wyhash hash = Wyhash.ofThisProcess();
    private final KeySlots slots = new KeySlots();
    private final ByteArena arena;
    private final IntToLongFunction ids;

    /** @param ids where the id of each number is kept in the arena; below 0 for none */
    ArenaKeys(ByteArena arena, IntToLongFunction ids) {
        this.arena = arena;
        this.ids = ids;
    }

    /** The number with this id, or {@link Events#NONE}. */
    int find(DirectBuffer id, int offset, int length) {
        int number = slots.first(hash.hash(id, offset, length));
        while (number != KeySlots.NONE && !isNamed(number, id, offset, length)) {
            number = slots.next();
        }
        return number;
    }

    /** Loads where the id will be looked for, so that it is near then; returns anything. */
    int touch(DirectBuffer id, int offset, int length) {
        return slots.touch(hash.hash(id, offset, length));
    }

    /** The id leads to this number, and no longer to another. */
    void put(DirectBuffer id, int offset, int length, int number) {
        long hashed = hash.hash(id, offset, length);
        int before = find(id, offset, length);
        if (before != Events.NONE) {
            slots.remove(hashed, before);
        }
        slots.add(hashed, number);
    }

    /** The number's id, which is not erased yet, leads to it no longer. */
    void remove(int number) {
        long handle = ids.applyAsLong(number);
        if (handle >= 0) {
            slots.remove(hash(handle), number);
        }
    }

    /** Finds all again that have an id, where no two of them have the same; what was there is gone. */
    void fill(int size) {
        KeyFilling filling = new KeyFilling(slots, size);
        for (int number = 0; number < size; number++) {
            if (hasId(number)) {
                filling.add(hash(ids.applyAsLong(number)), number);
            }
        }
        filling.finish();
    }

    /** The same where several may have the same id: it leads to the last of them. */
    void putAll(int size) {
        for (int number = 0; number < size; number++) {
            if (hasId(number)) {
                long handle = ids.applyAsLong(number);
                put(arena.buffer(handle), arena.offset(handle), arena.length(handle), number);
            }
        }
    }

    /** Size of the memory off the heap. */
    long bytes() {
        return slots.bytes();
    }

    private boolean hasId(int number) {
        long handle = ids.applyAsLong(number);
        return handle >= 0 && arena.length(handle) > 0;
    }

    private boolean isNamed(int number, DirectBuffer id, int offset, int length) {
        long handle = ids.applyAsLong(number);
        return handle >= 0 && arena.matches(handle, id, offset, length);
    }

    private long hash(long handle) {
        return hash.hash(arena.buffer(handle), arena.offset(handle), arena.length(handle));
    }
}
