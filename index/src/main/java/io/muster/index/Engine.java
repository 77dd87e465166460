package io.muster.index;

import io.muster.index.answer.EditEffect;
import io.muster.index.answer.Explanation;
import io.muster.index.answer.FieldEntry;
import io.muster.index.answer.MembershipUntil;
import io.muster.index.answer.RecordEffect;
import io.muster.index.answer.RuleCount;
import io.muster.index.answer.SegmentVersion;
import io.muster.index.answer.Suggestion;
import io.muster.index.answer.Timeline;
import io.muster.index.answer.TimelinePlace;
import io.muster.index.change.Changes;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandReader;
import io.muster.index.record.Tag;
import io.muster.index.segment.PreparedRules;
import io.muster.index.snapshot.BlockSource;
import io.muster.index.snapshot.EngineSnapshot;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.Structure;
import io.muster.index.store.KeyStore;
import io.muster.index.store.ProfileStore;
import io.muster.index.time.DueHeap;
import io.muster.index.time.EngineTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.roaringbitmap.RoaringBitmap;

/**
 * One shard: commands in, membership out. All methods belong to one thread, except those that say otherwise.
 *
 * <p>The same commands in the same order give the same state, down to the bit: the engine reads no clock and draws no
 * number.
 */
public final class Engine implements AutoCloseable {
    /** Workspaces an engine can have at one time. */
    public static final int MAX_WORKSPACES = 100_000;

    /** Workspaces an engine can have had: the id of a deleted one is not used again. */
    public static final int MAX_WORKSPACE_IDS = 10_000_000;

    private final EngineTime time;
    private final ProfileStore profiles;
    private final KeyStore keys;
    private final DueHeap heap = new DueHeap();
    private final Workspaces workspaces = new Workspaces(MAX_WORKSPACES, MAX_WORKSPACE_IDS);
    private final LookAhead lookAhead = new LookAhead(workspaces);
    private final CommandReader reader = new CommandReader();
    private volatile long sequence;
    private volatile long nextDueMillis = Long.MAX_VALUE;
    private volatile boolean hasWork;
    private final List<Workspace> changing = new ArrayList<>();
    private final Deque<Workspace> working = new ArrayDeque<>();
    private final Deque<Workspace> disposing = new ArrayDeque<>();
    private final Changes changes;
    private final Pace pace;
    private final PreparedRules rules = new PreparedRules();
    private EngineWalk walk;

    public Engine(EngineOptions options) {
        this(options, options.startMillis(), options.expectedCustomers());
    }

    private Engine(EngineOptions options, long startMillis, long expectedCustomers) {
        time = new EngineTime(startMillis);
        changes = new Changes(options.changes(), time);
        pace = options.pace();
        profiles = new ProfileStore(expectedCustomers);
        keys = new KeyStore(expectedCustomers);
    }

    /**
     * An engine with the state that a snapshot was taken of: whatever is applied to it has the same effect as on the
     * other.
     *
     * @param options as for a new engine; its start is that of the snapshot
     * @throws SnapshotException if the blocks are not those of a whole snapshot that this version can read
     */
    public static Engine restore(EngineOptions options, BlockSource source) throws SnapshotException {
        StateReader in = new StateReader(source);
        EngineHead head = EngineHead.read(in);
        Engine engine = empty(options, head, in);
        try {
            engine.restore(head, in);
            return engine;
        } catch (SnapshotException damaged) {
            engine.close();
            throw damaged;
        } catch (RuntimeException damaged) {
            engine.close();
            throw in.refuse("state that fits together", damaged);
        }
    }

    /** A head that is damaged may ask for more memory than there is. */
    private static Engine empty(EngineOptions options, EngineHead head, StateReader in) throws SnapshotException {
        long customers = Math.max(options.expectedCustomers(), head.profiles());
        try {
            return new Engine(options, head.nowMillis(), customers);
        } catch (RuntimeException | OutOfMemoryError tooMany) {
            throw in.refuse("profiles", customers, "as many as there is memory for");
        }
    }

    private void restore(EngineHead head, StateReader in) throws SnapshotException {
        for (int i = 0; i < head.workspaces(); i++) {
            Workspace workspace = Workspace.restore(time, profiles, keys, changes, rules, pace, in);
            heap.schedule(workspace, workspace.nextDueMillis());
            workspaces.add(workspace);
        }
        in.begin(Structure.END);
        in.end();
        workspaces.restoreNextId(head.nextWorkspaceId());
        nextDueMillis = heap.nextMillis();
        sequence = head.sequence();
    }

