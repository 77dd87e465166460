package io.muster.index;

import io.muster.index.answer.Explanation;
import io.muster.index.answer.MembershipUntil;
import io.muster.index.answer.RuleCount;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandReader;
import io.muster.index.record.Tag;
import io.muster.index.store.KeyStore;
import io.muster.index.store.ProfileStore;
import io.muster.index.time.DueHeap;
import io.muster.index.time.EngineTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
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

    private final EngineTime time;
    private final ProfileStore profiles;
    private final KeyStore keys;
    private final DueHeap heap = new DueHeap();
    private final Workspaces workspaces = new Workspaces();
    private final CommandReader reader = new CommandReader();
    private volatile long sequence;
    private volatile long nextDueMillis = Long.MAX_VALUE;

    public Engine(EngineOptions options) {
        time = new EngineTime(options.startMillis());
        profiles = new ProfileStore(options.expectedCustomers());
        keys = new KeyStore(options.expectedOrders());
    }

    /** Applies one command (see {@link io.muster.index.record}) and says in {@code outcome} what became of it. */
    public void apply(DirectBuffer command, int offset, int length, Outcome outcome) {
        reader.wrap(command, offset, length);
        switch (reader.kind()) {
            case CommandKind.ADVANCE -> advance(outcome);
            case CommandKind.CREATE_WORKSPACE -> createWorkspace(outcome);
            default -> applyToWorkspace(outcome);
        }
        nextDueMillis = heap.nextMillis();
        sequence = sequence + 1;
    }

    /**
     * The next instant at which the passing of time alone may change something; {@link Long#MAX_VALUE} for never. Any
     * thread.
     */
    public long nextDueMillis() {
        return nextDueMillis;
    }

    /** The engine's now, milliseconds since the epoch. Any thread. */
    public long nowMillis() {
        return time.nowMillis();
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
     * The size of a rule that is not saved; null where there is no such workspace. Throws
     * {@link io.muster.index.rule.RuleException}.
     */
    public RuleCount count(int workspaceId, String rule) {
        Workspace workspace = workspaces.get(workspaceId);
        return workspace == null ? null : workspace.count(rule);
    }

    /** By external id, or by e-mail address; null where there is no such customer. */
    public CustomerDetails customer(int workspaceId, String idOrEmail) {
        Workspace workspace = workspaces.get(workspaceId);
        return workspace == null ? null : workspace.customer(idOrEmail);
    }

    /** What it holds. */
    public EngineStatus status() {
        return new EngineStatus(
                sequence,
                nowMillis(),
                workspaces.all().stream().map(Workspace::status).toList());
    }

    /** Releases the stores; readers must be gone. */
    @Override
    public void close() {
        profiles.close();
        keys.close();
    }

    /**
     * Lives through every instant on the way at which something is due, in order: nothing is skipped by a long step.
     */
    private void advance(Outcome outcome) {
        long target = reader.next() && reader.tag() == Tag.TIME ? reader.number() : Long.MIN_VALUE;
        if (target < time.nowMillis()) {
            outcome.refuseField(
                    "time",
                    "found " + Instant.ofEpochMilli(target) + ", expected now (" + Instant.ofEpochMilli(nowMillis())
                            + ") or later");
            return;
        }
        if (target > EngineOptions.LATEST_MILLIS) {
            outcome.refuseField("time", "found " + target + ", expected milliseconds up to the year 9999");
            return;
        }
        while (heap.nextMillis() <= target) {
            Workspace due = (Workspace) heap.next();
            time.set(Math.max(time.nowMillis(), due.atMillis()));
            due.run();
            heap.schedule(due, due.nextDueMillis());
        }
        time.set(target);
        outcome.accept(0);
    }

    private void createWorkspace(Outcome outcome) {
        String name = null;
        String zone = null;
        String currency = "";
        while (reader.next()) {
            switch (reader.tag()) {
                case Tag.NAME -> name = reader.text();
                case Tag.ZONE -> zone = reader.text();
                case Tag.CURRENCY -> currency = reader.text();
                default ->
                    throw new IllegalArgumentException(
                            "create workspace: found tag " + reader.tag() + ", expected name, zone or currency");
            }
        }
        if (isWorkspaceRefused(name, currency, outcome)) {
            return;
        }
        try {
            ZoneId zoneId = ZoneId.of(zone);
            Workspace workspace = new Workspace(workspaces.nextId(), name, zoneId, currency, time, profiles, keys);
            heap.schedule(workspace, workspace.nextDueMillis());
            workspaces.add(workspace);
            outcome.accept(workspace.id());
        } catch (DateTimeException unknownZone) {
            outcome.refuseField("time_zone", "found '" + zone + "', expected one such as Europe/Skopje");
        }
    }

    private boolean isWorkspaceRefused(String name, String currency, Outcome outcome) {
        String reason = Names.refuseWorkspace(name);
        if (reason != null) {
            outcome.refuseField("name", reason);
        } else if (workspaces.get(name) != null) {
            outcome.refuse(
                    Outcome.Kind.NAME_TAKEN, "name: found '" + name + "', expected a name that no workspace has");
        } else if (!currency.isEmpty() && !currency.matches("[A-Z]{3}")) {
            outcome.refuseField("currency", "found '" + currency + "', expected three capital letters such as EUR");
        } else if (workspaces.size() >= MAX_WORKSPACES) {
            outcome.refuse(Outcome.Kind.LIMIT, "workspaces: found " + MAX_WORKSPACES + ", expected room for one more");
        } else {
            return false;
        }
        return true;
    }

    private void applyToWorkspace(Outcome outcome) {
        Workspace workspace = workspaces.get(reader.workspaceId());
        if (workspace == null) {
            outcome.refuse(
                    Outcome.Kind.UNKNOWN_WORKSPACE,
                    "workspace: found id " + reader.workspaceId() + ", expected a known one");
            return;
        }
        switch (reader.kind()) {
            case CommandKind.DELETE_WORKSPACE -> deleteWorkspace(workspace, outcome);
            case CommandKind.CREATE_SEGMENT -> workspace.createSegment(reader, outcome);
            case CommandKind.UPDATE_SEGMENT -> workspace.updateSegment(reader, outcome);
            case CommandKind.DELETE_SEGMENT -> workspace.deleteSegment(reader, outcome);
            default -> workspace.applyRecord(reader, outcome);
        }
        if (workspaces.get(workspace.id()) == workspace) {
            heap.schedule(workspace, workspace.nextDueMillis());
        }
    }

    private void deleteWorkspace(Workspace workspace, Outcome outcome) {
        workspaces.remove(workspace);
        heap.remove(workspace);
        workspace.dispose();
        outcome.accept(workspace.id());
    }

    /**
     * Whether a customer, by external id or e-mail address, is in a segment, and until when that holds if no record
     * comes; null where there is no such workspace or segment.
     */
    public MembershipUntil until(int workspaceId, int segmentId, String idOrEmail) {
        Workspace workspace = workspaces.get(workspaceId);
        return workspace == null ? null : workspace.until(segmentId, idOrEmail);
    }

    /**
     * Why a customer, by external id or e-mail address, is in a segment or not, and what would change it; null where
     * there is no such workspace, segment or customer.
     */
    public Explanation explain(int workspaceId, int segmentId, String idOrEmail) {
        Workspace workspace = workspaces.get(workspaceId);
        return workspace == null ? null : workspace.explain(segmentId, idOrEmail);
    }
}
