package io.muster.server.wire;

import io.muster.index.SegmentCatalog;
import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.roaringbitmap.RoaringBitmap;

/** A workspace made by hand: customers {@code c-0} to {@code c-<n - 1>}, where customer i has the words given. */
final class FakeWorkspace implements WorkspaceView {
    final AtomicLong idsCopied = new AtomicLong();
    private final int id;
    private final String name;
    private final int customers;
    private final int groups;
    private final long[] words;
    private volatile SegmentCatalog catalog;
    private Runnable onBitRead = () -> {};

    FakeWorkspace(int id, String name, int customers, int groups) {
        this.id = id;
        this.name = name;
        this.customers = customers;
        this.groups = groups;
        words = new long[customers * groups];
        catalog = new SegmentCatalog(1, List.of());
    }

    void catalog(int version, SegmentEntry... entries) {
        catalog = new SegmentCatalog(version, List.of(entries));
    }

    void set(int ordinal, int slot, boolean member) {
        int at = ordinal * groups + (slot >> 6);
        words[at] = member ? words[at] | 1L << slot : words[at] & ~(1L << slot);
    }

    /** Runs between the look at the catalogue and the return of the bit. */
    void onBitRead(Runnable hook) {
        onBitRead = hook;
    }

    RoaringBitmap members(int segmentId) {
        SegmentEntry segment = catalog.byId(segmentId);
        if (segment == null) {
            return null;
        }
        RoaringBitmap members = new RoaringBitmap();
        for (int i = 0; i < customers; i++) {
            if ((word(i, segment.group()) & segment.mask()) != 0) {
                members.add(i);
            }
        }
        return members;
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ZoneId zone() {
        return ZoneId.of("Europe/Skopje");
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
    public int ordinal(DirectBuffer buffer, int offset, int length) {
        if (length < 3 || buffer.getByte(offset) != 'c' || buffer.getByte(offset + 1) != '-') {
            return UNKNOWN;
        }
        int ordinal = 0;
        for (int i = 2; i < length; i++) {
            ordinal = ordinal * 10 + buffer.getByte(offset + i) - '0';
        }
        return ordinal >= 0 && ordinal < customers ? ordinal : UNKNOWN;
    }

    @Override
    public boolean isMember(int ordinal, SegmentEntry segment) {
        return (word(ordinal, segment.group()) & segment.mask()) != 0;
    }

    @Override
    public long word(int ordinal, int group) {
        boolean given = ordinal >= 0 && ordinal < customers && group < groups;
        long word = given ? words[ordinal * groups + group] : 0;
        onBitRead.run();
        return word;
    }

    @Override
    public long cardinality(SegmentEntry segment) {
        RoaringBitmap members = members(segment.id());
        return members == null ? 0 : members.getLongCardinality();
    }

    @Override
    public long lastChange(SegmentEntry segment) {
        return segment.id() == 1 ? Long.MIN_VALUE : 1_700_000_000_000L + segment.id();
    }

    @Override
    public int customers() {
        return customers;
    }

    @Override
    public int ordinals() {
        return customers;
    }

    @Override
    public int idLength(int ordinal) {
        return idBytes(ordinal).length;
    }

    @Override
    public int copyId(int ordinal, MutableDirectBuffer target, int offset) {
        idsCopied.incrementAndGet();
        byte[] bytes = idBytes(ordinal);
        target.putBytes(offset, bytes);
        return bytes.length;
    }

    @Override
    public String toString() {
        return name + Arrays.toString(words).hashCode();
    }

    private static byte[] idBytes(int ordinal) {
        return ("c-" + ordinal).getBytes(StandardCharsets.US_ASCII);
    }
}
