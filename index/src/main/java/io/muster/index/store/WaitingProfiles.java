package io.muster.index.store;

import io.muster.index.memory.ByteArena;
import io.muster.index.memory.Handles;
import io.muster.index.memory.IntPages;
import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Profiles that were restored and are not in a map yet. They leave workspace by workspace, in the order of ordinals.
 * For one thread.
 */
final class WaitingProfiles {
    private static final int ABSENT = 0;

    private final ByteArena arena = new ByteArena();
    private final Int2ObjectHashMap<Waiting> byWorkspace = new Int2ObjectHashMap<>();
    private final Deque<Waiting> inOrder = new ArrayDeque<>();
    private int left;

    /** The profiles of one workspace, as references into the arena. */
    private static final class Waiting {
        private final int workspaceId;
        private final IntPages references = new IntPages(ABSENT);
        private int next;
        private int end;

        private Waiting(int workspaceId) {
            this.workspaceId = workspaceId;
        }
    }

    /** Takes one profile away from where it waits. */
    interface Taker {
        void take(int workspaceId, int ordinal, DirectBuffer bytes, int offset, int length);
    }

    /** Whether one more of that length can wait here. */
    boolean hasRoom(int lengthBytes) {
        return left < Integer.MAX_VALUE && arena.taken() + 2L * lengthBytes + (1 << 21) < ByteArena.LIMIT;
    }

    /** Adds the profile of a customer who has none here. */
    void add(int workspaceId, int ordinal, DirectBuffer bytes, int offset, int length) {
        Waiting waiting = byWorkspace.get(workspaceId);
        if (waiting == null) {
            waiting = new Waiting(workspaceId);
            byWorkspace.put(workspaceId, waiting);
            inOrder.add(waiting);
        }
        waiting.references.set(ordinal, Handles.toReference(arena.append(bytes, offset, length)));
        waiting.end = Math.max(waiting.end, ordinal + 1);
        left++;
    }

    /** Reads into {@code value}; false where there is none. */
    boolean get(int workspaceId, int ordinal, Blob value) {
        Waiting waiting = byWorkspace.get(workspaceId);
        int reference = waiting == null ? ABSENT : waiting.references.get(ordinal);
        if (reference == ABSENT) {
            return false;
        }
        long handle = Handles.toHandle(reference);
        value.set(arena.buffer(handle), arena.offset(handle), arena.length(handle));
        return true;
    }

    /** Takes it away and erases it; returns whether it was there. */
    boolean remove(int workspaceId, int ordinal) {
        Waiting waiting = byWorkspace.get(workspaceId);
        int reference = waiting == null ? ABSENT : waiting.references.get(ordinal);
        if (reference == ABSENT) {
            return false;
        }
        waiting.references.set(ordinal, ABSENT);
        arena.erase(Handles.toHandle(reference));
        left--;
        return true;
    }

    /** Gives away the first that is left; false where none is. */
    boolean takeFirst(Taker taker) {
        for (Waiting waiting = inOrder.peek(); left > 0; waiting = inOrder.peek()) {
            while (waiting.next < waiting.end) {
                int ordinal = waiting.next++;
                int reference = waiting.references.get(ordinal);
                if (reference != ABSENT) {
                    long handle = Handles.toHandle(reference);
                    waiting.references.set(ordinal, ABSENT);
                    left--;
                    taker.take(
                            waiting.workspaceId,
                            ordinal,
                            arena.buffer(handle),
                            arena.offset(handle),
                            arena.length(handle));
                    return true;
                }
            }
            byWorkspace.remove(waiting.workspaceId);
            inOrder.remove();
        }
        return false;
    }

    int size() {
        return left;
    }

    /** Size of the memory off the heap. */
    long bytes() {
        long references = 0;
        for (Waiting waiting : inOrder) {
            references += waiting.references.bytes();
        }
        return arena.bytes() + references;
    }
}
