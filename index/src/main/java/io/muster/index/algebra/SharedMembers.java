package io.muster.index.algebra;

import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * A set of customers that one thread changes, and that others may read by a {@link MembersReading}, which tells them
 * whether it changed meanwhile.
 */
public final class SharedMembers {
    private final RoaringBitmap bitmap;
    private final ChangeStamp stamp = new ChangeStamp();

    /** A set that is kept in {@code bitmap}. */
    public SharedMembers(RoaringBitmap bitmap) {
        this.bitmap = bitmap;
    }

    /**
     * The customers. The writer's thread, which calls {@link #beforeChange} before it changes them; others may count on
     * nothing, not even that a method returns instead of throwing, unless their reading holds.
     */
    public RoaringBitmap bitmap() {
        return bitmap;
    }

    /**
     * Says that the command at hand is about to change the set; adds it to {@code changing}, once a command, for
     * {@link #changed} to be called at its end. The writer's thread.
     */
    public void beforeChange(List<SharedMembers> changing) {
        if (stamp.open()) {
            changing.add(this);
        }
    }

    /** Says that the command of this sequence, which changed the set, is done. The writer's thread. */
    public void changed(long sequence) {
        stamp.close(sequence);
    }

    ChangeStamp stamp() {
        return stamp;
    }
}
