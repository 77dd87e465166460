package io.muster.index.function;

import io.muster.index.history.EventProperties;
import io.muster.index.history.Events;
import io.muster.index.memory.Handles;
import java.util.List;
import java.util.Set;

/** Picks events of one name by their properties. One thread. */
public final class EventPicker extends Picker {
    private final Events events;
    private final EventProperties properties;
    private final List<PropertyTest> tests;
    private int picked;

    public EventPicker(int kind, Events events, EventProperties properties, List<PropertyTest> tests) {
        super(kind);
        this.events = events;
        this.properties = properties;
        this.tests = tests;
    }

    @Override
    boolean picks(int row) {
        picked = row;
        if (tests.isEmpty()) {
            return true;
        }
        tests.forEach(PropertyTest::reset);
        open(row);
        while (properties.next()) {
            for (PropertyTest test : tests) {
                test.see(properties);
            }
        }
        for (PropertyTest test : tests) {
            if (!test.holds()) {
                return false;
            }
        }
        return true;
    }

    @Override
    Set<String> neededTexts() {
        return fewest(tests.stream().map(PropertyTest::neededTexts));
    }

    @Override
    void texts(int row, RowTexts to) {
        open(row);
        while (properties.next()) {
            PropertyTest.texts(properties, to.texts());
        }
    }

    @Override
    void add(Tally tally) {
        tally.count();
    }

    @Override
    long numberOf(int nameId) {
        open(picked);
        while (properties.next()) {
            if (properties.name() == nameId) {
                return PropertyTest.numberOf(properties);
            }
        }
        return NO_NUMBER;
    }

    private void open(int row) {
        int reference = events.reference(row);
        if (reference == Events.NONE) {
            properties.wrapNone();
        } else {
            properties.wrap(Handles.toHandle(reference));
        }
    }
}
