package io.muster.index.explain;

import io.muster.index.answer.ExplainedPart;
import io.muster.index.answer.ExplainedPart.CountedEvent;
import io.muster.index.function.Aggregate;
import io.muster.index.function.PickedEvents;
import io.muster.index.history.EventIds;
import io.muster.index.history.Events;
import io.muster.index.segment.FunctionCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The events that count towards a function, for people. One thread. */
final class FunctionTold {
    private final FunctionCompiler.History history;
    private final EventIds ids;

    FunctionTold(FunctionCompiler.History history) {
        this.history = history;
        ids = new EventIds(history.events(), history.orders(), history.checkouts(), history.arena());
    }

    /**
     * What may have an id, wherever its row is: an order that moves to another customer has another row there.
     *
     * @param reference as in its row
     */
    record Named(int kind, int reference) {}

    /**
     * What is told of those that count.
     *
     * @param summary what they come to
     * @param newest of them, at most {@link ExplainedPart#MOST_EVENTS}
     * @param counted how many there are
     */
    record Told(String summary, List<CountedEvent> newest, int counted) {}

    /**
     * Tells of the events of a function.
     *
     * @param erasedIds of what was overwritten since the events were picked
     */
    Told told(PickedEvents events, Map<Named, String> erasedIds) {
        String summary = new FunctionWords(events, events.kind(), history.names()).summary();
        return new Told(summary, newest(events, erasedIds), events.counted());
    }

    private List<CountedEvent> newest(PickedEvents events, Map<Named, String> erasedIds) {
        List<CountedEvent> told = new ArrayList<>();
        for (int event = events.size() - 1; event >= 0 && told.size() < ExplainedPart.MOST_EVENTS; event--) {
            if (events.counts(event)) {
                int row = events.row(event);
                Named named = named(row, events.kind());
                String id = erasedIds.containsKey(named) ? erasedIds.get(named) : ids.of(row, events.kind());
                told.add(new CountedEvent(name(events.kind()), id, events.timeMillis(event), detail(events, event)));
            }
        }
        return told;
    }

    private String name(int kind) {
        return switch (kind) {
            case Events.ORDER -> "order";
            case Events.CHECKOUT -> "checkout";
            default -> history.names().text(Events.nameOf(kind));
        };
    }

    /** What stands in a row that is alive. */
    Named named(int row) {
        return named(row, history.events().kind(row));
    }

    private Named named(int row, int kind) {
        return new Named(kind, history.events().reference(row));
    }

    /** The id of what stands in a row that is alive; null where it has none. */
    String id(int row) {
        return ids.of(row);
    }

    private static String detail(PickedEvents events, int event) {
        List<String> parts = new ArrayList<>();
        boolean amounts = events.kind() == Events.ORDER || events.kind() == Events.CHECKOUT;
        if (amounts) {
            parts.add("amount " + Wording.number(events.amount(event)));
        }
        if (events.aggregates().stream().anyMatch(Aggregate.SumOfQuantities.class::isInstance)) {
            parts.add("quantity " + Wording.number(events.quantity(event)));
        }
        return Wording.joined(parts);
    }
}