    /** Applies one command (see {@link io.muster.index.record}) and says in {@code outcome} what became of it. */
    public void apply(DirectBuffer command, int offset, int length, Outcome outcome) {
        reader.wrap(command, offset, length);
        changes.because(sequence + 1, Causes.of(reader), command, offset, length);
        switch (reader.kind()) {
            case CommandKind.ADVANCE -> advance(outcome);
            case CommandKind.STEP -> step(outcome);
            case CommandKind.CREATE_WORKSPACE -> createWorkspace(outcome);
            default -> applyToWorkspace(outcome);
        }
        boolean behind = isBehind();
        time.setBehind(behind);
        if (!behind && time.nowMillis() < time.toldMillis()) {
            time.set(time.toldMillis());
        }
        nextDueMillis = behind ? Long.MAX_VALUE : heap.nextMillis();
        findWork();
        publish(sequence + 1);
    }

    /** Loads what some of the next commands, each behind its length in four bytes, will look at; nothing changes. */
    public void lookAhead(DirectBuffer commands, int offset, int count) {
        lookAhead.over(commands, offset, count);
    }

    /** What the command changed may be read as a whole before its sequence is told. */
    private void publish(long done) {
        for (int i = 0; i < changing.size(); i++) {
            changing.get(i).changed(done);
        }
        changing.clear();
        sequence = done;
    }

    /**
     * Whether something was begun that takes long: time that has come with more due than is done at once, a definition
     * that is being built, the end of a workspace or of a customer with a long history. Each {@link CommandKind#STEP}
     * does a part of it; other commands may come between. Any thread.
     */
    public boolean hasWork() {
        return hasWork;
    }

    /**
     * The next instant at which the passing of time alone may change something; {@link Long#MAX_VALUE} for never, and
     * while the engine is still busy with time that has come. Any thread.
     */
    public long nextDueMillis() {
        return nextDueMillis;
    }

    /** The engine's now, milliseconds since the epoch. Any thread. */
    public long nowMillis() {
        return time.nowMillis();
    }

    /**
     * Parses a rule that is on its way to the engine, so that its thread need not: worth it for long ones. Throws
     * {@link io.muster.index.rule.RuleException}. Any thread.
     */
    public void prepare(String rule) {
        rules.prepare(rule);
    }

    /** The instant it was told last: now, or later while it is busy with what is due before. Any thread. */
    public long toldMillis() {
        return time.toldMillis();
    }

    /** How many commands have been applied; the first has sequence 1. Any thread. */
    public long sequence() {
        return sequence;
    }

    /** The workspaces there are, in the order of their ids. Any thread. */
    public List<WorkspaceView> workspaces() {
        return List.copyOf(workspaces.all());
    }

    /** Null where there is none. Any thread. */
    public WorkspaceView workspace(int id) {
        return workspaces.get(id);
    }

    /** Null where there is none. Any thread. */
    public WorkspaceView workspace(String name) {
        return workspaces.get(name);
    }

    /** A copy of the segment's members as ordinals; null where there is no such segment. */
    public RoaringBitmap members(int workspaceId, int segmentId) {
        Workspace workspace = workspaces.get(workspaceId);
        return workspace == null ? null : workspace.members(segmentId);
    }

    /**
     * The size of a rule that is not saved, with a sample of so many ids; null where there is no such workspace. Throws
     * {@link io.muster.index.rule.RuleException}.
     */
    public SlowAnswer<RuleCount> count(int workspaceId, String rule, int sample) {
        Workspace workspace = workspaces.get(workspaceId);
        return workspace == null ? null : workspace.count(rule, sample);
    }

    /**
     * What another rule would do to a segment, with samples of so many ids; null where there is no such segment. Throws
     * {@link io.muster.index.rule.RuleException}.
     */
    public SlowAnswer<EditEffect> edit(int workspaceId, int segmentId, String rule, int sample) {
        Workspace workspace = workspaces.get(workspaceId);
        return workspace == null ? null : workspace.edit(segmentId, rule, sample);
    }

    /** The definitions that a segment has and had, the one in force last; empty where there is no such segment. */
    public List<SegmentVersion> versions(int workspaceId, int segmentId) {
        Workspace workspace = workspaces.get(workspaceId);
        return workspace == null ? List.of() : workspace.versions(segmentId);
    }

    /**
     * Why the last definition of a segment did not come into force although it had been accepted; null if it did. The
     * old one, if there was one, is still in force then.
     */
    public String buildFailure(int workspaceId, int segmentId) {
        Workspace workspace = workspaces.get(workspaceId);
        return workspace == null ? null : workspace.definitions().failure(segmentId);
    }

