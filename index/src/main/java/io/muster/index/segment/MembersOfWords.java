package io.muster.index.segment;

import io.muster.index.column.BitSquare;
import io.muster.index.column.PageBits;
import io.muster.index.membership.MembershipWords;
import io.muster.index.memory.Pages;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;

/** Makes the bitmaps of segments out of the words of customers: 64 customers by 64 segments at a time. One thread. */
final class MembersOfWords {
    private static final int BLOCKS = Pages.ENTRIES / Long.SIZE;

    private final MembershipWords words;
    private final Segment[] segments;
    private final PageBits[] bits = new PageBits[Long.SIZE];
    private final long[] square = new long[Long.SIZE];

    MembersOfWords(MembershipWords words, Segment[] segments) {
        this.words = words;
        this.segments = segments;
        for (int i = 0; i < bits.length; i++) {
            bits[i] = new PageBits();
        }
    }

    /** Appends the members of the segments of a group, which have none yet. */
    void read(int group, StateReader in) throws SnapshotException {
        for (int page = 0; page < words.pages(group); page++) {
            long found = 0;
            for (int block = 0; block < BLOCKS; block++) {
                found |= readBlock(group, page, block);
            }
            for (; found != 0; found &= found - 1) {
                int bit = Long.numberOfTrailingZeros(found);
                int slot = (group << 6) + bit;
                if (slot >= segments.length || segments[slot] == null) {
                    throw in.refuse("bit of a customer", "slot " + slot, "one that a segment has");
                }
                bits[bit].appendTo(segments[slot].members(), page);
                bits[bit].clear();
            }
        }
    }

    private long readBlock(int group, int page, int block) {
        int first = (page << Pages.SHIFT) + block * Long.SIZE;
        long any = 0;
        for (int i = 0; i < square.length; i++) {
            square[i] = words.word(first + i, group);
            any |= square[i];
        }
        if (any != 0) {
            BitSquare.transpose(square);
            for (long left = any; left != 0; left &= left - 1) {
                int bit = Long.numberOfTrailingZeros(left);
                bits[bit].set(block, square[bit]);
            }
        }
        return any;
    }
}
