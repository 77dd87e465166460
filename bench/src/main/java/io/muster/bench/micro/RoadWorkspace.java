package io.muster.bench.micro;

import io.muster.index.SegmentCatalog;
import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;
import io.muster.index.id.IdBatch;
import io.muster.index.id.IdTable;
import io.muster.index.membership.MembershipWords;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A workspace {@code w} of so many customers, whose ids are their numbers in 12 digits; every other is in {@code s}.
 */
final class RoadWorkspace implements WorkspaceView {
    static final int ID = 1;
    static final int ID_LENGTH = 12;
    static final SegmentEntry SEGMENT = new SegmentEntry(1, "s", "", 1, 0, 0);

    private final SegmentCatalog catalog = new SegmentCatalog(1, List.of(SEGMENT));
    private final IdTable ids = new IdTable();
    private final MembershipWords words = new MembershipWords();

    RoadWorkspace(int customers) {
        UnsafeBuffer id = new UnsafeBuffer(new byte[ID_LENGTH]);
        for (int customer = 0; customer < customers; customer++) {
            putId(id, customer);
            words.set(ids.add(id, 0, ID_LENGTH), 0, customer & 1);
        }
    }

    static void putId(MutableDirectBuffer target, int customer) {
        target.putNaturalPaddedIntAscii(0, ID_LENGTH, customer);
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public String name() {
        return "w";
    }

    @Override
    public ZoneId zone() {
        return ZoneOffset.UTC;
    }

    @Override
    public String currency() {
        return "EUR";
    }

    @Override
    public SegmentCatalog segments() {
        return catalog;
    }

    @Override
    public int ordinal(DirectBuffer id, int offset, int length) {
        return ids.find(id, offset, length);
    }

    @Override
    public void ordinals(IdBatch batch) {
        ids.find(batch);
    }

    @Override
    public void words(IdBatch batch, int group, long[] into) {
        words.words(batch, group, into);
    }

    @Override
    public boolean isMember(int ordinal, SegmentEntry segment) {
        return (word(ordinal, segment.group()) & segment.mask()) != 0;
    }

    @Override
    public long word(int ordinal, int group) {
        return words.word(ordinal, group);
    }

    @Override
    public long cardinality(SegmentEntry segment) {
        return ids.size() / 2;
    }

    @Override
    public long lastChange(SegmentEntry segment) {
        return Long.MIN_VALUE;
    }

    @Override
    public int customers() {
        return ids.size();
    }

    @Override
    public int ordinals() {
        return ids.ordinals();
    }

    @Override
    public int idLength(int ordinal) {
        return ids.idLength(ordinal);
    }

    @Override
    public int copyId(int ordinal, MutableDirectBuffer target, int offset) {
        return ids.copyId(ordinal, target, offset);
    }
}
