package io.muster.index.workspace;

import io.muster.index.Outcome;
import io.muster.index.history.EventDetail;
import io.muster.index.history.Events;
import io.muster.index.record.CommandReader;
import org.agrona.DirectBuffer;

/** Every other event: e-mails, messages, views, and those that only the shop knows. One thread. */
final class EventRecords implements RecordHandler {
    private final WorkspaceState state;
    private final Events events;
    private final Customers customers;
    private final EngagementFields fields;
    private final RecordTimes times;
    private final EventDetail detail;
    private final RecordHead head = new RecordHead();

    EventRecords(WorkspaceState state, Customers customers, EngagementFields fields) {
        this.state = state;
        this.customers = customers;
        this.fields = fields;
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
        int kind = Events.FIRST_NAMED - 1 + state.eventNames.intern(head.name, 0, head.name.capacity());
        if (head.id.capacity() > 0) {
            takeBack(kind, head.id);
        }
        int row = events.add(ordinal, head.timeMillis, kind, keepDetail(command));
        if (head.id.capacity() > 0) {
            state.keys.put(state.id, KeyKind.event(kind), head.id, 0, head.id.capacity(), row);
        }
        fields.added(ordinal, kind, head.timeMillis);
        state.functions.changed(ordinal, kind);
        outcome.accept(0);
    }

    private void takeBack(int kind, DirectBuffer id) {
        int row = (int) state.keys.get(state.id, KeyKind.event(kind), id, 0, id.capacity());
        if (row != Events.NONE) {
            state.arena.erase(Handles.toHandle(events.reference(row)));
            events.kill(row);
            fields.removed(events.customer(row), kind);
            state.functions.changed(events.customer(row), kind);
        }
    }

    private int keepDetail(CommandReader command) {
        int length = detail.encode(command);
        return length == 0 ? Events.NONE : Handles.toReference(state.arena.append(detail.buffer(), 0, length));
    }
}
