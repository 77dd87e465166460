package io.muster.server.change;

/** Says which customers are still there. Any thread. */
@FunctionalInterface
public interface CustomerLookup {
    /** Whether the customer was deleted, or the workspace. */
    boolean isGone(int workspaceId, int ordinal);
}
