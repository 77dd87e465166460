package io.muster.index.function;

import io.muster.index.history.Orders;
import java.util.TreeMap;

/** The sum, least or greatest of a property over events that come and go. One thread. */
final class PropertyTotal {
    private final Aggregate.OfProperty aggregate;
    private final long[] numbers;
    private final TreeMap<Long, Integer> inOrder = new TreeMap<>();
    private int present;
    private long sum;

    /**
     * No event counts.
     *
     * @param numbers of each event, or {@link Picker#NO_NUMBER}
     */
    PropertyTotal(Aggregate.OfProperty aggregate, long[] numbers) {
        this.aggregate = aggregate;
        this.numbers = numbers;
    }

    /** Notes the number of an event that the picker has just picked. */
    void read(int event, Picker picker) {
        numbers[event] = picker.numberOf(aggregate.nameId());
    }

    void put(int event, boolean counts) {
        long number = numbers[event];
        if (number == Picker.NO_NUMBER) {
            return;
        }
        present += counts ? 1 : -1;
        if (aggregate.kind() == Aggregate.OfProperty.Kind.SUM) {
            sum += counts ? number : -number;
        } else {
            inOrder.merge(number, counts ? 1 : -1, (a, b) -> a + b == 0 ? null : a + b);
        }
    }

    /** Before the events that count are added again, in the order of the history. */
    void restart() {
        sum = 0;
    }

    void addAgain(int event) {
        sum = numbers[event] == Picker.NO_NUMBER ? sum : Orders.saturatedAdd(sum, numbers[event]);
    }

    boolean holds() {
        return aggregate.holds(present > 0, total());
    }

    /** In millionths; {@link Picker#NO_NUMBER} where there is none. */
    long total() {
        if (aggregate.kind() == Aggregate.OfProperty.Kind.SUM) {
            return sum;
        }
        if (present == 0) {
            return Picker.NO_NUMBER;
        }
        return aggregate.kind() == Aggregate.OfProperty.Kind.MIN ? inOrder.firstKey() : inOrder.lastKey();
    }

    Aggregate.OfProperty aggregate() {
        return aggregate;
    }

    /** What the numbers can add up to at most, either way. */
    long most() {
        long most = 0;
        for (long number : numbers) {
            most = number == Picker.NO_NUMBER ? most : Orders.saturatedAdd(most, Math.abs(number));
        }
        return most;
    }
}
