package io.muster.index;

import java.util.List;

/**
 * Where an engine's memory is, in bytes. What is not listed is on the heap: bitmaps, criteria, names.
 *
 * @param profilesBytes reserved for profiles, over all workspaces; what is not touched costs address space only
 * @param keysBytes reserved for secondary keys (e-mail addresses) likewise
 * @param workspaces in the order of their ids
 */
public record EngineMemory(long profilesBytes, long keysBytes, List<WorkspaceMemory> workspaces) {
    /**
     * What one workspace has off the heap.
     *
     * @param id of the workspace
     * @param idsBytes external ids and where they lead
     * @param columnsBytes values of fields
     * @param historyBytes events, orders, refunds and checkouts
     * @param historyKeysBytes what finds those by their ids
     * @param wordsBytes published membership
     * @param textsBytes dictionaries of what history refers to
     * @param arenaBytes ids of what history has, order lines, properties of events
     */
    public record WorkspaceMemory(
            int id,
            long idsBytes,
            long columnsBytes,
            long historyBytes,
            long historyKeysBytes,
            long wordsBytes,
            long textsBytes,
            long arenaBytes) {
        /** All of it. */
        public long bytes() {
            return idsBytes + columnsBytes + historyBytes + historyKeysBytes + wordsBytes + textsBytes + arenaBytes;
        }
    }
}
