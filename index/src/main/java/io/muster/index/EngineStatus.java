package io.muster.index;

import java.util.List;

/**
 * What an engine holds, as of one sequence.
 *
 * @param sequence of the last command applied
 * @param nowMillis the engine's now
 * @param workspaces in the order of their ids
 */
public record EngineStatus(long sequence, long nowMillis, List<WorkspaceStatus> workspaces) {
    /**
     * One workspace.
     *
     * @param events history rows that count, orders and checkouts among them
     * @param criteria how many conditions are kept up
     */
    public record WorkspaceStatus(
            int id,
            String name,
            String zone,
            String currency,
            long customers,
            long events,
            int segments,
            int criteria) {}
}
