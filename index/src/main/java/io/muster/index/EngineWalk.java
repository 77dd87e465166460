package io.muster.index;

import io.muster.index.snapshot.Aside;
import io.muster.index.snapshot.BlockTarget;
import io.muster.index.snapshot.EngineSnapshot;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.StateWriter;
import io.muster.index.snapshot.Structure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A walk through the workspaces of an engine. A workspace is frozen when its turn comes, or before a command changes
 * it, whichever is first; then it keeps aside what is changed and not written yet. The engine's thread.
 */
final class EngineWalk implements EngineSnapshot {
    /** So many bytes, or what takes as long, are some hundred microseconds. */
    private static final long EFFORT_BYTES = 512 * 1024;

    /** What has few bytes takes a microsecond all the same, and there are thousands of criteria. */
    private static final int PART_EFFORT_BYTES = 2_048;

    private final EngineHead head;
    private final StateWriter out = new StateWriter();
    private final Aside aside = new Aside();
    private final Deque<Workspace> left;
    private final Set<Workspace> untouched;
    private final Map<Workspace, Frozen> frozen = new HashMap<>();
    private final Runnable closed;
    private boolean begun;
    private boolean finished;

    /**
     * A walk that has not begun.
     *
     * @param closed called once, when the walk has ended
     */
    EngineWalk(EngineHead head, List<Workspace> workspaces, Runnable closed) {
        this.head = head;
        this.closed = closed;
        left = new ArrayDeque<>(workspaces);
        untouched = new HashSet<>(workspaces);
    }

    @Override
    public long sequence() {
        return head.sequence();
    }

    @Override
    public long nowMillis() {
        return head.nowMillis();
    }

    /** A command is about to change the workspace. */
    void beforeChange(Workspace workspace) {
        if (untouched.remove(workspace)) {
            frozen.put(workspace, frozen(workspace::freeze));
        }
    }

    /** Whether the workspace has not been written yet: if it is gone, it cannot be disposed of. */
    boolean keeps(Workspace workspace) {
        return frozen.containsKey(workspace);
    }

    @Override
    public boolean step(BlockTarget target) {
        out.to(target);
        long enough = out.effortBytes() + EFFORT_BYTES;
        while (!finished && out.effortBytes() < enough) {
            out.effort(PART_EFFORT_BYTES);
            writeSome();
        }
        return !finished;
    }

    @Override
    public void close() {
        frozen.values().forEach(Frozen::release);
        frozen.clear();
        left.clear();
        untouched.clear();
        finished = true;
        closed.run();
    }

    private void writeSome() {
        if (!begun) {
            begun = true;
            out.begin(Structure.ENGINE);
            head.write(out);
        } else if (!left.isEmpty()) {
            write(left.element());
        } else {
            out.begin(Structure.END);
            out.finish();
            finished = true;
        }
    }

    private void write(Workspace first) {
        beforeChange(first);
        if (frozen.get(first).write(out)) {
            frozen.remove(first);
            left.remove();
        }
    }

    private Frozen frozen(Consumer<Frozen> freezing) {
        Frozen parts = new Frozen(aside);
        freezing.accept(parts);
        return parts;
    }
}
