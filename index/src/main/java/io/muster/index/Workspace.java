package io.muster.index;

import io.muster.index.algebra.MembersReading;
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
import io.muster.index.explain.Explainer;
import io.muster.index.explain.Explaining;
import io.muster.index.function.Effort;
import io.muster.index.id.IdBatch;
import io.muster.index.outlook.CustomerOutlook;
import io.muster.index.outlook.Outlook;
import io.muster.index.record.CommandReader;
import io.muster.index.segment.Definitions;
import io.muster.index.segment.PreparedRule;
import io.muster.index.segment.PreparedRules;
import io.muster.index.segment.Preview;
import io.muster.index.segment.RuleCompiler;
import io.muster.index.segment.Segment;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import io.muster.index.snapshot.Structure;
import io.muster.index.store.KeyStore;
import io.muster.index.store.ProfileStore;
import io.muster.index.suggestion.Suggestions;
import io.muster.index.time.Due;
import io.muster.index.time.EngineTime;
import io.muster.index.timeline.TimelineAnswer;
import io.muster.index.workspace.FieldDeclarations;
import io.muster.index.workspace.NextRecords;
import io.muster.index.workspace.Records;
import io.muster.index.workspace.WorkspaceState;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.roaringbitmap.RoaringBitmap;

/** One workspace: the writer's side on the engine's thread, and the readers' {@link WorkspaceView}. */
final class Workspace extends Due implements WorkspaceView {
    private static final int VISITS_AT_ONCE = 512;
    private static final int MOST_TOUCHED = 64 * 1024;

    /** A range of customers, evaluated at once, takes about as long as visiting so many one by one. */
    private static final int VISITS_OF_A_RANGE = 1_024;

    private final String name;
    private final WorkspaceState state;
    private final Records records;
    private final RuleCompiler compiler;
    private final PreparedRules rules;
    private final Outlook outlook;
    private final Explainer explainer;
    private final Definitions definitions;
    private final DefinitionCommands commands;
    private final NextRecords next;
    private final Pace pace;

    Workspace(
            int id,
            NewWorkspace wanted,
            EngineTime time,
            ProfileStore profiles,
            KeyStore keys,
            Changes changes,
            PreparedRules rules,
            Pace pace) {
        this(
                new WorkspaceState(
                        id,
                        wanted.zone(),
                        wanted.currency(),
                        wanted.abandonedAfterMillis(),
                        time,
                        profiles,
                        keys,
                        changes,
                        pace.usualRows()),
                wanted.name(),
                rules,
                pace);
        ReadyMade.SEGMENTS.forEach(definition -> definitions.create(definition.name(), definition.rule()));
    }

    private Workspace(WorkspaceState state, String name, PreparedRules rules, Pace pace) {
        this.name = name;
        this.pace = pace;
        this.rules = rules;
        this.state = state;
        records = new Records(state, pace.usualRows());
        compiler = new RuleCompiler(state.schema, state.days, state.functions, state.history());
        outlook = new Outlook(state.schema, state.days, state.time, state.history(), state.functions);
        explainer = new Explainer(state.schema, state.days, state.time, state.history());
        definitions = new Definitions(state.segments, compiler, state.ids::ordinals, rules, pace.fewCustomers());
        next = new NextRecords(state);
        commands = new DefinitionCommands(name, state.segments, definitions);
    }

    /** The workspace that was saved. */
    static Workspace restore(
            EngineTime time,
            ProfileStore profiles,
            KeyStore keys,
            Changes changes,
            PreparedRules rules,
            Pace pace,
            StateReader in)
            throws SnapshotException {
        in.begin(Structure.WORKSPACE);
        int id = in.getInt("id", 1, Integer.MAX_VALUE - 1);
        String name = in.getText();
        ZoneId zone = zone(in);
        String currency = in.getText();
        WorkspaceState state =
                new WorkspaceState(id, zone, currency, in.getLong(), time, profiles, keys, changes, pace.usualRows());
        state.days.restore(LocalDate.ofEpochDay(in.getLong()));
        int dues = in.getInt("things due", 0, Integer.MAX_VALUE);
        Workspace workspace = new Workspace(state, name, rules, pace);
        state.restore(in);
        workspace.records.restore(in);
        workspace.definitions.restore(in);
        state.functions.readLongHistories();
        state.heap.restoreAdded(dues);
        state.schema.restored();
        workspace.records.restoreProfiles(in);
        return workspace;
    }

    /** Adds all of it as it is; there must be no work. */
    void freeze(Frozen into) {
        String currency = currency();
        long today = state.days.today().toEpochDay();
        int dues = state.heap.added();
        into.add(Structure.WORKSPACE, out -> {
            out.putInt(id());
            out.putText(name);
            out.putText(zone().getId());
            out.putText(currency);
            out.putLong(state.abandonedAfterMillis);
            out.putLong(today);
            out.putInt(dues);
        });
        state.freeze(into);
        records.freeze(into);
        definitions.freeze(into);
        records.freezeProfiles(into);
    }

