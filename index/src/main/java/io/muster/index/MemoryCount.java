package io.muster.index;

import io.muster.index.EngineMemory.WorkspaceMemory;
import java.util.ArrayList;
import java.util.List;

/** Adds up where an engine's memory is, some workspaces at a time. */
final class MemoryCount implements SlowAnswer<EngineMemory> {
    private static final int WORKSPACES_AT_ONCE = 256;

    private final List<Workspace> left;
    private final long profilesBytes;
    private final long keysBytes;
    private final List<WorkspaceMemory> counted = new ArrayList<>();

    MemoryCount(List<Workspace> workspaces, long profilesBytes, long keysBytes) {
        left = workspaces;
        this.profilesBytes = profilesBytes;
        this.keysBytes = keysBytes;
    }

    @Override
    public boolean step() {
        int end = Math.min(left.size(), counted.size() + WORKSPACES_AT_ONCE);
        for (int at = counted.size(); at < end; at++) {
            counted.add(left.get(at).memory());
        }
        return end == left.size();
    }

    @Override
    public EngineMemory get() {
        return new EngineMemory(profilesBytes, keysBytes, List.copyOf(counted));
    }

    @Override
    public void close() {
        left.clear();
    }
}
