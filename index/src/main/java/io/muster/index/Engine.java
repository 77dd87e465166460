package io.muster.index;

import java.util.List;
import org.agrona.DirectBuffer;
import org.roaringbitmap.RoaringBitmap;

/** One shard: commands in, membership out. All methods belong to one thread, except those that say otherwise. */
public final class Engine implements AutoCloseable {
    public Engine(EngineOptions options) {}

    /** Applies one command (see {@link io.muster.index.record}) and says in {@code outcome} what became of it. */
    public void apply(DirectBuffer command, int offset, int length, Outcome outcome) {
        throw new UnsupportedOperationException();
    }

    /** The next instant at which the passing of time alone may change something; {@link Long#MAX_VALUE} for never. Any thread. */
    public long nextDueMillis() {
        throw new UnsupportedOperationException();
    }

    /** The engine's now, milliseconds since the epoch. Any thread. */
    public long nowMillis() {
        throw new UnsupportedOperationException();
    }

    /** How many commands have been applied; the first has sequence 1. Any thread. */
    public long sequence() {
        throw new UnsupportedOperationException();
    }

    /** The workspaces there are. Any thread. */
    public List<WorkspaceView> workspaces() {
        throw new UnsupportedOperationException();
    }

    /** Null where there is none. Any thread. */
    public WorkspaceView workspace(int id) {
        throw new UnsupportedOperationException();
    }

    /** Null where there is none. Any thread. */
    public WorkspaceView workspace(String name) {
        throw new UnsupportedOperationException();
    }

    /** A copy of the segment's members as ordinals; null where there is no such segment. */
    public RoaringBitmap members(int workspaceId, int segmentId) {
        throw new UnsupportedOperationException();
    }

    /** The size of a rule that is not saved. Throws {@link io.muster.index.rule.RuleException}. */
    public RuleCount count(int workspaceId, String rule) {
        throw new UnsupportedOperationException();
    }

    /** Null where there is no such customer. */
    public CustomerDetails customer(int workspaceId, String customerId) {
        throw new UnsupportedOperationException();
    }

    /** What it holds. */
    public EngineStatus status() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
