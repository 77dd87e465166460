package io.muster.server.oracle;

import io.muster.index.WorkspaceView;
import io.muster.index.change.Cause;
import io.muster.index.change.Change;
import io.muster.index.change.ChangeListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.ExpandableArrayBuffer;
import org.roaringbitmap.RoaringBitmap;

/** Writes down what an engine tells of one workspace. One thread. */
final class EngineChanges implements ChangeListener {
    private final Map<Integer, String> names = new HashMap<>();
    private final ExpandableArrayBuffer id = new ExpandableArrayBuffer();
    private List<JudgedShop.Heard> heard = new ArrayList<>();
    private List<JudgedShop.Heard> sinceMark = new ArrayList<>();
    private WorkspaceView view;

    void follow(WorkspaceView newView) {
        view = newView;
    }

    /** From now on {@link #sinceMark} gathers. */
    void mark() {
        sinceMark = new ArrayList<>();
    }

    /** All that was heard since the mark, with segments by number. */
    List<JudgedShop.Heard> sinceMark() {
        return sinceMark;
    }

    /** Goes on from what another has heard. */
    void succeed(EngineChanges other) {
        names.putAll(other.names);
        heard = other.heard;
    }

    /** The name that a segment was made with. */
    void name(int segmentId, String name) {
        names.put(segmentId, name);
    }

    /** What has been heard since this was last asked, in its order. */
    List<JudgedShop.Heard> take() {
        List<JudgedShop.Heard> since = heard.stream()
                .map(each -> new JudgedShop.Heard(
                        names.getOrDefault(Integer.parseInt(each.segment()), "unknown segment " + each.segment()),
                        each.version(),
                        each.customer(),
                        each.entered(),
                        each.sequence(),
                        each.atMillis(),
                        each.cause(),
                        each.recordId()))
                .toList();
        heard = new ArrayList<>();
        return since;
    }

    @Override
    public void changed(Change change) {
        hear(new JudgedShop.Heard(
                Integer.toString(change.segmentId()),
                change.segmentVersion(),
                change.cause() == Cause.DELETION ? change.recordId() : customer(change.ordinal()),
                change.entered(),
                change.sequence(),
                change.atMillis(),
                change.cause(),
                change.recordId()));
    }

    @Override
    public void redefined(Redefinition redefinition) {
        tell(redefinition, redefinition.entered(), true);
        tell(redefinition, redefinition.left(), false);
    }

    private void tell(Redefinition redefinition, RoaringBitmap ordinals, boolean entered) {
        ordinals.forEach((int ordinal) -> hear(new JudgedShop.Heard(
                Integer.toString(redefinition.segmentId()),
                redefinition.segmentVersion(),
                customer(ordinal),
                entered,
                redefinition.sequence(),
                redefinition.atMillis(),
                Cause.DEFINITION,
                null)));
    }

    private void hear(JudgedShop.Heard each) {
        heard.add(each);
        sinceMark.add(each);
    }

    private String customer(int ordinal) {
        int length = view.copyId(ordinal, id, 0);
        return id.getStringWithoutLengthUtf8(0, length);
    }
}
