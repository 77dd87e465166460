package io.muster.index.workspace;

import io.muster.index.field.DateField;
import io.muster.index.time.Due;

/** The turn of the local day: moves today on, and with it every window that is counted in days. One thread. */
final class Midnights extends Due {
    private final WorkspaceState state;

    Midnights(WorkspaceState state) {
        this.state = state;
        state.heap.schedule(this, state.days.tomorrowMillis());
    }

    @Override
    public void run() {
        state.days.advance(atMillis());
        for (DateField field : state.schema.dates()) {
            field.midnight();
        }
        state.heap.schedule(this, state.days.tomorrowMillis());
    }
}
