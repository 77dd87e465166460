package io.muster.index.change;

import org.roaringbitmap.RoaringBitmap;

/**
 * Hears of every change of membership, on the engine's thread, in order. Whoever starts with nothing and follows all of
 * it has the members of every segment at every sequence.
 */
public interface ChangeListener {
    /** Listens to nothing. */
    ChangeListener NONE = new ChangeListener() {
        @Override
        public void changed(Change change) {}

        @Override
        public void redefined(Redefinition redefinition) {}
    };

    /** One customer entered or left a segment. The change is valid only during the call. */
    void changed(Change change);

    /** A definition came into force, or went: many at once. */
    void redefined(Redefinition redefinition);

    /**
     * What the change of a definition did to a segment; the cause is {@link Cause#DEFINITION}.
     *
     * @param workspaceId of the segment
     * @param segmentId of the segment
     * @param segmentVersion of the definition that is in force from now on; of the last one if the segment is gone
     * @param sequence of the command with which it came into force
     * @param atMillis the engine's now
     * @param entered ordinals; the listener must not change it
     * @param left ordinals; the listener must not change it
     */
    record Redefinition(
            int workspaceId,
            int segmentId,
            int segmentVersion,
            long sequence,
            long atMillis,
            RoaringBitmap entered,
            RoaringBitmap left) {}
}
