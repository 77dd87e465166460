package io.muster.index.workspace;

import io.muster.index.Outcome;
import io.muster.index.history.EventDetail;
import io.muster.index.history.Events;
import io.muster.index.memory.Handles;
import io.muster.index.record.CommandReader;
import org.agrona.DirectBuffer;

/** Every other event: e-mails, messages, views, and those that only the shop knows. One thread. */
final class EventRecords implements RecordHandler {
    private final WorkspaceState state;
    private final Events events;
    private final Customers customers;
    private final EngagementFields fields;
    private final GoneHistories gone;
    private final RecordTimes times;
    private final EventDetail detail;
    private final RecordHead head = new RecordHead();

    EventRecords(WorkspaceState state, Customers customers, EngagementFields fields, GoneHistories gone) {
        this.state = state;
        this.customers = customers;
        this.fields = fields;
        this.gone = gone;
        events = state.events;
        times = new RecordTimes(state.time);
        detail = new EventDetail(state.eventNames);
    }

    /** The same id again, for the same kind of event, replaces. */
    @Override
    public void apply(CommandReader command, Outcome outcome) {
        head.read(command);
        if (!times.check(command, outcome)) {
            return;
        }
        int ordinal = customers.findOrCreate(head.customer);
        int kind = Events.kindOf(state.eventNames.intern(head.name, 0, head.name.capacity()));
        int row = head.id.capacity() == 0 ? Events.NONE : find(kind, head.id);
        int reference = keepDetail(command);
        if (row != Events.NONE && events.customer(row) == ordinal) {
            erase(events.reference(row));
            events.replace(row, head.timeMillis, reference);
            fields.removed(ordinal, kind);
            fields.added(ordinal, kind, head.timeMillis);
            state.functions.changed(ordinal, kind, row);
        } else {
            row = add(ordinal, kind, row, reference);
            fields.added(ordinal, kind, head.timeMillis);
            state.functions.touched(ordinal, kind, row);
        }
        outcome.accept(0);
    }

    private int find(int kind, DirectBuffer id) {
        return gone.row(state.eventKeys.find(kind, id, 0, id.capacity()));
    }

    /** Adds a row and returns it; {@code oldRow} is where the same event stood for another customer, if it did. */
    private int add(int ordinal, int kind, int oldRow, int reference) {
        if (oldRow != Events.NONE) {
            state.functions.erasing(oldRow);
            state.eventKeys.remove(oldRow, kind);
            erase(events.reference(oldRow));
            events.kill(oldRow);
            fields.removed(events.customer(oldRow), kind);
            state.functions.changed(events.customer(oldRow), kind, oldRow);
        }
        int row = events.add(ordinal, head.timeMillis, kind, reference);
        state.eventKeys.add(row);
        return row;
    }

    private void erase(int reference) {
        if (reference != Events.NONE) {
            state.arena.erase(Handles.toHandle(reference));
        }
    }

    private int keepDetail(CommandReader command) {
        int length = detail.encode(command);
        return length == 0 ? Events.NONE : Handles.toReference(state.arena.append(detail.buffer(), 0, length));
    }
}
