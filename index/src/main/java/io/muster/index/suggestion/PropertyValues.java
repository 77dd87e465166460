package io.muster.index.suggestion;

import io.muster.index.function.EventNames;
import io.muster.index.history.EventProperties;
import io.muster.index.history.Events;
import io.muster.index.memory.Handles;
import io.muster.index.record.ValueType;
import io.muster.index.rule.NearestName;
import io.muster.index.rule.RuleException;
import io.muster.index.workspace.WorkspaceState;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import org.agrona.collections.IntHashSet;

/** Counts the values of a property of events of one name: texts, the texts of lists, true and false. One thread. */
final class PropertyValues {
    /** Visits the latest rows of a kind. */
    @FunctionalInterface
    interface Rows {
        void forEach(int kind, IntConsumer row);
    }

    private final WorkspaceState state;
    private final Rows rows;
    private final EventProperties properties;
    private final Map<String, Integer> counts = new HashMap<>();
    private final IntHashSet namesSeen = new IntHashSet();
    private Set<String> keys;
    private final BitSet matching = new BitSet();
    private final BitSet asked = new BitSet();
    private boolean seen;
    private boolean asNumber;

    PropertyValues(WorkspaceState state, Rows rows) {
        this.state = state;
        this.rows = rows;
        properties = new EventProperties(state.arena);
    }

    /** How often each value is there, by text. Throws {@link RuleException} where there is no such property. */
    Map<String, Integer> count(Subject.OfParameter parameter) {
        keys = EventNames.properties(parameter.event(), parameter.name());
        int name = state.eventNames.find(parameter.event());
        if (name != 0) {
            rows.forEach(Events.kindOf(name), this::count);
        }
        if (parameter.function().equals("event") && counts.isEmpty()) {
            throw refusal(parameter);
        }
        return Spellings.merge(counts);
    }

    private void count(int row) {
        seen = true;
        int reference = state.events.reference(row);
        if (reference == Events.NONE) {
            return;
        }
        properties.wrap(Handles.toHandle(reference));
        while (properties.next()) {
            namesSeen.add(properties.name());
            if (isAskedFor(properties.name())) {
                countValue();
            }
        }
    }

    private void countValue() {
        switch (properties.type()) {
            case ValueType.TEXT -> count(properties.text());
            case ValueType.TEXT_LIST -> properties.texts().forEach(this::count);
            case ValueType.TRUE -> count("true");
            case ValueType.FALSE -> count("false");
            default -> asNumber = true;
        }
    }

    private void count(String text) {
        counts.merge(text, 1, Integer::sum);
    }

    private boolean isAskedFor(int name) {
        if (!asked.get(name)) {
            asked.set(name);
            matching.set(name, keys.contains(Ranking.fold(state.eventNames.text(name))));
        }
        return matching.get(name);
    }

    private RuleException refusal(Subject.OfParameter parameter) {
        if (asNumber) {
            return Subjects.refusal(
                    parameter.written(),
                    parameter.written() + ", which has only been a number",
                    "a property whose values are text, a list of text, or true or false");
        }
        if (seen) {
            Set<String> known = new TreeSet<>();
            namesSeen.forEach(name -> known.add(state.eventNames.text(name)));
            return Subjects.refusal(
                    parameter.written(),
                    "'" + parameter.name() + "'",
                    "a property that a late event '" + parameter.event() + "' has had" + hint(parameter.name(), known));
        }
        return Subjects.refusal(
                parameter.written(),
                "'" + parameter.event() + "'",
                "the name of an event that came of late" + hint(parameter.event(), latestNames()));
    }

    private Set<String> latestNames() {
        Set<String> names = new TreeSet<>();
        Events events = state.events;
        int last = Math.max(0, events.rows() - HistoryValues.MOST_ROWS_SEEN);
        for (int row = events.rows() - 1; row >= last; row--) {
            int kind = events.kind(row);
            if (kind != Events.DEAD && kind != Events.ORDER && kind != Events.CHECKOUT) {
                names.add(state.eventNames.text(Events.nameOf(kind)));
            }
        }
        return names;
    }

    private static String hint(String name, Set<String> known) {
        return NearestName.nearest(name, known)
                .map(nearest -> " (did you mean " + nearest + "?)")
                .orElse(known.isEmpty() ? " (there are none yet)" : "");
    }
}
