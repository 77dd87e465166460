package io.muster.index.function;

import java.util.Arrays;
import java.util.List;

/**
 * What each picked event of one customer adds to a function, by the number that the user gives the event. One thread.
 */
final class EventShares {
    private static final int FIRST_LENGTH = 64;

    private final List<Aggregate> aggregates;
    private final List<Aggregate.OfProperty> properties;
    private final Tally tally = new Tally();
    private final long[][] numbers;
    private long[] amounts = new long[FIRST_LENGTH];
    private long[] quantities = new long[FIRST_LENGTH];

    EventShares(List<Aggregate> aggregates) {
        this.aggregates = aggregates;
        properties = aggregates.stream()
                .filter(Aggregate.OfProperty.class::isInstance)
                .map(Aggregate.OfProperty.class::cast)
                .toList();
        numbers = new long[properties.size()][FIRST_LENGTH];
    }

    /** What must hold of those that count. */
    List<Aggregate> aggregates() {
        return aggregates;
    }

    /** The aggregates of properties among them, in their order. */
    List<Aggregate.OfProperty> properties() {
        return properties;
    }

    /** Notes what an event adds that the picker has just picked. */
    void read(int event, Picker picker) {
        if (event >= amounts.length) {
            grow(Math.max(event + 1, 2 * amounts.length));
        }
        tally.reset();
        picker.add(tally);
        amounts[event] = tally.amount();
        quantities[event] = tally.quantity();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i][event] = picker.numberOf(properties.get(i).nameId());
        }
    }

    /** In millionths. */
    long amount(int event) {
        return amounts[event];
    }

    /** In millionths. */
    long quantity(int event) {
        return quantities[event];
    }

    /** The property of that place among {@link #properties}, in millionths, or {@link Picker#NO_NUMBER}. */
    long number(int property, int event) {
        return numbers[property][event];
    }

    private void grow(int length) {
        amounts = Arrays.copyOf(amounts, length);
        quantities = Arrays.copyOf(quantities, length);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Arrays.copyOf(numbers[i], length);
        }
    }
}
