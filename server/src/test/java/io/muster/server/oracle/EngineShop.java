package io.muster.server.oracle;

import io.muster.index.Engine;
import io.muster.index.EngineOptions;
import io.muster.index.Outcome;
import io.muster.index.Pace;
import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;
import io.muster.index.answer.MembershipUntil;
import io.muster.index.answer.RecordEffect;
import io.muster.index.record.Commands;
import io.muster.server.records.RecordParser;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.roaringbitmap.RoaringBitmap;

/** One workspace in an engine of its own, fed with records as they stand in a file. One thread. */
final class EngineShop implements JudgedShop {
    /** What of the language and of definitions the engine can. */
    static final Set<RandomRules.Form> FORMS = EnumSet.allOf(RandomRules.Form.class);

    private static final UnsafeBuffer STEP = new UnsafeBuffer(Commands.step());
    private static final int FEW_CUSTOMERS = 10;
    private static final Pace SMALL_STEPS = new Pace(1, 1, 0);

    private final EngineOptions options;
    private final int workspaceId;
    private final RecordParser parser = new RecordParser();
    private final Outcome outcome = new Outcome();
    private final Outcome stepped = new Outcome();
    private final ExpandableArrayBuffer id = new ExpandableArrayBuffer();
    private EngineChanges changes = new EngineChanges();
    private Engine engine;
    private WorkspaceView view;
    private Taken taken = (command, offset, length) -> {};

    /** Hears of each command that the engine has taken. */
    interface Taken {
        void taken(DirectBuffer command, int offset, int length);
    }

    EngineShop(ZoneId zone, String currency, Instant start, int expectedCustomers) {
        this(zone, currency, start, expectedCustomers, Pace.USUAL);
    }

    private EngineShop(ZoneId zone, String currency, Instant start, int expectedCustomers, Pace pace) {
        options = new EngineOptions(start.toEpochMilli(), expectedCustomers, changes, pace);
        engine = new Engine(options);
        command(Commands.createWorkspace("shop", zone.getId(), currency));
        workspaceId = outcome.id();
        view = engine.workspace(workspaceId);
        changes.follow(view);
    }

    /** Without the ready-made segments, and by small steps in half of the histories. */
    static EngineShop bare(History history) {
        Pace pace = history.steps().size() % 2 == 0 ? Pace.USUAL : SMALL_STEPS;
        EngineShop shop = new EngineShop(history.zone(), "EUR", history.start(), FEW_CUSTOMERS, pace);
        shop.view.segments().entries().forEach(segment -> shop.delete(segment.name()));
        return shop;
    }

    WorkspaceView view() {
        return view;
    }

    Engine engine() {
        return engine;
    }

    EngineChanges changes() {
        return changes;
    }

    /** The same options for an engine whose changes another hears. */
    EngineOptions options(EngineChanges otherChanges) {
        return new EngineOptions(0, options.expectedCustomers(), otherChanges, options.pace());
    }

    void listen(Taken newTaken) {
        taken = newTaken;
    }

    /** Goes on with another engine, which is as far as this one. */
    void exchange(Engine other, EngineChanges otherChanges) {
        otherChanges.succeed(changes);
        engine.close();
        engine = other;
        changes = otherChanges;
        view = other.workspace(workspaceId);
    }

    @Override
    public Set<Skill> skills() {
        return EnumSet.allOf(Skill.class);
    }

    @Override
    public void advance(Instant now) {
        command(Commands.advance(now.toEpochMilli()));
    }

    @Override
    public boolean define(String name, String rule) {
        if (!definition(Commands.createSegment(workspaceId, name, rule))) {
            return false;
        }
        changes.name(outcome.id(), name);
        return true;
    }

    @Override
    public boolean edit(String name, String rule) {
        return isKnown(name)
                && definition(Commands.updateSegment(workspaceId, segment(name).id(), null, rule));
    }

    @Override
    public boolean rename(String name, String newName) {
        return isKnown(name)
                && definition(Commands.updateSegment(workspaceId, segment(name).id(), newName, null));
    }

