package io.muster.index.workspace;

import io.muster.index.change.ChangeListener;
import io.muster.index.change.Changes;
import io.muster.index.function.Effort;
import io.muster.index.function.HistoryWalk;
import io.muster.index.record.CommandReader;
import io.muster.index.store.ProfileBytes;
import io.muster.index.store.ScratchKeys;
import io.muster.index.time.EngineTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A copy of a workspace without its segments, and of its customers only those whom one record concerns, with all that
 * is known of them. It is copied part by part while records come, and is of the moment of the last part, at which its
 * own clock stands. It shares nothing afterwards, so that it can be thrown away. One thread.
 */
public final class Stage implements AutoCloseable {
    private final WorkspaceState live;
    private final CommandReader command;
    private final WorkspaceState state;
    private final Records records;
    private final HistoryCopy history;
    private final CustomerCopy copy;
    private final Map<Integer, HistoryWalk> walks = new LinkedHashMap<>();
    private List<String> customers = List.of();

    /** Nothing is copied yet. */
    Stage(WorkspaceState live, Records liveRecords, CommandReader command, int usualRows) {
        this.live = live;
        this.command = command;
        state = new WorkspaceState(
                live.id,
                live.days.zone(),
                live.currency(),
                live.abandonedAfterMillis,
                new EngineTime(live.time.nowMillis()),
                ProfileBytes.NONE,
                new ScratchKeys(),
                new Changes(ChangeListener.NONE, live.time),
                usualRows);
        records = new Records(state, usualRows);
        history = new HistoryCopy(live, state, records);
        copy = new CustomerCopy(live, liveRecords, state, records, history);
    }

    /** Copies a part; true when all is copied, which is the moment that it is of, or when it {@link #isLost}. */
    public boolean step(Effort effort) {
        for (HistoryWalk walk : walks.values()) {
            if (!walk.step(effort)) {
                return false;
            }
        }
        RecordSubjects subjects = new RecordSubjects(live, command);
        boolean more = false;
        for (int ordinal : subjects.customers()) {
            if (!walks.containsKey(ordinal)) {
                walks.put(ordinal, copy.begin(ordinal));
                more = true;
            }
        }
        if (more && !isLost()) {
            return false;
        }
        close();
        if (!isLost()) {
            finish(subjects);
        }
        return true;
    }

    /** Whether a customer was deleted, or the workspace, before all was copied. */
    public boolean isLost() {
        return walks.values().stream().anyMatch(HistoryWalk::isLost);
    }

    /** Whether the workspace was deleted. */
    public boolean isGone() {
        return live.functions.isClosed();
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

    /** Ends the copying, also where it is given up. */
    @Override
    public void close() {
        walks.values().forEach(HistoryWalk::close);
    }

    private void finish(RecordSubjects subjects) {
        state.time.set(live.time.nowMillis());
        state.time.tell(live.time.toldMillis());
        state.time.setBehind(live.time.isBehind());
        state.days.restore(live.days.today());
        state.setCurrency(live.currency());
        live.schema.custom().forEach((path, field) -> state.schema.addCustom(path, field.kind()));
        walks.keySet().forEach(copy::finish);
        state.functions.readLongHistories();
        subjects.orders().forEach(history::order);
        subjects.checkouts().forEach(history::checkout);
        customers = names(live, subjects);
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
