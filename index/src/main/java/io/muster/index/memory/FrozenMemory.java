package io.muster.index.memory;

import io.muster.index.snapshot.Aside;
import io.muster.index.snapshot.Part;
import io.muster.index.snapshot.StateWriter;
import io.muster.index.snapshot.Structure;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A table of pages as it was when a snapshot began. Its owner says before it changes bytes; those not written yet are
 * kept aside, 4 KiB at a time. A page that grows or is written anew is replaced by its owner, and then the old one
 * stays as it is by itself.
 *
 * <pre>
 *  length of the table (4)
 *  each page:  capacity (4) | used (4) | the bytes in use        0 | 0 for a page that is not there
 * </pre>
 *
 * <p>One thread.
 */
final class FrozenMemory implements Part {
    private static final int PORTION_BLOCKS = 16;

    private final Structure structure;
    private final UnsafeBuffer[] pages;
    private final int[] lengths;
    private final int[][] kept;
    private final Aside aside;
    private final Runnable released;
    private boolean begun;
    private int page;
    private int block;

    /**
     * Takes the table as it is.
     *
     * @param pages never changed afterwards, except for the bytes
     * @param lengths how many bytes of each page are in use
     * @param released called when nothing needs to be kept any more
     */
    FrozenMemory(Structure structure, UnsafeBuffer[] pages, int[] lengths, Aside aside, Runnable released) {
        this.structure = structure;
        this.pages = pages;
        this.lengths = lengths;
        this.aside = aside;
        this.released = released;
        kept = new int[pages.length][];
    }

    /** Every page is in use to its end. */
    static FrozenMemory of(Structure structure, UnsafeBuffer[] table, Aside aside, Runnable released) {
        int[] lengths = new int[table.length];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = table[i] == null ? 0 : table[i].capacity();
        }
        return new FrozenMemory(structure, table.clone(), lengths, aside, released);
    }

    /** Bytes of a page are about to be changed; {@code current} is the memory that its owner changes. */
    void beforeWrite(int ofPage, UnsafeBuffer current, int offset, int lengthBytes) {
        if (ofPage < page || ofPage >= pages.length || pages[ofPage] != current) {
            return;
        }
        int end = Math.min(offset + lengthBytes, lengths[ofPage]);
        for (int each = offset >>> Aside.BLOCK_SHIFT; each << Aside.BLOCK_SHIFT < end; each++) {
            if (ofPage > page || each >= block) {
                keep(ofPage, each);
            }
        }
    }

    @Override
    public boolean write(StateWriter out) {
        if (!begun) {
            begun = true;
            out.begin(structure);
            out.putInt(pages.length);
        }
        for (int blocks = 0; blocks < PORTION_BLOCKS && page < pages.length; blocks++) {
            if (block == 0) {
                out.putInt(pages[page] == null ? 0 : pages[page].capacity());
                out.putInt(lengths[page]);
            }
            writeBlock(out);
        }
        return page == pages.length;
    }

    @Override
    public void release() {
        for (int[] numbers : kept) {
            for (int i = 0; numbers != null && i < numbers.length; i++) {
                forget(numbers, i);
            }
        }
        released.run();
    }

    private void writeBlock(StateWriter out) {
        int offset = block << Aside.BLOCK_SHIFT;
        int length = Math.min(Aside.BLOCK_BYTES, lengths[page] - offset);
        if (length > 0) {
            int number = kept[page] == null ? 0 : kept[page][block];
            if (number == 0) {
                out.putBytes(pages[page], offset, length);
            } else {
                out.putBytes(aside.buffer(number), aside.offset(number), length);
                forget(kept[page], block);
            }
        }
        block++;
        if (block << Aside.BLOCK_SHIFT >= lengths[page]) {
            page++;
            block = 0;
        }
    }

    private void keep(int ofPage, int ofBlock) {
        if (kept[ofPage] == null) {
            kept[ofPage] = new int[(lengths[ofPage] - 1 >>> Aside.BLOCK_SHIFT) + 1];
        }
        if (kept[ofPage][ofBlock] == 0) {
            int offset = ofBlock << Aside.BLOCK_SHIFT;
            int length = Math.min(Aside.BLOCK_BYTES, lengths[ofPage] - offset);
            kept[ofPage][ofBlock] = aside.keep(pages[ofPage], offset, length);
        }
    }

    private void forget(int[] numbers, int at) {
        if (numbers[at] != 0) {
            aside.forget(numbers[at]);
            numbers[at] = 0;
        }
    }
}
