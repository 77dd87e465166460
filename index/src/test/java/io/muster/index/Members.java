package io.muster.index;

import io.muster.index.change.Change;
import io.muster.index.change.ChangeListener;
import java.util.HashMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** The members of every segment as one who follows the changes from the start knows them. */
class Members implements ChangeListener {
    private final Map<Integer, RoaringBitmap> bySegment = new HashMap<>();

    @Override
    public void changed(Change change) {
        RoaringBitmap members = of(change.segmentId());
        boolean isNew =
                change.entered() ? members.checkedAdd(change.ordinal()) : members.checkedRemove(change.ordinal());
        if (!isNew) {
            throw new AssertionError("segment " + change.segmentId() + ": found " + change.ordinal()
                    + (change.entered() ? " in it already" : " not in it") + " at sequence " + change.sequence());
        }
    }

    @Override
    public void redefined(Redefinition redefinition) {
        RoaringBitmap members = of(redefinition.segmentId());
        members.or(redefinition.entered());
        members.andNot(redefinition.left());
    }

    RoaringBitmap of(int segmentId) {
        return bySegment.computeIfAbsent(segmentId, none -> new RoaringBitmap());
    }
}
