package io.muster.index.time;

import io.muster.index.snapshot.Part;
import io.muster.index.snapshot.StateWriter;
import io.muster.index.snapshot.Structure;
import java.util.BitSet;
import java.util.function.IntFunction;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * The entries of an {@link OrderedIndex} as they were when a snapshot began. The index says before it changes a block;
 * what is not written yet is kept aside, a block at a time.
 *
 * <pre>
 *  how many (8)
 *  each, in order:  value (8) | ordinal (4)
 * </pre>
 *
 * <p>One thread.
 */
final class FrozenOrder implements Part {
    private static final int BLOCKS_AT_ONCE = 8;

    private final int[] numbers;
    private final long size;
    private final IntFunction<OrderedBlock> current;
    private final Runnable released;
    private final Int2ObjectHashMap<OrderedBlock> kept = new Int2ObjectHashMap<>();
    /** Numbers of blocks that are kept or written. */
    private final BitSet settled = new BitSet();

    private boolean begun;
    private int place;

    /**
     * Takes the order as it is.
     *
     * @param numbers of the blocks, in order; never changed
     * @param size how many entries they have
     * @param current the block of a number, as it is when asked for
     * @param released called when nothing needs to be kept any more
     */
    FrozenOrder(int[] numbers, long size, IntFunction<OrderedBlock> current, Runnable released) {
        this.numbers = numbers;
        this.size = size;
        this.current = current;
        this.released = released;
    }

    /** The block of that number is about to be changed, or to go. */
    void beforeChange(int number, OrderedBlock block) {
        if (!settled.get(number)) {
            settled.set(number);
            kept.put(number, block.copy());
        }
    }

    /** A block that was not there gets that number. */
    void added(int number) {
        settled.set(number);
    }

    @Override
    public boolean write(StateWriter out) {
        if (!begun) {
            begun = true;
            out.begin(Structure.ORDER);
            out.putLong(size);
        }
        for (int i = 0; i < BLOCKS_AT_ONCE && place < numbers.length; i++) {
            write(numbers[place++], out);
        }
        return place == numbers.length;
    }

    private void write(int number, StateWriter out) {
        OrderedBlock block = kept.remove(number);
        if (block == null) {
            block = current.apply(number);
        }
        settled.set(number);
        for (int at = 0; at < block.size(); at++) {
            out.putLong(block.value(at));
            out.putInt(block.ordinal(at));
        }
    }

    @Override
    public void release() {
        released.run();
    }
}
