package io.muster.index.membership;

import io.muster.index.id.IdBatch;
import io.muster.index.memory.PublishedLongs;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.Structure;
import java.util.Arrays;

/**
 * The published membership: for each customer and group of 64 segments a word with a bit a segment.
 *
 * <p>Assumptions: one writer.
 *
 * <p>Guarantees: a word is stored with release and loaded with acquire, is never torn, and shows the 64 segments at one
 * moment; once a reader has seen something that the writer did after storing a word, it reads that word or a newer one.
 * Words of different groups or customers are not of one moment.
 *
 * <p>Progress: readers are wait-free and never allocate. The writer allocates a page when a word other than 0 first
 * needs it; pages hold 65,536 words when full, start small and are replaced by larger copies.
 */
public final class MembershipWords {
    private static final PublishedLongs[] NONE = {};
    private static final int MAX_GROUPS = 1_024;

    private volatile PublishedLongs[] groups = NONE;

    /** The customer's bits of this group; 0 if none was ever set. Any thread. */
    public long word(int ordinal, int group) {
        PublishedLongs[] current = groups;
        return group < current.length ? current[group].get(ordinal) : 0;
    }

    /**
     * The bits of this group of each customer of a batch; 0 for one of whom none was ever set, and for an id that was
     * not found. Any thread.
     */
    public void words(IdBatch batch, int group, long[] into) {
        PublishedLongs[] current = groups;
        if (group < current.length) {
            current[group].get(batch.ordinals(), batch.count(), into);
        } else {
            Arrays.fill(into, 0, batch.count(), 0);
        }
    }

    /** Publishes the customer's bits of this group. The writer's thread. */
    public void set(int ordinal, int group, long word) {
        if (group >= groups.length) {
            if (word == 0) {
                return;
            }
            addGroups(group + 1);
        }
        groups[group].set(ordinal, word);
    }

    /** How many pages of 65,536 customers the group may have. The writer's thread. */
    public int pages(int group) {
        return group < groups.length ? groups[group].pages() : 0;
    }

    /**
     * Clears these bits of a group for the customers of a page: readers meanwhile see some before and some after. The
     * writer's thread.
     */
    public void clearBits(int group, int page, long mask) {
        if (group < groups.length) {
            groups[group].clearBits(page, mask);
        }
    }

    /** Size of the memory off the heap. Any thread. */
    public long bytes() {
        long sum = 0;
        for (PublishedLongs group : groups) {
            sum += group.bytes();
        }
        return sum;
    }

    /** Adds the words as they are. The writer's thread. */
    public void freeze(Frozen into) {
        int count = groups.length;
        into.add(Structure.WORDS, out -> out.putInt(count));
        for (PublishedLongs group : groups) {
            group.freeze(into);
        }
    }

    /** Takes the words that were saved in the place of what is here. Before there are readers. */
    public void restore(StateReader in) throws SnapshotException {
        in.begin(Structure.WORDS);
        groups = NONE;
        addGroups(in.getInt("groups", 0, MAX_GROUPS));
        for (PublishedLongs group : groups) {
            group.restore(in);
        }
    }

    private void addGroups(int count) {
        PublishedLongs[] changed = Arrays.copyOf(groups, count);
        for (int group = groups.length; group < count; group++) {
            changed[group] = new PublishedLongs();
        }
        groups = changed;
    }
}
