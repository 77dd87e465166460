package io.muster.server.oracle;

import io.muster.index.Engine;
import io.muster.index.EngineOptions;
import io.muster.index.Outcome;
import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;
import io.muster.index.answer.RecordEffect;
import io.muster.index.record.Commands;
import io.muster.server.records.RecordParser;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.roaringbitmap.RoaringBitmap;

/** One workspace in an engine of its own, fed with records as they stand in a file. One thread. */
final class EngineShop implements JudgedShop {
    private static final UnsafeBuffer STEP = new UnsafeBuffer(Commands.step());

    private final Engine engine;
    private final int workspaceId;
    private final WorkspaceView view;
    private final RecordParser parser = new RecordParser();
    private final Outcome outcome = new Outcome();
    private final ExpandableArrayBuffer id = new ExpandableArrayBuffer();

    EngineShop(ZoneId zone, String currency, Instant start, int expectedCustomers) {
        engine = new Engine(new EngineOptions(start.toEpochMilli(), expectedCustomers, 5L * expectedCustomers));
        command(Commands.createWorkspace("shop", zone.getId(), currency));
        workspaceId = outcome.id();
        view = engine.workspace(workspaceId);
    }

    WorkspaceView view() {
        return view;
    }

    Engine engine() {
        return engine;
    }

    @Override
    public void advance(Instant now) {
        command(Commands.advance(now.toEpochMilli()));
    }

    @Override
    public void define(String name, String rule) {
        command(Commands.createSegment(workspaceId, name, rule));
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
    public boolean take(String json) {
        byte[] line = json.getBytes(StandardCharsets.UTF_8);
        int length = parser.parse(line, 0, line.length, workspaceId);
        if (length == RecordParser.REFUSED) {
            return false;
        }
        engine.apply(parser.buffer(), 0, length, outcome);
        return outcome.accepted();
    }

    /** What the engine foretells of the record; null if it does not get as far as the engine. */
    RecordEffect whatIf(String json) {
        byte[] line = json.getBytes(StandardCharsets.UTF_8);
        int length = parser.parse(line, 0, line.length, workspaceId);
        return length == RecordParser.REFUSED ? null : engine.whatIf(workspaceId, parser.buffer(), 0, length);
    }

    @Override
    public String refusal() {
        return parser.refusal() != null ? parser.refusal().toString() : outcome.field() + ": " + outcome.reason();
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

    private void command(byte[] command) {
        engine.apply(new UnsafeBuffer(command), 0, command.length, outcome);
        if (!outcome.accepted()) {
            throw new IllegalStateException(outcome.kind() + ": " + outcome.reason());
        }
        while (engine.hasWork()) {
            engine.apply(STEP, 0, STEP.capacity(), outcome);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
