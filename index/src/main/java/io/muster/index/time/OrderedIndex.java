package io.muster.index.time;

import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.Structure;
import java.util.Arrays;
import org.agrona.collections.IntArrayList;

/**
 * An ordered set of (value, ordinal): which comes next after a value, and who stands between two. Sorted blocks of at
 * most {@link OrderedBlock#LENGTH} entries under a sorted directory; a block that is full at the end of the order is
 * left full, because times mostly come in order. One thread; allocates only when a block is added or becomes longer.
 *
 * <p>The directory has the first entry of each block and the block's number, never the block: where it is shifted, a
 * collector that moves objects while they are used would have to move every block there is.
 */
public final class OrderedIndex {
    private static final int CHUNK_SHIFT = 8;
    private static final int CHUNK_BLOCKS = 1 << CHUNK_SHIFT;
    private static final int FEWEST_PLACES = 4;

    /** Takes an ordinal and its value. */
    @FunctionalInterface
    public interface Visitor {
        void visit(int ordinal, long value);
    }

    private long[] firstValues = new long[FEWEST_PLACES];
    private int[] firstOrdinals = new int[FEWEST_PLACES];
    private int[] numbers = new int[FEWEST_PLACES];
    private int places;
    private OrderedBlock[][] byNumber = new OrderedBlock[1][1];
    /** Null until a block goes: most indexes have one block for good. */
    private IntArrayList freeNumbers;

    private int usedNumbers;
    private long size;
    private FrozenOrder frozen;

    /** How many entries there are. */
    public long size() {
        return size;
    }

    /** Adds an entry; false if it is there already. */
    public boolean add(long value, int ordinal) {
        if (places == 0) {
            insertPlace(0, new OrderedBlock());
        }
        int place = placeOf(value, ordinal);
        OrderedBlock block = block(place);
        int at = block.position(value, ordinal);
        if (block.is(at, value, ordinal)) {
            return false;
        }
        beforeChange(place, block);
        if (block.size() == OrderedBlock.LENGTH) {
            boolean isLast = at == OrderedBlock.LENGTH && place == places - 1;
            OrderedBlock next = isLast ? new OrderedBlock() : block.split();
            insertPlace(place + 1, next);
            if (isLast || at > block.size()) {
                at -= block.size();
                block = next;
                place++;
            }
        }
        block.insert(at, value, ordinal);
        size++;
        if (at == 0) {
            noteFirst(place, block);
        }
        return true;
    }

    /**
     * Adds many entries to an index that has none.
     *
     * @param newValues of which the first {@code count} are added; sorted by the way
     * @param newOrdinals of those values, ascending
     */
    public void load(long[] newValues, int[] newOrdinals, int count) {
        if (size > 0) {
            throw new IllegalStateException("index: found " + size + " entries, expected none");
        }
        ValueOrder.sort(newValues, newOrdinals, count);
        for (int from = 0; from < count; from += OrderedBlock.LENGTH) {
            int to = Math.min(count, from + OrderedBlock.LENGTH);
            insertPlace(places, new OrderedBlock(newValues, newOrdinals, from, to));
        }
        size = count;
    }

    /** Takes an entry out; false if it is not there. */
    public boolean remove(long value, int ordinal) {
        if (places == 0) {
            return false;
        }
        int place = placeOf(value, ordinal);
        OrderedBlock block = block(place);
        int at = block.position(value, ordinal);
        if (!block.is(at, value, ordinal)) {
            return false;
        }
        beforeChange(place, block);
        block.remove(at);
        size--;
        if (block.size() == 0) {
            removePlace(place);
        } else {
            if (at == 0) {
                noteFirst(place, block);
            }
            shrink(place, block);
        }
        return true;
    }

    /** The smallest value, or {@link Long#MAX_VALUE} if there is none. */
    public long first() {
        return places == 0 ? Long.MAX_VALUE : firstValues[0];
    }

    /** The greatest value, or {@link Long#MIN_VALUE} if there is none. */
    public long last() {
        if (places == 0) {
            return Long.MIN_VALUE;
        }
        OrderedBlock last = block(places - 1);
        return last.value(last.size() - 1);
    }

    /** The smallest value that is {@code low} or more, or {@link Long#MAX_VALUE}. */
    public long ceiling(long low) {
        if (places == 0) {
            return Long.MAX_VALUE;
        }
        int place = placeOf(low, Integer.MIN_VALUE);
        OrderedBlock block = block(place);
        int at = block.position(low, Integer.MIN_VALUE);
        if (at == block.size()) {
            return place + 1 == places ? Long.MAX_VALUE : firstValues[place + 1];
        }
        return block.value(at);
    }

    /**
     * Visits the entries with {@code low ≤ value < high}, in order. The visitor must not change this index.
     *
     * @param firstOrdinal of those whose value is {@code low}, the first that is visited
     * @param limit how many are visited at most
     * @return how many were
     */
    public int forEach(long low, int firstOrdinal, long high, int limit, Visitor visitor) {
        int visited = 0;
        if (places == 0 || low >= high) {
            return visited;
        }
        int place = placeOf(low, firstOrdinal);
        int at = block(place).position(low, firstOrdinal);
        for (; place < places; place++, at = 0) {
            OrderedBlock block = block(place);
            for (; at < block.size(); at++) {
                if (visited == limit || block.value(at) >= high) {
                    return visited;
                }
                visitor.visit(block.ordinal(at), block.value(at));
                visited++;
            }
        }
        return visited;
    }

