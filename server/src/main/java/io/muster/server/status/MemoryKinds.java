package io.muster.server.status;

import io.muster.index.EngineMemory;
import io.muster.index.EngineMemory.WorkspaceMemory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/** An engine's memory off the heap by kind, over all workspaces, in bytes. */
final class MemoryKinds {
    private MemoryKinds() {}

    static Map<String, Long> of(EngineMemory memory) {
        Map<String, Long> kinds = new LinkedHashMap<>();
        kinds.put("ids", sum(memory, WorkspaceMemory::idsBytes));
        kinds.put("columns", sum(memory, WorkspaceMemory::columnsBytes));
        kinds.put("history", sum(memory, WorkspaceMemory::historyBytes));
        kinds.put("history_keys", sum(memory, WorkspaceMemory::historyKeysBytes));
        kinds.put("words", sum(memory, WorkspaceMemory::wordsBytes));
        kinds.put("texts", sum(memory, WorkspaceMemory::textsBytes));
        kinds.put("arena", sum(memory, WorkspaceMemory::arenaBytes));
        kinds.put("profiles_reserved", memory.profilesBytes());
        kinds.put("keys_reserved", memory.keysBytes());
        return kinds;
    }

    private static long sum(EngineMemory memory, ToLongFunction<WorkspaceMemory> kind) {
        return memory.workspaces().stream().mapToLong(kind).sum();
    }
}
