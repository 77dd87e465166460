package io.muster.tools.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.ChangeStream;
import io.muster.protocol.client.ExportFormat;
import io.muster.protocol.client.MusterUnreachableException;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.client.change.ChangePosition;
import io.muster.protocol.client.change.MemberChange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/** The members of a segment as of an export, kept up to date by its changes. One thread. */
final class FollowedSegment implements AutoCloseable {
    /** Members as of a sequence. */
    record Members(RoaringBitmap ordinals, long sequence) {}

    final List<MemberChange> seen = new ArrayList<>();
    private final int segmentId;
    private final RoaringBitmap members;
    private ChangePosition position;
    private ChangeStream stream;
    private MemberChange held;

    private FollowedSegment(int segmentId, Members start) {
        this.segmentId = segmentId;
        members = start.ordinals();
        position = ChangePosition.from(start.sequence() + 1);
    }

    static FollowedSegment start(WorkspaceClient shop, int segmentId) throws IOException {
        return new FollowedSegment(segmentId, export(shop, segmentId));
    }

    /** One who starts with nothing and hears of everything. */
    static FollowedSegment fromTheBeginning(int segmentId) {
        return new FollowedSegment(segmentId, new Members(new RoaringBitmap(), 0));
    }

    static Members export(WorkspaceClient shop, int segmentId) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long sequence = shop.export(segmentId, ExportFormat.ROARING, bytes);
        RoaringBitmap ordinals = new RoaringBitmap();
        ordinals.deserialize(ByteBuffer.wrap(bytes.toByteArray()));
        return new Members(ordinals, sequence);
    }

    /** Exports, follows up to there, and compares. */
    void assertSameAsExported(WorkspaceClient shop) throws IOException {
        Members expected = export(shop, segmentId);
        followUpTo(shop, expected.sequence());
        assertEquals(expected.ordinals(), members, "members at sequence " + expected.sequence());
    }

    /** Takes what comes until the connection is lost, whose end is nobody's fault. */
    void followUntilLost(WorkspaceClient shop) {
        try {
            followUpTo(shop, Long.MAX_VALUE);
        } catch (MusterUnreachableException lost) {
            dropStream();
        }
    }

    /** Applies the changes up to a sequence; goes on where it was, on another stream if there is none. */
    void followUpTo(WorkspaceClient shop, long sequence) {
        if (stream == null) {
            stream = shop.changes(segmentId, position);
        }
        while (held != null || stream.reachedSequence() < sequence) {
            MemberChange change = held == null ? stream.poll() : held;
            held = change;
            if (change == null) {
                position = stream.position();
            } else if (change.position().sequence() > sequence) {
                return;
            } else {
                apply(change);
                held = null;
                position = stream.position();
            }
        }
    }

    /** Lets the stream go, as one who dies does: what it had and was not applied is asked for again. */
    void dropStream() {
        if (stream != null) {
            stream.close();
        }
        stream = null;
        held = null;
    }

    @Override
    public void close() {
        dropStream();
    }

    private void apply(MemberChange change) {
        assertTrue(
                seen.isEmpty() || seen.getLast().position().compareTo(change.position()) < 0,
                () -> "after " + seen.getLast() + " came " + change);
        assertEquals(segmentId, change.segmentId());
        boolean applied =
                change.entered() ? members.checkedAdd(change.ordinal()) : members.checkedRemove(change.ordinal());
        assertTrue(applied, () -> change + " does not fit the members before it");
        seen.add(change);
    }
}
