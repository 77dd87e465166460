package io.muster.index.column;

import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.roaringbitmap.RoaringBitmap;

/**
 * A set of texts for each customer, such as tags. Texts are the same if they are in lower case; the first spelling seen
 * is the one shown. Each text has a bitmap of its customers, each customer a list of its texts. For one thread.
 */
public final class ListColumn {
    private static final int FEW = 16;

    private final Dictionary folded = new Dictionary();
    private final List<String> spellings = new ArrayList<>();
    private final List<RoaringBitmap> bitmaps = new ArrayList<>();
    private final IntLists values = new IntLists();
    private final RoaringBitmap present = new RoaringBitmap();
    private FrozenTexts frozen;

    /** The text's id, however it is spelled; 0 if it is not there. */
    public int find(String text) {
        return folded.find(fold(text));
    }

    /** The text's id, however it is spelled; a new one, dense from 1, if it is not there. The first spelling stays. */
    public int intern(String text) {
        int id = internUnspelled(text);
        if (spellings.get(id - 1) == null) {
            if (frozen != null) {
                frozen.beforeText(id - 1);
            }
            spellings.set(id - 1, text);
        }
        return id;
    }

    /** The same for a text that is only asked for: its spelling is left to the first customer who has it. */
    public int internUnspelled(String text) {
        int id = folded.intern(fold(text));
        if (id > bitmaps.size()) {
            spellings.add(null);
            bitmaps.add(new RoaringBitmap());
        }
        return id;
    }

    /**
     * The text as it was first spelled, or in lower case while no customer has had it.
     *
     * @throws IndexOutOfBoundsException if there is no such id
     */
    public String text(int valueId) {
        String spelling = spellings.get(valueId - 1);
        return spelling == null ? folded.text(valueId) : spelling;
    }

    /** How many texts there are, which is the highest id. */
    public int size() {
        return folded.size();
    }

    /** Places that the texts of all customers take; there are about two thousand million. */
    public int taken() {
        return values.taken();
    }

    /** How much of {@link io.muster.index.memory.ByteArena#LIMIT} the texts take. */
    public long takenBytes() {
        return folded.takenBytes();
    }

    /** Gives the customer a text; false if it has it already. */
    public boolean add(int ordinal, int valueId) {
        RoaringBitmap bitmap = bitmap(valueId);
        if (!bitmap.checkedAdd(ordinal)) {
            return false;
        }
        values.add(ordinal, valueId);
        present.add(ordinal);
        return true;
    }

    /** Takes a text from the customer; false if it does not have it. */
    public boolean remove(int ordinal, int valueId) {
        int at = values.indexOf(ordinal, valueId);
        if (at < 0) {
            return false;
        }
        values.removeAt(ordinal, at);
        bitmap(valueId).remove(ordinal);
        if (values.count(ordinal) == 0) {
            present.remove(ordinal);
        }
        return true;
    }

    /**
     * Whether the customer has the text. The few texts of one customer stand together, and the bitmaps of many texts do
     * not.
     */
    public boolean has(int ordinal, int valueId) {
        return values.count(ordinal) <= FEW
                ? values.indexOf(ordinal, valueId) >= 0
                : bitmap(valueId).contains(ordinal);
    }

    /** How many texts the customer has. */
    public int count(int ordinal) {
        return values.count(ordinal);
    }

    /** Id of one of the customer's texts, {@code i} from 0 to {@link #count} - 1, in no order. */
    public int value(int ordinal, int i) {
        return values.value(ordinal, i);
    }

    /**
     * The customers that have the text: the column's own bitmap, which changes with it and must not be changed.
     *
     * @throws IndexOutOfBoundsException if there is no such id
     */
    public RoaringBitmap bitmap(int valueId) {
        return bitmaps.get(valueId - 1);
    }

    /** The customers that have any text: the column's own bitmap, which changes with it and must not be changed. */
    public RoaringBitmap present() {
        return present;
    }

    /** Adds the texts and lists as they are. */
    public void freeze(Frozen into) {
        folded.freeze(into);
        frozen = new FrozenTexts(Structure.LIST_COLUMN, spellings, () -> frozen = null);
        into.add(frozen);
        values.freeze(into);
    }

    /** Takes what was saved in the place of what is here; the bitmaps follow from the lists. */
    public void restore(StateReader in) throws SnapshotException {
        folded.restore(in);
        in.begin(Structure.LIST_COLUMN);
        int size = in.getInt("spellings", folded.size(), folded.size());
        spellings.clear();
        bitmaps.clear();
        for (int i = 0; i < size; i++) {
            spellings.add(in.getText());
            bitmaps.add(new RoaringBitmap());
        }
        values.restore(in);
        present.clear();
        for (int ordinal = 0; ordinal < values.ordinals(); ordinal++) {
            restore(ordinal, values.count(ordinal), in);
        }
    }

    private void restore(int ordinal, int count, StateReader in) throws SnapshotException {
        if (count == 0) {
            return;
        }
        present.add(ordinal);
        for (int i = 0; i < count; i++) {
            int valueId = values.value(ordinal, i);
            if (valueId < 1 || valueId > bitmaps.size()) {
                throw in.refuse("text of customer " + ordinal, valueId, "1 to " + bitmaps.size());
            }
            bitmap(valueId).add(ordinal);
        }
    }

    /** Size of the memory off the heap. The bitmaps are on it, and to look at all of them would take long. */
    public long bytes() {
        return folded.bytes() + values.bytes();
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
