package io.muster.server.wire;

import io.muster.index.CustomerDetails;
import io.muster.index.EngineStatus;
import io.muster.index.Outcome;
import io.muster.index.SegmentEntry;
import io.muster.index.SlowAnswer;
import io.muster.index.WorkspaceView;
import io.muster.index.answer.RuleCount;
import io.muster.index.answer.RulePart;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandReader;
import io.muster.index.record.Tag;
import io.muster.index.record.ValueType;
import io.muster.index.rule.RuleException;
import io.muster.index.rule.Span;
import io.muster.server.change.ChangeFeed;
import io.muster.server.wire.backend.AppendOutcome;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.BackendException;
import io.muster.server.wire.backend.CommandOutcome;
import io.muster.server.wire.backend.Durability;
import io.muster.server.wire.backend.EngineQuestions;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.agrona.concurrent.UnsafeBuffer;
import org.roaringbitmap.RoaringBitmap;

/** A backend with one thread for everything slow, and no engine. */
class FakeBackend extends FakeAnswers implements Backend, AutoCloseable {
    final Map<Integer, FakeWorkspace> workspaces = new ConcurrentSkipListMap<>();
    final AtomicLong sequence = new AtomicLong(100);
    final List<String> appended = new ArrayList<>();
    final List<String> commands = new ArrayList<>();
    final ExecutorService engine = Executors.newSingleThreadExecutor();
    volatile boolean queuesFull;
    volatile boolean manual = true;
    volatile BackendException failure;
    private volatile long nowMillis = 1_700_000_000_000L;

    FakeBackend with(FakeWorkspace workspace) {
        workspaces.put(workspace.id(), workspace);
        return this;
    }

    @Override
    public WorkspaceView workspace(int id) {
        return workspaces.get(id);
    }

    @Override
    public long keptSequence() {
        return sequence();
    }

    @Override
    public ChangeFeed changes() {
        throw new UnsupportedOperationException("changes: found a backend that keeps none");
    }

    @Override
    public long sequence() {
        return sequence.get();
    }

    @Override
    public long nowMillis() {
        return nowMillis;
    }

    @Override
    public List<WorkspaceView> workspaces() {
        return List.copyOf(workspaces.values());
    }

    @Override
    public boolean append(
            Object source,
            int workspaceId,
            Durability durability,
            boolean imported,
            byte[] jsonLines,
            Consumer<AppendOutcome> done) {
        if (queuesFull) {
            return false;
        }
        String how = imported ? durability + " import" : durability.toString();
        engine.execute(() -> done.accept(appended(how, new String(jsonLines, StandardCharsets.UTF_8))));
        return true;
    }

