package io.muster.index.field;

import io.muster.index.column.ListColumn;
import io.muster.index.criterion.Criterion;
import io.muster.index.criterion.Flips;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;
import org.roaringbitmap.RoaringBitmap;

/** A set of values per customer, compared without regard to case; the bitmap of each value is its criterion. */
public final class ListField extends Field {
    /** Different values that a list of one workspace can have had. */
    public static final int MAX_VALUES = 10_000_000;

    /** Places that the values of all customers of a workspace can take, a list rounded up to a power of two. */
    public static final int MAX_PLACES = 2_000_000_000;

    /** Stands for every value that nobody can have. */
    static final int NOBODYS = 0;

    private final ListColumn column = new ListColumn();
    private final Int2ObjectHashMap<ListCriterion> byValue = new Int2ObjectHashMap<>();
    private final Flips flips;
    private ListCriterion present;

    private final int mostValues;
    private final int mostPlaces;

    public ListField(String name, Flips flips) {
        this(name, flips, MAX_VALUES, MAX_PLACES);
    }

    ListField(String name, Flips flips, int mostValues, int mostPlaces) {
        super(name, FieldKind.LIST);
        this.flips = flips;
        this.mostValues = mostValues;
        this.mostPlaces = mostPlaces;
    }

    /** The list's number for a value, given now if it is new. */
    public int intern(String text) {
        return column.intern(text);
    }

    /** The list's number for a value that a rule asks for; where no new one can come, 0 for all that are not known. */
    public int internAsked(String text) {
        return isFull() ? column.find(text) : column.internUnspelled(text);
    }

    /** The list's number for a value that a rule asks for which is not saved: 0 for one that is not known yet. */
    public int findAsked(String text) {
        return column.find(text);
    }

    @Override
    public boolean isFull() {
        return column.size() >= mostValues || column.taken() >= mostPlaces || Room.isFull(column.takenBytes());
    }

    /** How many values there are or were, which is the highest number of one. */
    public int values() {
        return column.size();
    }

    /** The value as it was first spelled. */
    public String text(int valueId) {
        return column.text(valueId);
    }

    /** How many customers have the value. */
    public long count(int valueId) {
        return column.bitmap(valueId).getLongCardinality();
    }

    public void add(int ordinal, int valueId) {
        boolean first = column.count(ordinal) == 0;
        if (column.add(ordinal, valueId)) {
            flipped(valueId, ordinal, first);
        }
    }

    public void remove(int ordinal, int valueId) {
        if (column.remove(ordinal, valueId)) {
            flipped(valueId, ordinal, column.count(ordinal) == 0);
        }
    }

    /** Makes these the customer's values; a value that stays is not touched. */
    public void replace(int ordinal, List<String> texts) {
        int[] wanted = texts.stream().mapToInt(this::intern).toArray();
        for (int i = column.count(ordinal) - 1; i >= 0; i--) {
            int valueId = column.value(ordinal, i);
            if (!contains(wanted, valueId)) {
                remove(ordinal, valueId);
            }
        }
        for (int valueId : wanted) {
            add(ordinal, valueId);
        }
    }

    @Override
    public void clear(int ordinal) {
        for (int i = column.count(ordinal) - 1; i >= 0; i--) {
            remove(ordinal, column.value(ordinal, i));
        }
    }

    @Override
    public Object value(int ordinal) {
        return column.count(ordinal) == 0 ? null : texts(ordinal);
    }

    /** The customer's texts as first spelled, in no order. Allocates. */
    public List<String> texts(int ordinal) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < column.count(ordinal); i++) {
            texts.add(column.text(column.value(ordinal, i)));
        }
        return texts;
    }

    @Override
    protected Criterion build(Object predicate, boolean saved) {
        if (predicate instanceof ListPredicate.Has has) {
            RoaringBitmap members = has.valueId() == NOBODYS ? new RoaringBitmap() : column.bitmap(has.valueId());
            ListCriterion criterion = new ListCriterion(has, column, members);
            if (saved) {
                byValue.put(has.valueId(), criterion);
            } else {
                criterion.completed();
            }
            return criterion;
        }
        ListCriterion criterion = new ListCriterion((ListPredicate) predicate, column, column.present());
        if (saved) {
            present = criterion;
        } else {
            criterion.completed();
        }
        return criterion;
    }

    /** The bitmap of a value, and of those who have any, is kept in any case. */
    @Override
    public int fill(Criterion criterion, int from, int to) {
        return to;
    }

    @Override
    protected void drop(Criterion criterion) {
        if (criterion == present) {
            present = null;
        } else if (!criterion.isApart()) {
            byValue.remove(((ListPredicate.Has) criterion.predicate()).valueId());
        }
    }

    private void flipped(int valueId, int ordinal, boolean presence) {
        ListCriterion criterion = byValue.get(valueId);
        if (criterion != null) {
            flips.flipped(criterion, ordinal);
        }
        if (presence && present != null) {
            flips.flipped(present, ordinal);
        }
    }

    private static boolean contains(int[] values, int value) {
        for (int other : values) {
            if (other == value) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void freeze(Frozen into) {
        column.freeze(into);
    }

    @Override
    public void restore(StateReader in) throws SnapshotException {
        column.restore(in);
    }

    @Override
    public long bytes() {
        return column.bytes();
    }
}