    /** The definition of a workspace that is on its way into force; null where there is none. */
    public SegmentEntry building(int workspaceId) {
        Workspace workspace = workspaces.get(workspaceId);
        return workspace == null ? null : workspace.definitions().building();
    }

    /** The segments whose rules name this one; none where there is no such. */
    public List<SegmentEntry> referringTo(int workspaceId, int segmentId) {
        Workspace workspace = workspaces.get(workspaceId);
        SegmentEntry entry = workspace == null ? null : workspace.segments().byId(segmentId);
        return entry == null ? List.of() : workspace.definitions().directlyReferringTo(entry);
    }

    /** All fields that rules may use, built-in ones first; null where there is no such workspace. */
    public List<FieldEntry> fields(int workspaceId) {
        Workspace workspace = workspaces.get(workspaceId);
        return workspace == null ? null : workspace.fields();
    }

    /** By external id, or by e-mail address; null where there is no such customer. */
    public CustomerDetails customer(int workspaceId, String idOrEmail) {
        Workspace workspace = workspaces.get(workspaceId);
        return workspace == null ? null : workspace.customer(idOrEmail);
    }

    /**
     * What is kept of a customer beside its fields: {@code email}, {@code first_name}, {@code last_name} and
     * {@code phone}, where known. Empty where there is no such workspace or customer.
     */
    public Map<String, String> profile(int workspaceId, int ordinal) {
        Workspace workspace = workspaces.get(workspaceId);
        return workspace == null ? Map.of() : workspace.profile(ordinal);
    }

    /**
     * What a record (see {@link io.muster.index.record}) would do if it came now; nothing is written. Null where there
     * is no such workspace.
     */
    public SlowAnswer<RecordEffect> whatIf(int workspaceId, DirectBuffer command, int offset, int length) {
        Workspace workspace = workspaces.get(workspaceId);
        return workspace == null ? null : workspace.whatIf(new CommandReader().wrap(command, offset, length));
    }

    /**
     * Values that a field, or a function's parameter, has had; null where there is no such workspace. See
     * {@link io.muster.index.suggestion.Suggestions#suggest}.
     */
    public List<Suggestion> suggest(int workspaceId, String subject, String prefix, int limit) {
        Workspace workspace = workspaces.get(workspaceId);
        return workspace == null ? null : workspace.suggest(subject, prefix, limit);
    }

    /** What it holds. */
    public EngineStatus status() {
        return new EngineStatus(
                sequence,
                nowMillis(),
                workspaces.all().stream().map(Workspace::status).toList());
    }

    /**
     * Begins a walk through the state as of the last command; it must be closed before another begins. Between
     * commands. Null while the engine {@link #hasWork}: what is half done is not saved.
     */
    public EngineSnapshot beginSnapshot() {
        if (walk != null) {
            throw new IllegalStateException("snapshot: found one under way, expected none");
        }
        if (hasWork) {
            return null;
        }
        EngineHead head = new EngineHead(
                sequence, nowMillis(), workspaces.size(), workspaces.nextId(), profiles.size(), keys.size());
        walk = new EngineWalk(head, workspaces.all(), this::walked);
        return walk;
    }

    private void walked() {
        walk = null;
        findWork();
    }

    /**
     * Moves profiles and secondary keys that were restored into the maps where they stay, in steps; they are found all
     * the while. Answers how many it has moved. What is not moved costs memory, and nothing else.
     */
    public SlowAnswer<Long> moveRestored() {
        return new RestoredStores(profiles, keys);
    }

    /** Where its memory is. */
    public SlowAnswer<EngineMemory> memory() {
        return new MemoryCount(new ArrayList<>(workspaces.all()), profiles.bytes(), keys.bytes());
    }

    /** Releases the stores; readers must be gone. */
    @Override
    public void close() {
        profiles.close();
        keys.close();
    }

    /**
     * Lives through every instant on the way at which something is due, in order: nothing is skipped by a long step.
     * Where that is more than is done at once, {@link #step} goes on.
     */
    private void advance(Outcome outcome) {
        long target = reader.next() && reader.tag() == Tag.TIME ? reader.number() : Long.MIN_VALUE;
        if (target < time.toldMillis()) {
            outcome.refuseField(
                    "time",
                    "found " + Instant.ofEpochMilli(target) + ", expected now ("
                            + Instant.ofEpochMilli(time.toldMillis()) + ") or later");
            return;
        }
        if (target > EngineOptions.LATEST_MILLIS) {
            outcome.refuseField("time", "found " + target + ", expected milliseconds up to the year 9999");
            return;
        }
        time.tell(target);
        catchUp();
        outcome.accept(0);
    }

