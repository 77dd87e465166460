package io.muster.index.segment;

import io.muster.index.SegmentCatalog;
import io.muster.index.SegmentEntry;
import io.muster.index.algebra.SharedMembers;
import io.muster.index.change.Changes;
import io.muster.index.criterion.Criterion;
import io.muster.index.criterion.Flips;
import io.muster.index.id.IdBatch;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.time.EngineTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * The segments of one workspace and their published membership.
 *
 * <p>The engine's thread gathers the flips of a command, or of an instant that has come, and then {@link #commit}s:
 * each customer and segment concerned is evaluated once, segments that others refer to first, and each word that
 * changes is stored once. The flips of an instant that takes several steps are {@link #hold held} until the last of
 * them, and then committed range by range.
 *
 * <p>Readers, on any thread: {@link #catalog}, {@link #word}, {@link #cardinality}, {@link #lastChange}. A slot is used
 * again after its segment is gone: who has read a bit must find {@link #catalog} unchanged afterwards, or read again.
 */
public final class Segments implements Flips {
    /** Segments a workspace can have at one time, those included that are being built. */
    public static final int MAX_SEGMENTS = 65_536;

    private final int workspaceId;
    private final EngineTime time;
    private final RoaringBitmap living;
    private final Changes changes;
    private final Slots slots = new Slots();
    private final Touched touched = new Touched();
    private final RankQueue queue = new RankQueue();
    private final Toggles toggles = new Toggles();
    private final RangeCommit rangeCommit;
    private final SharedMembers customers;
    private final List<SharedMembers> changing = new ArrayList<>();
    private int[] birthSlots = {};
    private volatile SegmentCatalog catalog = new SegmentCatalog(0, List.of());

    /**
     * No segments yet.
     *
     * @param living the customers there are; kept up by the caller
     * @param changes hears of every change
     */
    public Segments(int workspaceId, EngineTime time, RoaringBitmap living, Changes changes) {
        this.workspaceId = workspaceId;
        this.time = time;
        this.living = living;
        customers = new SharedMembers(living);
        this.changes = changes;
        rangeCommit = new RangeCommit(this, slots, living);
    }

    /** Any thread. */
    public SegmentCatalog catalog() {
        return catalog;
    }

    /** Any thread. */
    public long word(int ordinal, int group) {
        return slots.word(ordinal, group);
    }

    /** Of each customer of a batch that was found. Any thread. */
    public void words(IdBatch batch, int group, long[] into) {
        slots.words(batch, group, into);
    }

    /** Any thread. */
    public long cardinality(int slot) {
        return slots.cardinality(slot);
    }

    /** When a customer last entered or left, or {@link Long#MIN_VALUE}. Any thread. */
    public long lastChange(int slot) {
        return slots.lastChange(slot);
    }

    /** A copy of the members, or null where there is no such segment. */
    public RoaringBitmap members(int segmentId) {
        SegmentEntry entry = catalog.byId(segmentId);
        return entry == null ? null : live(entry).members().clone();
    }

    /** What stands behind a name that readers see. */
    public Segment live(SegmentEntry entry) {
        return slots.get(entry.slot());
    }

    /** What stands in a slot, built or being built; null for nothing. */
    Segment at(int slot) {
        return slots.get(slot);
    }

    /** Whether there is no room for so many more. An edit needs room beside the old one. */
    public boolean isFull(int more) {
        return slots.size() + more > MAX_SEGMENTS;
    }

    @Override
    public void flipped(Criterion criterion, int ordinal) {
        for (int slot : criterion.slots()) {
            touch(ordinal, slot);
        }
    }

    /** A customer has come of whom nothing is known yet. */
    public void born(int ordinal) {
        for (int slot : birthSlots) {
            touch(ordinal, slot);
        }
    }

    /** A customer is gone; the caller has taken it from the living. */
    public void died(int ordinal) {
        for (int group = 0; group < slots.groups(); group++) {
            long word = slots.word(ordinal, group);
            while (word != 0) {
                int slot = (group << 6) + Long.numberOfTrailingZeros(word);
                if (slots.get(slot) != null) {
                    touch(ordinal, slot);
                }
                word &= word - 1;
            }
        }
    }

    /** How many memberships wait to be evaluated, not counting those held. */
    public int touched() {
        return touched.size();
    }

    /** Evaluates what was touched since the last call, and publishes what changed. */
    public void commit() {
        touched.sort();
        for (int i = 0; i < touched.size(); ) {
            int ordinal = touched.ordinal(i);
            queue.clear();
            for (; i < touched.size() && touched.ordinal(i) == ordinal; i++) {
                queue.add(touched.key(i));
            }
            commit(ordinal);
        }
        touched.clear();
    }

    /** What was touched waits until all that belongs to this instant is; then {@link #commitHeld} evaluates it. */
    public void hold() {
        touched.hold();
    }

    /** Whether anything was held that is not evaluated yet. */
    public boolean hasHeld() {
        return touched.hasHeld();
    }

    /** Evaluates what was held of one range of customers, and publishes it; there must be some. */
    public void commitHeld() {
        int range = touched.firstHeldRange();
        rangeCommit.run(range, touched.takeHeld(range));
    }

    private void commit(int ordinal) {
        boolean lives = living.contains(ordinal);
        while (queue.hasNext()) {
            Segment segment = slots.get(Touched.slotOf(queue.next()));
            if (evaluate(ordinal, lives, segment)) {
                toggles.add(segment.slot());
                for (int dependent : segment.dependents()) {
                    queue.add(key(dependent));
                }
            }
        }
        publish(ordinal);
        toggles.clear();
    }

    /** Stores the customer's words, and then tells of each segment that was entered or left. */
    private void publish(int ordinal) {
        for (int group = 0; group < toggles.groups(); group++) {
            if (toggles.bits(group) != 0) {
                slots.toggle(ordinal, group, toggles.bits(group));
            }
        }
        for (int group = 0; group < toggles.groups(); group++) {
            tell(ordinal, group, toggles.bits(group));
        }
    }

    /** Tells of the segments of a group that the customer entered or left; its word is stored. */
    void tell(int ordinal, int group, long changed) {
        long word = slots.word(ordinal, group);
        for (long bits = changes.isHeard() ? changed : 0; bits != 0; bits &= bits - 1) {
            Segment segment = slots.get((group << 6) + Long.numberOfTrailingZeros(bits));
            if (segment.isLive()) {
                boolean in = (word & Long.lowestOneBit(bits)) != 0;
                SegmentEntry entry = segment.entry();
                changes.tell(workspaceId, entry.id(), entry.version(), ordinal, in);
            }
        }
    }

    /**
     * Brings the segment's members up to date for one customer; true if that changed them. Whether they had it is read
     * in its words, where all segments of a customer stand together.
     */
    private boolean evaluate(int ordinal, boolean lives, Segment segment) {
        boolean in = lives && segment.node().holds(ordinal);
        boolean changed = slots.has(ordinal, segment.slot()) != in;
        if (changed) {
            RoaringBitmap members = membersToChange(segment);
            if (in) {
                members.add(ordinal);
            } else {
                members.remove(ordinal);
            }
            slots.count(segment.slot(), in ? 1 : -1);
            slots.changed(segment.slot(), time.nowMillis());
        }
        return changed;
    }

    /** The members of the segment, which the caller is about to change. */
    RoaringBitmap membersToChange(Segment segment) {
        segment.shared().beforeChange(changing);
        return segment.members();
    }

    /** A customer is about to come or to go: to be told before the living change. */
    public void beforeLivingChange() {
        customers.beforeChange(changing);
    }

    /** All customers, as readers may read them. Any thread. */
    public SharedMembers customers() {
        return customers;
    }

    /** The command of this sequence is done with this workspace. */
    public void changed(long sequence) {
        for (int i = 0; i < changing.size(); i++) {
            changing.get(i).changed(sequence);
        }
        changing.clear();
    }

    private void touch(int ordinal, int slot) {
        touched.add(ordinal, key(slot));
    }

    int key(int slot) {
        return Touched.key(slots.get(slot).rank(), slot);
    }

    long nowMillis() {
        return time.nowMillis();
    }

    /** A slot for a segment that is to be built. */
    int takeSlot() {
        return slots.take();
    }

    /** From now on the segment, which is being built, hears of changes of customers. */
    void watch(Segment segment) {
        slots.put(segment.slot(), segment);
        segment.node().forEach((source, criterion) -> criterion.addSlot(segment.slot()));
        segment.node().forEachSegment(referred -> referred.addDependent(segment.slot()));
        findBirthSlots();
    }

    /** Evaluates the segment, which is being built, for the customers of a range. */
    void build(Segment segment, int range) {
        rangeCommit.build(segment, range);
    }

    /**
     * From now on readers see {@code coming} in the place of {@code going}; either may be missing. One by one. What
     * comes counts as being changed until the command is done: its members are not those of any sequence before.
     */
    void exchange(List<SegmentEntry> going, List<Segment> coming) {
        List<SegmentEntry> entries = new ArrayList<>(catalog.entries());
        entries.removeAll(going);
        for (Segment segment : coming) {
            segment.shared().beforeChange(changing);
            entries.add(segment.entry());
            segment.setLive(true);
            slots.changed(segment.slot(), segment.members().isEmpty() ? 0 : time.nowMillis());
        }
        entries.sort(Comparator.comparingInt(SegmentEntry::id));
        List<RoaringBitmap> before =
                going.stream().map(entry -> slots.get(entry.slot()).members()).toList();
        catalog = catalog(catalog.version() + 1, entries);
        tellOfExchange(going, before, coming);
    }

    private void tellOfExchange(List<SegmentEntry> going, List<RoaringBitmap> before, List<Segment> coming) {
        for (Segment segment : coming) {
            RoaringBitmap old = new RoaringBitmap();
            for (int i = 0; i < going.size(); i++) {
                if (going.get(i).id() == segment.entry().id()) {
                    old = before.get(i);
                }
            }
            changes.redefined(workspaceId, segment.entry(), old, segment.members());
        }
        for (int i = 0; i < going.size(); i++) {
            int id = going.get(i).id();
            if (coming.stream().noneMatch(segment -> segment.entry().id() == id)) {
                changes.redefined(workspaceId, going.get(i), before.get(i), new RoaringBitmap());
            }
        }
    }

    /** Another name for the same segment, and another text for the same rule. */
    void rename(List<SegmentEntry> old, List<SegmentEntry> renamed) {
        List<SegmentEntry> entries = new ArrayList<>(catalog.entries());
        entries.removeAll(old);
        entries.addAll(renamed);
        entries.sort(Comparator.comparingInt(SegmentEntry::id));
        renamed.forEach(entry -> slots.get(entry.slot()).renamed(entry));
        catalog = catalog(catalog.version() + 1, entries);
    }

    /** The segment no longer hears of anything, and its criteria are given back; its bits are still to be cleared. */
    void retire(Segment segment) {
        int slot = segment.slot();
        segment.setLive(false);
        if (slots.get(slot) == segment) {
            segment.node().forEach((source, criterion) -> criterion.removeSlot(slot));
            segment.node().forEachSegment(referred -> referred.removeDependent(slot));
        }
        RuleCompiler.release(segment.node());
        touched.forget(slot);
        slots.vacate(slot);
        findBirthSlots();
    }

    /** Clears the bits of a slot that was given up for the customers of a page; false if there is no such page. */
    boolean clear(int slot, int page) {
        return slots.clear(slot, page);
    }

    void free(int slot) {
        slots.free(slot);
    }

    /** What readers see, those first that others refer to. */
    Segment[] inOrderOfRank() {
        List<SegmentEntry> entries = catalog.entries();
        long[] keys = new long[entries.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key(entries.get(i).slot());
        }
        Arrays.sort(keys);
        Segment[] segments = new Segment[keys.length];
        for (int i = 0; i < keys.length; i++) {
            segments[i] = slots.get(Touched.slotOf((int) keys[i]));
        }
        return segments;
    }

    /** Adds the published membership as it is; definitions are not among it. */
    void freeze(Frozen into) {
        slots.freeze(into);
    }

    /** From now on readers see these, each in its slot; nothing is known of customers yet. Before there are readers. */
    void restore(int version, List<Segment> restored) {
        for (Segment segment : restored) {
            slots.restore(segment.slot());
            watch(segment);
            segment.setLive(true);
        }
        catalog = catalog(
                version,
                restored.stream()
                        .map(Segment::entry)
                        .sorted(Comparator.comparingInt(SegmentEntry::id))
                        .toList());
    }

    private SegmentCatalog catalog(int version, List<SegmentEntry> entries) {
        return new SegmentCatalog(
                version, entries, entry -> slots.get(entry.slot()).shared());
    }

    /** Takes the membership that was published. */
    void restore(StateReader in) throws SnapshotException {
        slots.restore(in);
    }

    private void findBirthSlots() {
        birthSlots = slots.askedAtBirth();
    }

    /** Size of the memory off the heap. */
    public long bytes() {
        return slots.bytes();
    }
}
