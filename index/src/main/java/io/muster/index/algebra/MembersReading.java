package io.muster.index.algebra;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.roaringbitmap.RoaringBitmap;

/**
 * Reads sets of customers without a copy while their writer goes on. Belongs to one thread, any one.
 *
 * <p>What was read between {@link #begin} and a call of {@link #holds} that answers true is of one moment. What was
 * read otherwise is worth nothing, also an exception: the writer may have been in the middle of anything. Loops over a
 * bitmap that changes end all the same, because they go upwards through arrays that do not grow.
 */
public final class MembersReading {
    /** What {@link #countIntersection} answers where it can't. */
    public static final long UNCOUNTED = -1;

    private static final int MOST_TRIES = 3;

    /** An empty set, which nobody changes. */
    public static final RoaringBitmap NOBODY = new RoaringBitmap();

    private final List<SharedMembers> sets;
    private final BooleanSupplier stillThere;
    private final long[] stamps;

    /**
     * A reading of these sets that has not begun.
     *
     * @param stillThere whether all of them stand for what they did
     */
    public MembersReading(List<SharedMembers> sets, BooleanSupplier stillThere) {
        this.stillThere = stillThere;
        this.sets = List.copyOf(sets);
        stamps = new long[sets.size()];
    }

    /** Begins, or begins again; false where a command is at one of the sets. */
    public boolean begin() {
        boolean open = false;
        for (int i = 0; i < stamps.length; i++) {
            stamps[i] = sets.get(i).stamp().read();
            open |= ChangeStamp.isOpen(stamps[i]);
        }
        return !open;
    }

    /** The set at this place, to be read only. */
    public RoaringBitmap members(int index) {
        return sets.get(index).bitmap();
    }

    /**
     * How many customers are in all of the sets, of one moment; {@link #UNCOUNTED} where that would take more, or they
     * change as fast as they are read.
     *
     * @param visits as for {@link Counting#step}
     */
    public long countIntersection(int visits) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Expression all = Expression.and(sets.stream()
                    .map(SharedMembers::bitmap)
                    .map(Expression::set)
                    .toList());
            if (!begin()) {
                continue;
            }
            try {
                if (!new Counting(all, NOBODY).step(visits)) {
                    return UNCOUNTED;
                }
            } catch (RuntimeException e) {
                if (holds()) {
                    throw e;
                }
            }
            if (holds()) {
                return all.count();
            }
        }
        return UNCOUNTED;
    }

    /** Whether none of the sets has changed since {@link #begin}, and all are there that were. */
    public boolean holds() {
        for (int i = 0; i < stamps.length; i++) {
            if (!sets.get(i).stamp().isStill(stamps[i])) {
                return false;
            }
        }
        return stillThere.getAsBoolean();
    }

    /**
     * The sequence that a reading which holds is of.
     *
     * @param published the engine's sequence, read after {@link #begin}
     */
    public long sequence(long published) {
        long sequence = published;
        for (long stamp : stamps) {
            sequence = Math.max(sequence, ChangeStamp.sequence(stamp));
        }
        return sequence;
    }
}