    private static ZoneId zone(StateReader in) throws SnapshotException {
        String zone = in.getText();
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            throw in.refuse("a time zone that this JDK knows", unknown);
        }
    }

    void applyRecord(CommandReader command, Outcome outcome) {
        records.apply(command, outcome);
        state.segments.commit();
    }

    /** Loads what records that come soon will look at. */
    NextRecords next() {
        return next;
    }

    /** The command of this sequence is done. */
    void changed(long sequence) {
        state.segments.changed(sequence);
    }

    /** When time alone next changes something here. */
    long nextDueMillis() {
        return state.segments.hasHeld() ? state.time.nowMillis() : state.heap.nextMillis();
    }

    /**
     * Does what is due at the engine's now, or a part of it, and publishes when all of this instant is done: nobody is
     * seen to enter and leave within it.
     */
    @Override
    public int run(int budget) {
        int visited = 0;
        while (state.heap.nextMillis() <= state.time.nowMillis() && visited < budget) {
            visited += state.heap.next().run(Math.min(VISITS_AT_ONCE, budget - visited));
            if (state.segments.touched() > MOST_TOUCHED) {
                state.segments.hold();
            }
        }
        boolean unfinished = state.heap.nextMillis() <= state.time.nowMillis();
        if (unfinished || state.segments.hasHeld()) {
            state.segments.hold();
        } else {
            state.segments.commit();
        }
        while (!unfinished && state.segments.hasHeld() && visited < budget) {
            state.segments.commitHeld();
            visited += VISITS_OF_A_RANGE;
        }
        return Math.max(1, visited);
    }

    /** Whether a definition is on its way into force, or out, or a long history of a deleted customer out. */
    boolean hasWork() {
        return definitions.hasWork() || records.hasWork();
    }

    /** Does a part of it. */
    void step() {
        if (records.hasWork()) {
            records.step(new Effort(pace.visits()));
        } else {
            definitions.step();
        }
    }

    void createSegment(CommandReader command, Outcome outcome) {
        commands.create(command, outcome);
    }

    void updateSegment(CommandReader command, Outcome outcome) {
        commands.update(command, outcome);
    }

    void rollbackSegment(CommandReader command, Outcome outcome) {
        commands.rollback(command, outcome);
    }

    void deleteSegment(CommandReader command, Outcome outcome) {
        commands.delete(command, outcome);
    }

    List<SegmentVersion> versions(int segmentId) {
        return definitions.versions(segmentId);
    }

    Definitions definitions() {
        return definitions;
    }

    RoaringBitmap members(int segmentId) {
        return state.segments.members(segmentId);
    }

    /** Throws {@link io.muster.index.rule.RuleException}. */
    SlowAnswer<RuleCount> count(String text, int sample) {
        return preview(text, definitions.names(), RulePreviews.count(text, sample, state.ids));
    }

    /** Null where there is no such segment. Throws {@link io.muster.index.rule.RuleException}. */
    SlowAnswer<EditEffect> edit(int segmentId, String text, int sample) {
        SegmentEntry entry = segments().byId(segmentId);
        return entry == null
                ? null
                : preview(
                        text,
                        definitions.names(entry),
                        RulePreviews.edit(state.segments, segmentId, sample, state.ids));
    }

    CustomerDetails customer(String idOrEmail) {
        int ordinal = records.find(idOrEmail);
        if (ordinal < 0) {
            return null;
        }
        List<SegmentEntry> segments = segments().entries().stream()
                .filter(entry -> isMember(ordinal, entry))
                .toList();
        Map<String, Object> fields = records.fields(ordinal);
        return new CustomerDetails(ordinal, fields, records.customFields(ordinal), segments);
    }

    Map<String, String> profile(int ordinal) {
        return records.profile(ordinal);
    }

    SlowAnswer<RecordEffect> whatIf(CommandReader command) {
        return new Rehearsal(records, state.segments, rules, command, pace);
    }

    List<Suggestion> suggest(String subject, String prefix, int limit) {
        return new Suggestions(state).suggest(subject, prefix, limit);
    }

    EngineMemory.WorkspaceMemory memory() {
        return new EngineMemory.WorkspaceMemory(
                id(),
                state.ids.bytes(),
                state.schema.bytes() + state.places.bytes() + records.bytes(),
                state.events.bytes() + state.orders.bytes() + state.checkouts.bytes(),
                state.eventKeys.bytes() + state.orders.keysBytes() + state.checkouts.keysBytes(),
                state.segments.bytes(),
                state.texts.bytes() + state.eventNames.bytes(),
                state.arena.bytes());
    }

    EngineStatus.WorkspaceStatus status() {
        return new EngineStatus.WorkspaceStatus(
                id(),
                name,
                zone().getId(),
                currency(),
                customers(),
                state.events.alive(),
                segments().entries().size(),
                state.schema.criteria() + state.functions.criteria() + state.places.criteria());
    }

    /** It is gone: questions under way end, and {@link #dispose} follows. */
    void close() {
        state.functions.close();
    }

    /** Takes a part of what it has in the stores that workspaces share; true when nothing is left. */
    boolean dispose() {
        return records.dispose(new Effort(pace.visits()));
    }

    @Override
    public int id() {
        return state.id;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ZoneId zone() {
        return state.days.zone();
    }

    @Override
    public String currency() {
        return state.currency();
    }

    @Override
    public SegmentCatalog segments() {
        return state.segments.catalog();
    }

    @Override
    public int ordinal(DirectBuffer id, int offset, int length) {
        return state.ids.find(id, offset, length);
    }

    @Override
    public void ordinals(IdBatch batch) {
        state.ids.find(batch);
    }

    @Override
    public void words(IdBatch batch, int group, long[] into) {
        state.segments.words(batch, group, into);
    }

    @Override
    public boolean isMember(int ordinal, SegmentEntry segment) {
        return (word(ordinal, segment.group()) & segment.mask()) != 0;
    }

    @Override
    public MembersReading reading(List<SegmentEntry> wanted) {
        return segments().reading(wanted, this::segments);
    }

    @Override
    public ReadersCount count(String rule) {
        return ReadersCount.of(rule, rules.ofSegments(), this::segments, state.segments.customers());
    }

    @Override
    public long word(int ordinal, int group) {
        return state.segments.word(ordinal, group);
    }

    @Override
    public long cardinality(SegmentEntry segment) {
        return state.segments.cardinality(segment.slot());
    }

    @Override
    public long lastChange(SegmentEntry segment) {
        return state.segments.lastChange(segment.slot());
    }

    @Override
    public int customers() {
        return state.ids.size();
    }

    @Override
    public int ordinals() {
        return state.ids.ordinals();
    }

    @Override
    public int idLength(int ordinal) {
        return state.ids.idLength(ordinal);
    }

    @Override
    public int copyId(int ordinal, MutableDirectBuffer target, int offset) {
        return state.ids.copyId(ordinal, target, offset);
    }

    private <T> SlowAnswer<T> preview(String text, RuleCompiler.SegmentNames names, RulePreviews.Asked<T> asked) {
        PreparedRule prepared = rules.take(text);
        return new Preview<>(
                prepared,
                compiler,
                names,
                state.living,
                state.ids::ordinals,
                state.unsaved::catchUp,
                asked.wanted(),
                pace,
                asked.answering().apply(prepared.rule()));
    }

    /** The fields that rules may use. */
    List<FieldEntry> fields() {
        return FieldEntries.of(state.schema);
    }

    void declareField(CommandReader command, Outcome outcome) {
        FieldDeclarations.declare(state.schema, command, outcome);
    }

    /**
     * Whether the customer, by external id or e-mail address, is in the segment, and until when; null for no segment.
     */
    SlowAnswer<MembershipUntil> until(int segmentId, String idOrEmail) {
        if (segments().byId(segmentId) == null) {
            return null;
        }
        int ordinal = records.find(idOrEmail);
        return ordinal < 0
                ? SlowAnswer.of(UntilAnswer.UNKNOWN)
                : new UntilAnswer(state, outlook, segmentId, ordinal, pace);
    }

    /**
     * Why the customer, by external id or e-mail address, is in the segment or not; null for no customer or segment.
     */
    SlowAnswer<Explanation> explain(int segmentId, String idOrEmail) {
        int ordinal = records.find(idOrEmail);
        return ordinal < 0 || segments().byId(segmentId) == null
                ? null
                : new ExplainAnswer(this, state, outlook, segmentId, ordinal, pace);
    }

    /** What the customer, by external id or e-mail address, did below a place; null for no customer. */
    SlowAnswer<Timeline> timeline(String idOrEmail, TimelinePlace before, int limit) {
        int ordinal = records.find(idOrEmail);
        return ordinal < 0 ? null : new TimelineAnswer(state, ordinal, before, limit, pace.visits());
    }

    /** Begins to explain why a customer, who has just been read, is in a segment or not. */
    Explaining explain(SegmentEntry entry, Segment segment, int ordinal, CustomerOutlook customer) {
        return explainer.explain(
                entry,
                rules.take(entry.rule()).rule(),
                segment.node(),
                ordinal,
                state.ids.text(ordinal),
                customer,
                segmentName -> isMemberOf(ordinal, segmentName));
    }

    private boolean isMemberOf(int ordinal, String segmentName) {
        SegmentEntry entry = segments().byName(segmentName);
        return entry != null && isMember(ordinal, entry);
    }
}