    private void step(Outcome outcome) {
        if (isBehind()) {
            catchUp();
        } else if (!working.isEmpty()) {
            Workspace workspace = working.remove();
            beforeChange(workspace);
            workspace.step();
            if (workspace.hasWork()) {
                working.add(workspace);
            }
            heap.schedule(workspace, workspace.nextDueMillis());
        } else if (mayDispose() && disposing.element().dispose()) {
            disposing.remove();
        }
        outcome.accept(0);
    }

    private boolean mayDispose() {
        return !disposing.isEmpty() && (walk == null || !walk.keeps(disposing.element()));
    }

    private void findWork() {
        hasWork = isBehind() || !working.isEmpty() || mayDispose();
    }

    private boolean isBehind() {
        return heap.nextMillis() <= time.toldMillis();
    }

    private void catchUp() {
        for (int left = pace.visits(); left > 0 && isBehind(); ) {
            Workspace due = (Workspace) heap.next();
            time.set(Math.max(time.nowMillis(), due.atMillis()));
            beforeChange(due);
            left -= due.run(left);
            heap.schedule(due, due.nextDueMillis());
        }
    }

    private void createWorkspace(Outcome outcome) {
        NewWorkspace wanted = NewWorkspace.read(reader, workspaces, outcome);
        if (wanted != null) {
            Workspace workspace =
                    new Workspace(workspaces.nextId(), wanted, time, profiles, keys, changes, rules, pace);
            heap.schedule(workspace, workspace.nextDueMillis());
            workspaces.add(workspace);
            outcome.accept(workspace.id());
        }
    }

    private void applyToWorkspace(Outcome outcome) {
        Workspace workspace = workspaces.get(reader.workspaceId());
        if (workspace == null) {
            outcome.refuse(
                    Outcome.Kind.UNKNOWN_WORKSPACE,
                    "workspace: found id " + reader.workspaceId() + ", expected a known one");
            return;
        }
        beforeChange(workspace);
        switch (reader.kind()) {
            case CommandKind.DELETE_WORKSPACE -> deleteWorkspace(workspace, outcome);
            case CommandKind.CREATE_SEGMENT -> workspace.createSegment(reader, outcome);
            case CommandKind.UPDATE_SEGMENT -> workspace.updateSegment(reader, outcome);
            case CommandKind.DELETE_SEGMENT -> workspace.deleteSegment(reader, outcome);
            case CommandKind.ROLLBACK_SEGMENT -> workspace.rollbackSegment(reader, outcome);
            case CommandKind.DECLARE_FIELD -> workspace.declareField(reader, outcome);
            default -> workspace.applyRecord(reader, outcome);
        }
        if (workspaces.get(workspace.id()) == workspace) {
            heap.schedule(workspace, workspace.nextDueMillis());
            if (workspace.hasWork() && !working.contains(workspace)) {
                working.add(workspace);
            }
        }
    }

    /** Before a command changes the workspace. */
    private void beforeChange(Workspace workspace) {
        if (changing.isEmpty() || changing.getLast() != workspace) {
            changing.add(workspace);
        }
        if (walk != null) {
            walk.beforeChange(workspace);
        }
    }

    private void deleteWorkspace(Workspace workspace, Outcome outcome) {
        workspaces.remove(workspace);
        heap.remove(workspace);
        working.remove(workspace);
        workspace.close();
        disposing.add(workspace);
        outcome.accept(workspace.id());
    }

    /**
     * Whether a customer, by external id or e-mail address, is in a segment, and until when that holds if no record
     * comes; null where there is no such workspace or segment.
     */
    public SlowAnswer<MembershipUntil> until(int workspaceId, int segmentId, String idOrEmail) {
        Workspace workspace = workspaces.get(workspaceId);
        return workspace == null ? null : workspace.until(segmentId, idOrEmail);
    }

    /**
     * Why a customer, by external id or e-mail address, is in a segment or not, and what would change it; null where
     * there is no such workspace, segment or customer.
     */
    public SlowAnswer<Explanation> explain(int workspaceId, int segmentId, String idOrEmail) {
        Workspace workspace = workspaces.get(workspaceId);
        return workspace == null ? null : workspace.explain(segmentId, idOrEmail);
    }

    /**
     * What a customer, by external id or e-mail address, did below a place, at most so many events; null where there is
     * no such workspace or customer.
     *
     * @param limit up to {@link Timeline#MOST_EVENTS}
     */
    public SlowAnswer<Timeline> timeline(int workspaceId, String idOrEmail, TimelinePlace before, int limit) {
        Workspace workspace = workspaces.get(workspaceId);
        return workspace == null ? null : workspace.timeline(idOrEmail, before, limit);
    }
}