    private AppendOutcome appended(String how, String text) {
        if (failure != null) {
            return AppendOutcome.failed(failure);
        }
        appended.add(how + " " + text);
        List<AppendOutcome.Refusal> refusals = new ArrayList<>();
        String[] lines = text.split("\n");
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].startsWith("bad")) {
                refusals.add(new AppendOutcome.Refusal(i, 4, "items[2].price", "found '" + lines[i] + "'"));
            }
        }
        long last = sequence.addAndGet(lines.length);
        return new AppendOutcome(last, lines.length - refusals.size(), refusals.size(), refusals, null);
    }

    @Override
    public boolean submit(byte[] command, Consumer<CommandOutcome> done) {
        if (queuesFull) {
            return false;
        }
        engine.execute(() -> done.accept(carryOut(command)));
        return true;
    }

    private CommandOutcome carryOut(byte[] command) {
        if (failure != null) {
            return CommandOutcome.failed(failure);
        }
        CommandReader reader = new CommandReader();
        reader.wrap(new UnsafeBuffer(command), 0, command.length);
        int workspaceId = reader.workspaceId();
        Map<Integer, String> texts = new TreeMap<>();
        Map<Integer, Long> numbers = new TreeMap<>();
        while (reader.next()) {
            if (reader.type() == ValueType.INSTANT) {
                numbers.put(reader.tag(), reader.number());
            } else {
                texts.put(reader.tag(), reader.text());
            }
        }
        commands.add(reader.kind() + " " + texts + " " + numbers);
        if (reader.kind() == CommandKind.ROLLBACK_SEGMENT) {
            texts.put(Tag.RULE, "rule of " + numbers.get(Tag.VERSION));
        }
        int segmentId = numbers.getOrDefault(Tag.SEGMENT, 0L).intValue();
        return carryOut(reader.kind(), workspaceId, segmentId, texts);
    }

    private CommandOutcome carryOut(int kind, int workspaceId, int segmentId, Map<Integer, String> texts) {
        long at = sequence.incrementAndGet();
        FakeWorkspace workspace = workspaces.get(workspaceId);
        String name = texts.get(Tag.NAME);
        String rule = texts.get(Tag.RULE);
        if (kind == CommandKind.CREATE_WORKSPACE) {
            int id = workspaces.size() + 1;
            workspaces.put(id, new FakeWorkspace(id, name, 0, 1));
            return CommandOutcome.accepted(at, id);
        }
        if (workspace == null) {
            return CommandOutcome.refused(at, Outcome.Kind.UNKNOWN_WORKSPACE, "workspace: no " + workspaceId, null);
        }
        if (kind == CommandKind.DELETE_WORKSPACE) {
            workspaces.remove(workspaceId);
            return CommandOutcome.accepted(at, workspaceId);
        }
        if (kind == CommandKind.DECLARE_FIELD) {
            return CommandOutcome.accepted(at, 0);
        }
        if ("?".equals(rule)) {
            RuleException wrong = wrongRule();
            return CommandOutcome.refused(at, Outcome.Kind.BAD_RULE, wrong.getMessage(), wrong);
        }
        return define(kind, workspace, segmentId, name, rule, at);
    }

    private CommandOutcome define(int kind, FakeWorkspace workspace, int segmentId, String name, String rule, long at) {
        List<SegmentEntry> entries = new ArrayList<>(workspace.segments().entries());
        SegmentEntry old = workspace.segments().byId(segmentId);
        int id = segmentId;
        if (kind == CommandKind.CREATE_SEGMENT) {
            if (workspace.segments().byName(name) != null) {
                return CommandOutcome.refused(at, Outcome.Kind.NAME_TAKEN, "name: '" + name + "' is taken", null);
            }
            id = entries.size() + 1;
            entries.add(new SegmentEntry(id, name, rule, 1, id - 1, nowMillis));
        } else if (old == null) {
            return CommandOutcome.refused(at, Outcome.Kind.UNKNOWN_SEGMENT, "segment: no " + segmentId, null);
        } else if (kind == CommandKind.DELETE_SEGMENT && old.rule().equals("in use")) {
            return CommandOutcome.refused(at, Outcome.Kind.IN_USE, "segment: 'third' refers to it", null);
        } else {
            entries.remove(old);
            if (kind != CommandKind.DELETE_SEGMENT) {
                entries.add(new SegmentEntry(
                        id,
                        name == null ? old.name() : name,
                        rule == null ? old.rule() : rule,
                        old.version() + 1,
                        old.slot(),
                        nowMillis));
            }
        }
        workspace.catalog(workspace.segments().version() + 1, entries.toArray(SegmentEntry[]::new));
        return CommandOutcome.accepted(at, id);
    }

    @Override
    public <T> CompletableFuture<T> query(Function<EngineQuestions, T> question) {
        return queuesFull
                ? CompletableFuture.failedFuture(new BackendException(BackendException.Kind.BUSY, "queries: full"))
                : CompletableFuture.supplyAsync(() -> question.apply(this), engine);
    }

    @Override
    public boolean clockIsManual() {
        return manual;
    }

    @Override
    public CompletableFuture<Long> advanceTo(long millis) {
        return CompletableFuture.supplyAsync(
                () -> {
                    if (millis < nowMillis) {
                        throw new BackendException(
                                BackendException.Kind.BAD_REQUEST,
                                "clock: found " + millis + ", expected " + nowMillis + " or later");
                    }
                    sequence.incrementAndGet();
                    nowMillis = millis;
                    return millis;
                },
                engine);
    }

    @Override
    public RoaringBitmap members(int workspaceId, int segmentId) {
        return workspaces.get(workspaceId).members(segmentId);
    }

    @Override
    public SlowAnswer<RuleCount> count(int workspaceId, String rule, int sample) {
        if ("?".equals(rule)) {
            throw wrongRule();
        }
        RulePart first = new RulePart(RulePart.Kind.CONDITION, "a = 1", 1, 1, 20, List.of());
        RulePart second = new RulePart(RulePart.Kind.CONDITION, "b = 'ž'", 1, 11, 30, List.of());
        RulePart both = new RulePart(RulePart.Kind.AND, "a = 1 AND b = 'ž'", 1, 1, 17, List.of(first, second));
        List<String> customers = "all".equals(rule) ? Collections.nCopies(2_000, "c-1") : List.of("c-1", "c-2");
        return SlowAnswer.of(new RuleCount(17, both, customers));
    }

    @Override
    public CustomerDetails customer(int workspaceId, String customerId) {
        if (!customerId.startsWith("c-")) {
            return null;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("email", "ana@example.com");
        fields.put("amount_spent", new BigDecimal("129.90"));
        fields.put("accepts_marketing", true);
        fields.put("registered_at", Instant.parse("2026-01-05T10:00:00Z"));
        fields.put("tags", List.of("vip", "\"quoted\""));
        List<SegmentEntry> segments =
                List.of(new SegmentEntry(1, "big", "true", 1, 0, 0), new SegmentEntry(2, "odd", "true", 1, 1, 0));
        return new CustomerDetails(7, fields, Map.of("shoe_size", new BigDecimal("38")), segments);
    }

    @Override
    public EngineStatus status() {
        return new EngineStatus(
                sequence.get(),
                nowMillis,
                List.of(new EngineStatus.WorkspaceStatus(1, "shop", "Europe/Skopje", "EUR", 10, 20, 3, 4)));
    }

    @Override
    public void close() {
        engine.shutdownNow();
    }

    private static RuleException wrongRule() {
        return new RuleException(new Span(0, 1, 3, 5), "'?'", "a condition");
    }
}