    @Override
    public boolean rollback(String name, int version) {
        return isKnown(name)
                && definition(
                        Commands.rollbackSegment(workspaceId, segment(name).id(), version));
    }

    @Override
    public boolean delete(String name) {
        return isKnown(name)
                && definition(Commands.deleteSegment(workspaceId, segment(name).id()));
    }

    @Override
    public boolean declare(String path, String type) {
        return definition(Commands.declareField(workspaceId, path, type));
    }

    @Override
    public int version(String name) {
        return segment(name).version();
    }

    @Override
    public NaiveWorkspace.Until until(String name, String customer) {
        MembershipUntil found =
                engine.until(workspaceId, segment(name).id(), customer).finish();
        return new NaiveWorkspace.Until(found.member(), found.untilMillis());
    }

    @Override
    public long sequence() {
        return engine.sequence();
    }

    @Override
    public List<Heard> heard() {
        return changes.take();
    }

    @Override
    public long nextDueMillis() {
        return engine.nextDueMillis();
    }

    /** Throws {@link IllegalStateException} where there is none. */
    SegmentEntry segment(String name) {
        SegmentEntry segment = view.segments().byName(name);
        if (segment == null) {
            throw new IllegalStateException("found no segment " + name + ", expected it in "
                    + view.segments().entries());
        }
        return segment;
    }

    @Override
    public boolean take(String json, boolean imported) {
        byte[] line = json.getBytes(StandardCharsets.UTF_8);
        parser.imported(imported);
        int length = parser.parse(line, 0, line.length, workspaceId);
        parser.imported(false);
        if (length == RecordParser.REFUSED) {
            return false;
        }
        apply(parser.buffer(), length, outcome);
        return outcome.accepted();
    }

    /** What the engine foretells of the record; null if it does not get as far as the engine. */
    RecordEffect whatIf(String json) {
        byte[] line = json.getBytes(StandardCharsets.UTF_8);
        int length = parser.parse(line, 0, line.length, workspaceId);
        return length == RecordParser.REFUSED
                ? null
                : engine.whatIf(workspaceId, parser.buffer(), 0, length).finish();
    }

    @Override
    public String refusal() {
        return parser.refusal() != null
                ? parser.refusal().toString()
                : (outcome.field() == null ? "" : outcome.field() + ": ") + outcome.reason();
    }

    RoaringBitmap ordinals(SegmentEntry segment) {
        return engine.members(workspaceId, segment.id());
    }

    @Override
    public Set<String> members(String name) {
        Set<String> members = new TreeSet<>();
        ordinals(segment(name)).forEach((int ordinal) -> members.add(id(ordinal)));
        return members;
    }

    @Override
    public long cardinality(String name) {
        return view.cardinality(segment(name));
    }

    @Override
    public boolean isMember(String name, String customer) {
        return view.isMember(ordinal(customer), segment(name));
    }

    int ordinal(String customer) {
        byte[] utf8 = customer.getBytes(StandardCharsets.UTF_8);
        return view.ordinal(new UnsafeBuffer(utf8), 0, utf8.length);
    }

    private String id(int ordinal) {
        int length = view.copyId(ordinal, id, 0);
        return id.getStringWithoutLengthUtf8(0, length);
    }

    private boolean isKnown(String name) {
        return view.segments().byName(name) != null;
    }

    /** In force, if it was taken, when this returns. */
    private boolean definition(byte[] command) {
        apply(new UnsafeBuffer(command), command.length, outcome);
        while (engine.hasWork()) {
            apply(STEP, STEP.capacity(), stepped);
        }
        return outcome.accepted();
    }

    private void apply(DirectBuffer command, int length, Outcome to) {
        engine.apply(command, 0, length, to);
        taken.taken(command, 0, length);
    }

    private void command(byte[] command) {
        if (!definition(command)) {
            throw new IllegalStateException(outcome.kind() + ": " + outcome.reason());
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
