package io.muster.index.workspace;

import io.muster.index.field.DateField;
import io.muster.index.time.Due;

/** The turn of the local day: moves today on, and with it every window that is counted in days. One thread. */
final class Midnights extends Due {
    private final WorkspaceState state;
    private boolean sweeping;

    Midnights(WorkspaceState state) {
        this.state = state;
        state.heap.schedule(this, state.days.tomorrowMillis());
    }

    @Override
    public int run(int budget) {
        if (!sweeping) {
            sweeping = true;
            state.days.advance(atMillis());
            state.schema.dates().forEach(DateField::midnight);
        }
        int visited = 0;
        for (DateField field : state.schema.dates()) {
            visited += field.sweep(budget - visited);
            if (visited >= budget) {
                return visited;
            }
        }
        sweeping = false;
        state.heap.schedule(this, state.days.tomorrowMillis());
        return Math.max(1, visited);
    }

    /** Today has been restored. */
    void restored() {
        state.heap.schedule(this, state.days.tomorrowMillis());
    }
}