    /** Adds the entries as they are. */
    public void freeze(Frozen into) {
        frozen = new FrozenOrder(Arrays.copyOf(numbers, places), size, this::numbered, () -> frozen = null);
        into.add(frozen);
    }

    /** Takes the entries that were saved into an index that has none. */
    public void restore(StateReader in) throws SnapshotException {
        in.begin(Structure.ORDER);
        long left = in.getLong();
        if (left < 0) {
            throw in.refuse("how many", left, "0 or more");
        }
        long[] values = new long[OrderedBlock.LENGTH];
        int[] ordinals = new int[OrderedBlock.LENGTH];
        long value = Long.MIN_VALUE;
        int ordinal = -1;
        while (left > 0) {
            int count = (int) Math.min(OrderedBlock.LENGTH, left);
            for (int i = 0; i < count; i++) {
                values[i] = in.getLong();
                ordinals[i] = in.getInt("ordinal", 0, Integer.MAX_VALUE);
                if (!isAfter(values[i], ordinals[i], value, ordinal)) {
                    throw in.refuse("entry", values[i] + ", " + ordinals[i], "one after " + value + ", " + ordinal);
                }
                value = values[i];
                ordinal = ordinals[i];
            }
            insertPlace(places, new OrderedBlock(values, ordinals, 0, count));
            size += count;
            left -= count;
        }
    }

    static boolean isAfter(long value, int ordinal, long otherValue, int otherOrdinal) {
        return value > otherValue || (value == otherValue && ordinal > otherOrdinal);
    }

    /** The last place whose first entry is not after the key; the first place if all are. */
    private int placeOf(long value, int ordinal) {
        int low = 1;
        int high = places;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isAfter(firstValues[middle], firstOrdinals[middle], value, ordinal)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low - 1;
    }

    private void beforeChange(int place, OrderedBlock block) {
        if (frozen != null) {
            frozen.beforeChange(numbers[place], block);
        }
    }

    private OrderedBlock block(int place) {
        return numbered(numbers[place]);
    }

    private OrderedBlock numbered(int number) {
        return byNumber[number >>> CHUNK_SHIFT][number & CHUNK_BLOCKS - 1];
    }

    private void noteFirst(int place, OrderedBlock block) {
        firstValues[place] = block.value(0);
        firstOrdinals[place] = block.ordinal(0);
    }

    /** Joins a block that has become small to the one before it, so that removals do not leave a trail of crumbs. */
    private void shrink(int place, OrderedBlock block) {
        if (place > 0) {
            OrderedBlock before = block(place - 1);
            if (before.size() + block.size() <= OrderedBlock.LENGTH / 2) {
                beforeChange(place - 1, before);
                before.join(block);
                removePlace(place);
            }
        }
    }

    private void insertPlace(int place, OrderedBlock block) {
        if (places == numbers.length) {
            firstValues = Arrays.copyOf(firstValues, places * 2);
            firstOrdinals = Arrays.copyOf(firstOrdinals, places * 2);
            numbers = Arrays.copyOf(numbers, places * 2);
        }
        System.arraycopy(firstValues, place, firstValues, place + 1, places - place);
        System.arraycopy(firstOrdinals, place, firstOrdinals, place + 1, places - place);
        System.arraycopy(numbers, place, numbers, place + 1, places - place);
        numbers[place] = keep(block);
        places++;
        if (block.size() > 0) {
            noteFirst(place, block);
        }
    }

    private void removePlace(int place) {
        int number = numbers[place];
        byNumber[number >>> CHUNK_SHIFT][number & CHUNK_BLOCKS - 1] = null;
        if (freeNumbers == null) {
            freeNumbers = new IntArrayList();
        }
        freeNumbers.addInt(number);
        places--;
        System.arraycopy(firstValues, place + 1, firstValues, place, places - place);
        System.arraycopy(firstOrdinals, place + 1, firstOrdinals, place, places - place);
        System.arraycopy(numbers, place + 1, numbers, place, places - place);
    }

    private int keep(OrderedBlock block) {
        int number = freeNumbers == null || freeNumbers.isEmpty() ? usedNumbers++ : freeNumbers.popInt();
        int chunk = number >>> CHUNK_SHIFT;
        if (chunk == byNumber.length) {
            byNumber = Arrays.copyOf(byNumber, chunk * 2);
        }
        int at = number & CHUNK_BLOCKS - 1;
        if (byNumber[chunk] == null) {
            byNumber[chunk] = new OrderedBlock[CHUNK_BLOCKS];
        } else if (at == byNumber[chunk].length) {
            byNumber[chunk] = Arrays.copyOf(byNumber[chunk], at * 2);
        }
        byNumber[chunk][at] = block;
        if (frozen != null) {
            frozen.added(number);
        }
        return number;
    }
}
