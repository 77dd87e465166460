package io.muster.index;

import io.muster.index.answer.Explanation;
import io.muster.index.answer.MembershipUntil;
import io.muster.index.answer.RuleCount;
import io.muster.index.answer.RulePart;
import io.muster.index.explain.Explainer;
import io.muster.index.outlook.Outlook;
import io.muster.index.outlook.Prospect;
import io.muster.index.record.CommandReader;
import io.muster.index.record.Tag;
import io.muster.index.rule.Rule;
import io.muster.index.rule.RuleException;
import io.muster.index.rule.RuleParser;
import io.muster.index.rule.RuleText;
import io.muster.index.rule.Span;
import io.muster.index.segment.Filling;
import io.muster.index.segment.Node;
import io.muster.index.segment.RuleCompiler;
import io.muster.index.segment.Segments;
import io.muster.index.store.KeyStore;
import io.muster.index.store.ProfileStore;
import io.muster.index.time.Due;
import io.muster.index.time.EngineTime;
import io.muster.index.workspace.Records;
import io.muster.index.workspace.WorkspaceState;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.roaringbitmap.RoaringBitmap;

/** One workspace: the writer's side on the engine's thread, and the readers' {@link WorkspaceView}. */
final class Workspace extends Due implements WorkspaceView {
    private final String name;
    private final WorkspaceState state;
    private final Records records;
    private final RuleCompiler compiler;
    private final Outlook outlook;
    private final Explainer explainer;

    Workspace(
            int id, String name, ZoneId zone, String currency, EngineTime time, ProfileStore profiles, KeyStore keys) {
        this.name = name;
        state = new WorkspaceState(id, zone, currency, time, profiles, keys);
        records = new Records(state);
        compiler = new RuleCompiler(state.schema, state.days, state.functions, state.history());
        outlook = new Outlook(state.schema, state.days, state.time, state.history());
        explainer = new Explainer(state.schema, state.days, state.time, state.history(), outlook);
        for (ReadyMade.Definition definition : ReadyMade.SEGMENTS) {
            state.segments.create(definition.name(), definition.rule(), compile(definition.rule()));
        }
    }

    void applyRecord(CommandReader command, Outcome outcome) {
        records.apply(command, outcome);
        state.segments.commit();
    }

    /** When time alone next changes something here. */
    long nextDueMillis() {
        return state.heap.nextMillis();
    }

    /** Does all that is due at the engine's now, then publishes once. */
    @Override
    public void run() {
        while (state.heap.nextMillis() <= state.time.nowMillis()) {
            state.heap.next().run();
        }
        state.segments.commit();
    }

    void createSegment(CommandReader command, Outcome outcome) {
        String segmentName = text(command, Tag.NAME);
        if (isNameRefused(segmentName, null, outcome) || isFull(outcome)) {
            return;
        }
        String rule = text(command, Tag.RULE);
        try {
            outcome.accept(state.segments.create(segmentName, rule, compile(rule)));
        } catch (RuleException refused) {
            outcome.refuseRule(refused);
        }
    }

    void updateSegment(CommandReader command, Outcome outcome) {
        SegmentEntry old = segment(command, outcome);
        if (old == null) {
            return;
        }
        String newName = text(command, Tag.NAME);
        String newRule = text(command, Tag.RULE);
        if (newName != null && isNameRefused(newName, old, outcome)) {
            return;
        }
        String keptName = newName == null ? old.name() : newName;
        if (newRule == null) {
            state.segments.rename(old, keptName);
            outcome.accept(old.id());
            return;
        }
        if (isFull(outcome)) {
            return;
        }
        try {
            state.segments.redefine(old, keptName, newRule, compile(newRule));
            outcome.accept(old.id());
        } catch (RuleException refused) {
            outcome.refuseRule(refused);
        }
    }

    void deleteSegment(CommandReader command, Outcome outcome) {
        SegmentEntry old = segment(command, outcome);
        if (old != null) {
            state.segments.delete(old);
            outcome.accept(old.id());
        }
    }

    RoaringBitmap members(int segmentId) {
        return state.segments.members(segmentId);
    }

    RuleCount count(String text) {
        RulePart whole = part(RuleParser.parse(text), text);
        return new RuleCount(whole.count(), whole, List.of());
    }

