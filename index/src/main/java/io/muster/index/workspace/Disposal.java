package io.muster.index.workspace;

import io.muster.index.function.Effort;

/**
 * Takes what a workspace that is gone has in the stores that workspaces share, part by part: the profiles with the keys
 * of their e-mail addresses. The rest goes with the workspace. One thread.
 */
final class Disposal {
    private static final int UNITS_A_PROFILE = 6;

    private final WorkspaceState state;
    private final Profiles profiles;
    private int next;

    Disposal(WorkspaceState state, Profiles profiles) {
        this.state = state;
        this.profiles = profiles;
    }

    /** Does a part; true when nothing is left. */
    boolean step(Effort effort) {
        for (; next < state.ids.ordinals() && !effort.isSpent(); next++) {
            effort.move();
            if (state.living.contains(next)) {
                profiles.remove(next);
                effort.spend(UNITS_A_PROFILE);
            }
        }
        return next == state.ids.ordinals();
    }
}
