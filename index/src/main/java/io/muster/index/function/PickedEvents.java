package io.muster.index.function;

import io.muster.index.history.Events;
import io.muster.index.history.Orders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The events of one customer that a function picks whatever their date, oldest first, with a tally of those that its
 * user says count: each can be put in and out by itself, without a look at the others. A picture of the moment it was
 * made at. One thread.
 */
public final class PickedEvents {
    private final EventFunction.Parts parts;
    private final int[] rows;
    private final long[] times;
    private final long[] countsFrom;
    private final long[] amounts;
    private final long[] quantities;
    private final int[] newestRowFirst;
    private final List<PropertyTotal> properties = new ArrayList<>();
    private final BitSet counting = new BitSet();
    private final Tally tally = new Tally();
    private final boolean saturates;
    private int counted;
    private long amount;
    private long quantity;
    private long most;

    PickedEvents(EventFunction.Parts parts, Events events, int ordinal) {
        this.parts = parts;
        rows = pick(parts, events, ordinal);
        int size = rows.length;
        times = new long[size];
        countsFrom = new long[size];
        amounts = new long[size];
        quantities = new long[size];
        for (Aggregate aggregate : parts.aggregates()) {
            if (aggregate instanceof Aggregate.OfProperty property) {
                properties.add(new PropertyTotal(property));
            }
        }
        for (int event = 0; event < size; event++) {
            read(event, events);
        }
        saturates = most == Long.MAX_VALUE;
        newestRowFirst = saturates ? newestRowFirst(rows) : new int[0];
    }

    /** The kind of row that they are. */
    public int kind() {
        return parts.picker().kind();
    }

    /** How many there are. */
    public int size() {
        return rows.length;
    }

    /** The row of the history. */
    public int row(int event) {
        return rows[event];
    }

    /** When it was. */
    public long timeMillis(int event) {
        return times[event];
    }

    /** Before this it does not count, whatever its date; {@link Long#MIN_VALUE} if it always may. */
    public long countsFromMillis(int event) {
        return countsFrom[event];
    }

    /** Which dates the function asks for. */
    public DateTest date() {
        return parts.date();
    }

    /** What must hold of those that count. */
    public List<Aggregate> aggregates() {
        return parts.aggregates();
    }

    /** Puts an event among those that count, or takes it out. */
    public void count(int event, boolean counts) {
        if (counting.get(event) == counts) {
            return;
        }
        counting.set(event, counts);
        counted += counts ? 1 : -1;
        amount += counts ? amounts[event] : -amounts[event];
        quantity += counts ? quantities[event] : -quantities[event];
        for (PropertyTotal property : properties) {
            property.put(event, counts);
        }
    }

    /** Whether it is among those that count. */
    public boolean counts(int event) {
        return counting.get(event);
    }

    /** How many count. */
    public int counted() {
        return counted;
    }

    /** What an event adds to the amount, in millionths. */
    public long amount(int event) {
        return amounts[event];
    }

    /** What an event adds to the quantity, in millionths. */
    public long quantity(int event) {
        return quantities[event];
    }

    /** What those that count add up to, in millionths. */
    public long amount() {
        addAgainIfNeedBe();
        return amount;
    }

    /** Likewise. */
    public long quantity() {
        addAgainIfNeedBe();
        return quantity;
    }

    /** What an aggregate of the function comes to, in millionths; {@link Picker#NO_NUMBER} for nothing. */
    public long total(Aggregate.OfProperty aggregate) {
        addAgainIfNeedBe();
        return properties.stream()
                .filter(property -> property.aggregate() == aggregate)
                .mapToLong(PropertyTotal::total)
                .findFirst()
                .orElse(Picker.NO_NUMBER);
    }

    /** Whether the function holds with those that count. */
    public boolean holds() {
        addAgainIfNeedBe();
        tally.set(counted, amount, quantity);
        for (Aggregate aggregate : parts.aggregates()) {
            if (!(aggregate instanceof Aggregate.OfProperty) && !aggregate.holds(tally)) {
                return false;
            }
        }
        for (PropertyTotal property : properties) {
            if (!property.holds()) {
                return false;
            }
        }
        return true;
    }

    /** Sums that stop at the ends of what can be kept depend on the order, which is that of the history. */
    private void addAgainIfNeedBe() {
        if (!saturates) {
            return;
        }
        amount = 0;
        quantity = 0;
        properties.forEach(PropertyTotal::restart);
        for (int event : newestRowFirst) {
            if (counting.get(event)) {
                amount = Orders.saturatedAdd(amount, amounts[event]);
                quantity = Orders.saturatedAdd(quantity, quantities[event]);
                properties.forEach(property -> property.addAgain(event));
            }
        }
    }

    private void read(int event, Events events) {
        Picker picker = parts.picker();
        picker.picks(rows[event]);
        times[event] = events.timeMillis(rows[event]);
        countsFrom[event] = picker.countsFromMillis(rows[event]);
        tally.reset();
        picker.add(tally);
        amounts[event] = tally.amount();
        quantities[event] = tally.quantity();
        most = Orders.saturatedAdd(most, Math.abs(tally.amount()));
        most = Orders.saturatedAdd(most, Math.abs(tally.quantity()));
        for (PropertyTotal property : properties) {
            most = Orders.saturatedAdd(most, property.read(event, picker));
        }
    }

    private static int[] pick(EventFunction.Parts parts, Events events, int ordinal) {
        Picker picker = parts.picker();
        IntStream.Builder picked = IntStream.builder();
        for (int row = events.newest(ordinal); row != Events.NONE; row = events.previous(row)) {
            if (events.kind(row) == picker.kind() && picker.picks(row)) {
                picked.add(row);
            }
        }
        int[] newestRowFirst = picked.build().toArray();
        return inOrderOfTime(
                newestRowFirst,
                Arrays.stream(newestRowFirst).mapToLong(events::timeMillis).toArray());
    }

    /** Sorts times with the position of each in their low bits; where they are too far apart for that, as objects. */
    private static int[] inOrderOfTime(int[] rows, long[] times) {
        long first = Arrays.stream(times).min().orElse(0);
        long last = Arrays.stream(times).max().orElse(0);
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(rows.length);
        if (last - first < 0 || last - first >= Long.MAX_VALUE >> bits) {
            return IntStream.range(0, rows.length)
                    .boxed()
                    .sorted(Comparator.comparingLong(i -> times[i]))
                    .mapToInt(i -> rows[i])
                    .toArray();
        }
        long[] keys = new long[rows.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (times[i] - first) << bits | i;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys)
                .mapToInt(key -> rows[(int) (key & (1L << bits) - 1)])
                .toArray();
    }

    private static int[] newestRowFirst(int[] rows) {
        return IntStream.range(0, rows.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer event) -> rows[event]).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