    CustomerDetails customer(String idOrEmail) {
        int ordinal = records.find(idOrEmail);
        if (ordinal < 0) {
            return null;
        }
        List<String> segments = new ArrayList<>();
        for (SegmentEntry entry : segments().entries()) {
            if (isMember(ordinal, entry)) {
                segments.add(entry.name());
            }
        }
        Map<String, Object> fields = records.fields(ordinal);
        return new CustomerDetails(ordinal, fields, records.customFields(ordinal), segments);
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
                state.schema.criteria() + state.functions.criteria());
    }

    /** Takes what it has in the stores that workspaces share. */
    void dispose() {
        records.deleteAll();
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
    public boolean isMember(int ordinal, SegmentEntry segment) {
        return (word(ordinal, segment.group()) & segment.mask()) != 0;
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

    private Node compile(String rule) {
        return compile(RuleParser.parse(rule));
    }

    private Node compile(Rule rule) {
        Node node = compiler.compile(rule);
        new Filling(node, state.ids.ordinals()).finish();
        return node;
    }

    private long count(Rule rule) {
        Node node = compile(rule);
        long count = node.members(state.living).getLongCardinality();
        RuleCompiler.release(node);
        return count;
    }

    private RulePart part(Rule rule, String text) {
        List<RulePart> terms =
                RuleText.terms(rule).stream().map(term -> part(term, text)).toList();
        RulePart.Kind kind = switch (rule) {
            case Rule.Or or -> RulePart.Kind.OR;
            case Rule.And and -> RulePart.Kind.AND;
            case Rule.Not not -> RulePart.Kind.NOT;
            default -> RulePart.Kind.CONDITION;
        };
        Span span = rule.span();
        return new RulePart(kind, RuleText.source(text, span), span.line(), span.column(), count(rule), terms);
    }

    private SegmentEntry segment(CommandReader command, Outcome outcome) {
        int segmentId = (int) number(command, Tag.SEGMENT);
        SegmentEntry entry = segments().byId(segmentId);
        if (entry == null) {
            outcome.refuse(
                    Outcome.Kind.UNKNOWN_SEGMENT, "segment: found id " + segmentId + ", expected one of " + name);
        }
        return entry;
    }

    private boolean isNameRefused(String segmentName, SegmentEntry itself, Outcome outcome) {
        String reason = Names.refuseSegment(segmentName);
        if (reason != null) {
            outcome.refuseField("name", reason);
            return true;
        }
        SegmentEntry holder = segments().byName(segmentName);
        boolean taken = holder != null && holder != itself;
        if (taken) {
            outcome.refuse(
                    Outcome.Kind.NAME_TAKEN,
                    "name: found '" + segmentName + "', expected a name that no segment of " + name + " has");
        }
        return taken;
    }

    private boolean isFull(Outcome outcome) {
        boolean full = state.segments.isFull();
        if (full) {
            outcome.refuse(
                    Outcome.Kind.LIMIT,
                    "segments: found " + Segments.MAX_SEGMENTS + ", expected room for one more in " + name);
        }
        return full;
    }

    private static String text(CommandReader command, int tag) {
        return command.seek(tag) ? command.text() : null;
    }

    private static long number(CommandReader command, int tag) {
        return command.seek(tag) ? command.number() : 0;
    }

    /**
     * Whether the customer, by external id or e-mail address, is in the segment, and until when; null for no segment.
     */
    MembershipUntil until(int segmentId, String idOrEmail) {
        Node node = state.segments.node(segmentId);
        int ordinal = records.find(idOrEmail);
        if (node == null || ordinal < 0) {
            return node == null ? null : new MembershipUntil(false, false, Explanation.NEVER);
        }
        Prospect prospect = outlook.of(node, ordinal);
        return new MembershipUntil(true, prospect.holds(), prospect.untilMillis());
    }

    /**
     * Why the customer, by external id or e-mail address, is in the segment or not; null for no customer or segment.
     */
    Explanation explain(int segmentId, String idOrEmail) {
        SegmentEntry entry = segments().byId(segmentId);
        int ordinal = records.find(idOrEmail);
        if (entry == null || ordinal < 0) {
            return null;
        }
        byte[] id = new byte[idLength(ordinal)];
        copyId(ordinal, new UnsafeBuffer(id), 0);
        return explainer.explain(
                entry,
                state.segments.node(segmentId),
                ordinal,
                new String(id, StandardCharsets.UTF_8),
                segmentName -> isMemberOf(ordinal, segmentName));
    }

    private boolean isMemberOf(int ordinal, String segmentName) {
        SegmentEntry entry = segments().byName(segmentName);
        return entry != null && isMember(ordinal, entry);
    }
}
