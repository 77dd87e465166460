package io.muster.index.function;

import io.muster.index.history.Orders;
import io.muster.index.time.OrderedIndex;
import java.util.Arrays;

/** The sum, least or greatest of a property over events that come and go. One thread. */
final class PropertyTotal {
    private final Aggregate.OfProperty aggregate;
    private final OrderedIndex inOrder = new OrderedIndex();
    private long[] numbers = {};
    private int present;
    private long sum;

    /** No event counts. */
    PropertyTotal(Aggregate.OfProperty aggregate) {
        this.aggregate = aggregate;
    }

    /**
     * Notes the number of an event that the picker has just picked, and that does not count.
     *
     * @return how far it can move the sum either way
     */
    long read(int event, Picker picker) {
        if (event >= numbers.length) {
            int known = numbers.length;
            numbers = Arrays.copyOf(numbers, Math.max(event + 1, known * 2));
            Arrays.fill(numbers, known, numbers.length, Picker.NO_NUMBER);
        }
        numbers[event] = picker.numberOf(aggregate.nameId());
        return numbers[event] == Picker.NO_NUMBER ? 0 : Math.abs(numbers[event]);
    }

    void put(int event, boolean counts) {
        long number = numbers[event];
        if (number == Picker.NO_NUMBER) {
            return;
        }
        present += counts ? 1 : -1;
        if (aggregate.kind() == Aggregate.OfProperty.Kind.SUM) {
            sum += counts ? number : -number;
        } else if (counts) {
            inOrder.add(number, event);
        } else {
            inOrder.remove(number, event);
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
        boolean least = aggregate.kind() == Aggregate.OfProperty.Kind.MIN;
        return least ? inOrder.first() : inOrder.last();
    }

    Aggregate.OfProperty aggregate() {
        return aggregate;
    }
}
