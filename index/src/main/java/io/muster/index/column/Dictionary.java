package io.muster.index.column;

import io.muster.index.id.IdTable;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Texts (UTF-8) and their ids, dense from 1, never taken back. For one thread. */
public final class Dictionary {
    /** What {@link #find} answers for a text that is not there. */
    public static final int ABSENT = 0;

    private final IdTable table = new IdTable();
    private final UnsafeBuffer encoded = new UnsafeBuffer(0, 0);
    private ExpandableArrayBuffer decoded;

    /** The text's id, or {@link #ABSENT}. Does not allocate. */
    public int find(DirectBuffer text, int offset, int length) {
        return table.find(text, offset, length) + 1;
    }

    /** The text's id, a new one if it is not there. */
    public int intern(DirectBuffer text, int offset, int length) {
        int found = table.find(text, offset, length);
        return (found == IdTable.UNKNOWN ? table.add(text, offset, length) : found) + 1;
    }

    /** The text's id, or {@link #ABSENT}. */
    public int find(String text) {
        encoded.wrap(text.getBytes(StandardCharsets.UTF_8));
        return find(encoded, 0, encoded.capacity());
    }

    /** The text's id, a new one if it is not there. */
    public int intern(String text) {
        encoded.wrap(text.getBytes(StandardCharsets.UTF_8));
        return intern(encoded, 0, encoded.capacity());
    }

    /**
     * The text of an id.
     *
     * @throws IllegalArgumentException if there is no such id
     */
    public String text(int id) {
        if (id <= ABSENT || id > size()) {
            throw new IllegalArgumentException("text id: found " + id + ", expected 1 to " + size());
        }
        if (decoded == null) {
            decoded = new ExpandableArrayBuffer();
        }
        int length = table.copyId(id - 1, decoded, 0);
        return decoded.getStringWithoutLengthUtf8(0, length);
    }

    /** How much of {@link io.muster.index.memory.ByteArena#LIMIT} the texts take. */
    public long takenBytes() {
        return table.takenBytes();
    }

    /** How many texts there are, which is the highest id. */
    public int size() {
        return table.ordinals();
    }

    /** Adds the texts as they are. */
    public void freeze(Frozen into) {
        table.freeze(into);
    }

    /** Takes the texts that were saved; those that are here must be among them, under the same ids. */
    public void restore(StateReader in) throws SnapshotException {
        List<String> known =
                IntStream.rangeClosed(1, size()).mapToObj(this::text).toList();
        table.restore(in);
        for (int id = 1; id <= known.size(); id++) {
            String found = id > size() ? null : text(id);
            if (!known.get(id - 1).equals(found)) {
                throw in.refuse("text " + id, found, known.get(id - 1));
            }
        }
    }

    /** Size of the memory off the heap. */
    public long bytes() {
        return table.bytes();
    }
}
