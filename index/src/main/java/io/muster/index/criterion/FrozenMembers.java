package io.muster.index.criterion;

import io.muster.index.memory.Pages;
import io.muster.index.snapshot.Part;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.StateWriter;
import io.muster.index.snapshot.Structure;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.roaringbitmap.RoaringBitmap;

/**
 * Members of a criterion as they were when a snapshot began; who is about to change them says so, and then the page of
 * 65,536 ordinals is kept as it is. To begin costs next to nothing, because thousands of criteria begin at one moment:
 * how many pages there are is only asked before the first change, or when they are written.
 *
 * <pre>
 *  hash of the predicate (4) | how often it was asked (8)
 *  page (4) | length (4) | a portable Roaring bitmap with one container        for each page with members
 *  -1 (4)
 * </pre>
 *
 * One thread.
 */
final class FrozenMembers implements Part {
    private static final int PAGES_AT_ONCE = 8;
    private static final int END = -1;

    /** A container of 8 KiB, and what stands before it. */
    private static final int LONGEST_BYTES = 8_192 + 64;

    private final Criterion criterion;
    private final RoaringBitmap members;
    private final long asked;
    private RoaringBitmap[] kept;
    private boolean begun;
    private int next;

    /** Takes the members as they are; the criterion {@link Criterion#thaw is told} when nothing needs to be kept. */
    FrozenMembers(Criterion criterion) {
        this.criterion = criterion;
        members = criterion.members();
        asked = criterion.asked();
    }

    /** The ordinal is about to be added or removed. */
    void beforeChange(int ordinal) {
        findPages();
        int page = ordinal >>> Pages.SHIFT;
        if (page >= next && page < kept.length && kept[page] == null) {
            kept[page] = select(page);
        }
    }

    @Override
    public boolean write(StateWriter out) {
        findPages();
        if (!begun) {
            begun = true;
            out.begin(Structure.CRITERION);
            String predicate = criterion.predicate().toString();
            out.effort(predicate.length());
            out.putInt(predicate.hashCode());
            out.putLong(asked);
        }
        for (int i = 0; i < PAGES_AT_ONCE && next < kept.length; i++) {
            RoaringBitmap page = kept[next] == null ? select(next) : kept[next];
            kept[next] = null;
            if (!page.isEmpty()) {
                write(page, out);
            }
            next++;
        }
        if (next == kept.length) {
            out.putInt(END);
        }
        return next == kept.length;
    }

    @Override
    public void release() {
        criterion.thaw();
    }

    /** Adds the members that were saved to an empty bitmap. */
    static void restore(RoaringBitmap members, StateReader in) throws SnapshotException {
        UnsafeBuffer bytes = new UnsafeBuffer(ByteBuffer.allocate(LONGEST_BYTES));
        int last = END;
        for (int page = in.getInt(); page != END; page = in.getInt()) {
            if (page <= last || page > Pages.MASK) {
                throw in.refuse("page of members", page, "one above " + last);
            }
            last = page;
            in.getBytes(bytes, 0, in.getInt("length of a page of members", 1, LONGEST_BYTES));
            RoaringBitmap read = read(bytes, page, in);
            members.append((char) page, read.getContainerPointer().getContainer());
        }
    }

    private static RoaringBitmap read(UnsafeBuffer bytes, int page, StateReader in) throws SnapshotException {
        RoaringBitmap read = new RoaringBitmap();
        try {
            read.deserialize(bytes.byteBuffer().duplicate().clear());
        } catch (IOException | RuntimeException damaged) {
            throw in.refuse("a Roaring bitmap", damaged);
        }
        if (read.isEmpty() || read.first() >>> Pages.SHIFT != page || read.last() >>> Pages.SHIFT != page) {
            throw in.refuse("members", read.isEmpty() ? "none" : read.first() + " to " + read.last(), "page " + page);
        }
        return read;
    }

    private void findPages() {
        if (kept == null) {
            kept = new RoaringBitmap[members.isEmpty() ? 0 : (members.last() >>> Pages.SHIFT) + 1];
        }
    }

    private RoaringBitmap select(int page) {
        long from = (long) page << Pages.SHIFT;
        return members.selectRange(from, from + Pages.ENTRIES);
    }

    private void write(RoaringBitmap page, StateWriter out) {
        out.putInt(next);
        int length = page.serializedSizeInBytes();
        ByteBuffer bytes = ByteBuffer.allocate(length);
        page.serialize(bytes);
        out.putInt(length);
        out.putBytes(new UnsafeBuffer(bytes), 0, length);
    }
}
