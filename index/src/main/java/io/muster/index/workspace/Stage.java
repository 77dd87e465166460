package io.muster.index.workspace;

import io.muster.index.change.ChangeListener;
import io.muster.index.change.Changes;
import io.muster.index.record.CommandReader;
import io.muster.index.store.ProfileBytes;
import io.muster.index.store.ScratchKeys;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A copy of a workspace without its segments, and of its customers only those whom one record concerns, with all that
 * is known of them. It shares nothing but the clock, so that it can be thrown away at any moment. One thread.
 */
public final class Stage {
    private final WorkspaceState state;
    private final Records records;
    private final List<String> customers;

    Stage(WorkspaceState live, Records liveRecords, CommandReader command) {
        state = new WorkspaceState(
                live.id,
                live.days.zone(),
                live.currency(),
                live.abandonedAfterMillis,
                live.time,
                ProfileBytes.NONE,
                new ScratchKeys(),
                new Changes(ChangeListener.NONE, live.time),
                Integer.MAX_VALUE);
        records = new Records(state);
        live.schema.custom().forEach((path, field) -> state.schema.addCustom(path, field.kind()));
        RecordSubjects subjects = new RecordSubjects(live, command);
        HistoryCopy history = new HistoryCopy(live, state);
        CustomerCopy copy = new CustomerCopy(live, liveRecords, state, records, history);
        subjects.customers().forEach(copy::copy);
        subjects.orders().forEach(history::order);
        subjects.checkouts().forEach(history::checkout);
        customers = names(live, subjects);
    }

    public WorkspaceState state() {
        return state;
    }

    public Records records() {
        return records;
    }

    /** External ids of those concerned, the record's own customer first even if there is none yet. */
    public List<String> customers() {
        return customers;
    }

    private static List<String> names(WorkspaceState live, RecordSubjects subjects) {
        Set<String> names = new LinkedHashSet<>();
        if (!subjects.named().isEmpty()) {
            names.add(subjects.named());
        }
        subjects.customers().forEach(ordinal -> names.add(live.ids.text(ordinal)));
        return new ArrayList<>(names);
    }
}
