package io.muster.index.column;

import static org.agrona.BitUtil.SIZE_OF_INT;

import io.muster.index.memory.IntPages;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import java.util.function.IntPredicate;
import org.agrona.DirectBuffer;
import org.roaringbitmap.RoaringBitmap;

/** A text for each customer, as its id in the column's dictionary. For one thread. */
public final class TextColumn {
    private final Dictionary dictionary = new Dictionary();
    private final IntPages values = new IntPages(Dictionary.ABSENT);

    /** The texts that customers have or had. */
    public Dictionary dictionary() {
        return dictionary;
    }

    /** Id of the customer's text; 0 if there is none. */
    public int get(int ordinal) {
        return values.get(ordinal);
    }

    /** Sets the customer's text by its id in {@link #dictionary}; 0 takes it away. */
    public void set(int ordinal, int valueId) {
        if (values.get(ordinal) != valueId) {
            values.set(ordinal, valueId);
        }
    }

    /**
     * The customers whose text is one of those asked for. The predicate is asked once for each text of the dictionary.
     */
    public RoaringBitmap scan(IntPredicate valueIds) {
        return scan(selected(valueIds));
    }

    /** How many customers have each text, by its id; one scan. */
    public int[] counts() {
        int[] counts = new int[dictionary.size() + 1];
        for (int page = 0; page < values.pages(); page++) {
            int entries = values.entries(page);
            for (int entry = 0; entry < entries; entry++) {
                counts[values.page(page).getInt(entry * SIZE_OF_INT)]++;
            }
        }
        return counts;
    }

    /** The customers that have a text. */
    public RoaringBitmap present() {
        return scan(id -> true);
    }

    /** Adds the texts as they are. */
    public void freeze(Frozen into) {
        dictionary.freeze(into);
        values.freeze(into);
    }

    /** Takes the texts that were saved in the place of what is here. */
    public void restore(StateReader in) throws SnapshotException {
        dictionary.restore(in);
        values.restore(in);
    }

    /** Size of the memory off the heap. */
    public long bytes() {
        return values.bytes() + dictionary.bytes();
    }

    private long[] selected(IntPredicate valueIds) {
        long[] selected = new long[dictionary.size() / Long.SIZE + 1];
        for (int id = 1; id <= dictionary.size(); id++) {
            if (valueIds.test(id)) {
                selected[id / Long.SIZE] |= 1L << id;
            }
        }
        return selected;
    }

    private RoaringBitmap scan(long[] selected) {
        RoaringBitmap found = new RoaringBitmap();
        PageBits bits = new PageBits();
        for (int page = 0; page < values.pages(); page++) {
            if (values.entries(page) > 0) {
                scanPage(page, selected, bits);
                bits.appendTo(found, page);
            }
        }
        return found;
    }

    private void scanPage(int page, long[] selected, PageBits bits) {
        DirectBuffer buffer = values.page(page);
        int words = values.entries(page) / Long.SIZE;
        bits.clear();
        for (int word = 0; word < words; word++) {
            long found = 0;
            for (int bit = 0; bit < Long.SIZE; bit++) {
                int id = buffer.getInt((word * Long.SIZE + bit) * SIZE_OF_INT);
                found |= (selected[id / Long.SIZE] >>> id & 1) << bit;
            }
            bits.set(word, found);
        }
    }
}
