package io.muster.index.function;

import io.muster.index.time.OrderedIndex;

/** The sum, least or greatest of a property over events that come and go. One thread. */
final class PropertyTotal {
    private final Aggregate.OfProperty aggregate;
    private final OrderedIndex inOrder = new OrderedIndex();
    private final WideSum sum = new WideSum();
    private int present;

    /** No event counts. */
    PropertyTotal(Aggregate.OfProperty aggregate) {
        this.aggregate = aggregate;
    }

    /** An event counts from now on, or no longer; its number is the same both times. */
    void put(int event, long number, boolean counts) {
        if (number == Picker.NO_NUMBER) {
            return;
        }
        present += counts ? 1 : -1;
        if (aggregate.kind() != Aggregate.OfProperty.Kind.SUM) {
            order(event, number, counts);
        } else if (counts) {
            sum.add(number);
        } else {
            sum.subtract(number);
        }
    }

    boolean holds() {
        return aggregate.holds(present > 0, total());
    }

    /** In millionths; {@link Picker#NO_NUMBER} where there is none. */
    long total() {
        if (aggregate.kind() == Aggregate.OfProperty.Kind.SUM) {
            return sum.nearest();
        }
        if (present == 0) {
            return Picker.NO_NUMBER;
        }
        boolean least = aggregate.kind() == Aggregate.OfProperty.Kind.MIN;
        return least ? inOrder.first() : inOrder.last();
    }

    private void order(int event, long number, boolean counts) {
        if (counts) {
            inOrder.add(number, event);
        } else {
            inOrder.remove(number, event);
        }
    }
}
