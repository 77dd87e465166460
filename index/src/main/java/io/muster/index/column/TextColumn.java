package io.muster.index.column;

import static org.agrona.BitUtil.SIZE_OF_INT;

import io.muster.index.memory.IntPages;
import io.muster.index.memory.Pages;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.roaringbitmap.RoaringBitmap;

/**
 * A text for each customer, as its id in the column's dictionary. Each page knows the least and the greatest id that it
 * was ever given, so that a scan skips it. For one thread.
 */
public final class TextColumn {
    private final Dictionary dictionary = new Dictionary();
    private final IntPages values = new IntPages(Dictionary.ABSENT);
    private int[] least = {};
    private int[] greatest = {};

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
            if (valueId != Dictionary.ABSENT) {
                widen(ordinal >>> Pages.SHIFT, valueId);
            }
        }
    }

    /**
     * The customers whose text is one of those asked for. The predicate is asked once for each text of the dictionary.
     */
    public RoaringBitmap scan(IntPredicate valueIds) {
        RoaringBitmap wanted = new RoaringBitmap();
        for (int id = 1; id <= dictionary.size(); id++) {
            if (valueIds.test(id)) {
                wanted.add(id);
            }
        }
        TextIds ids = new TextIds(wanted);
        RoaringBitmap found = new RoaringBitmap();
        PageBits bits = new PageBits();
        for (int page = 0; page < values.pages(); page++) {
            find(page, ids, bits);
            bits.appendTo(found, page);
        }
        return found;
    }

    /**
     * Makes {@code bits} the customers of one page of 65,536 ordinals whose text is one of these. Does not allocate but
     * for texts that came after the ids were taken.
     *
     * @return whether the page had to be read; what it knows of its texts was not enough
     */
    public boolean find(int page, TextIds ids, PageBits bits) {
        if (page >= least.length || least[page] > ids.greatest() || greatest[page] < ids.least()) {
            bits.clear();
            return false;
        }
        if (ids.isDense()) {
            bits.scan().idsBetween(values.page(page), ids.least(), ids.greatest());
        } else {
            bits.scan().idsSelected(values.page(page), ids.selected(greatest[page]));
        }
        return true;
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
        least = new int[0];
        greatest = new int[0];
        for (int page = 0; page < values.pages(); page++) {
            for (int entry = 0; entry < values.entries(page); entry++) {
                int id = values.page(page).getInt(entry * SIZE_OF_INT);
                if (id != Dictionary.ABSENT) {
                    widen(page, id);
                }
            }
        }
    }

    /** Size of the memory off the heap. */
    public long bytes() {
        return values.bytes() + dictionary.bytes();
    }

    private void widen(int page, int valueId) {
        if (page >= least.length) {
            addPages();
        }
        if (valueId < least[page]) {
            least[page] = valueId;
        }
        if (valueId > greatest[page]) {
            greatest[page] = valueId;
        }
    }

    private void addPages() {
        int before = least.length;
        least = Arrays.copyOf(least, values.pages());
        greatest = Arrays.copyOf(greatest, values.pages());
        Arrays.fill(least, before, least.length, Integer.MAX_VALUE);
    }
}
