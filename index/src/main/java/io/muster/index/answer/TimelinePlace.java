package io.muster.index.answer;

/**
 * A place between the events of a customer: below one event and above all that are older. It stays where it is while
 * others come. Places are in the order in which events are told: the newest first, and of one time that which came
 * last.
 *
 * @param atMillis when the event was
 * @param row where the event stands in the history
 */
public record TimelinePlace(long atMillis, int row) implements Comparable<TimelinePlace> {
    /** Above all events. */
    public static final TimelinePlace TOP = new TimelinePlace(Long.MAX_VALUE, Integer.MAX_VALUE);

    /** Whether the event of that time and row is told after this one. */
    public boolean isAbove(long eventMillis, int eventRow) {
        return eventMillis == atMillis ? eventRow < row : eventMillis < atMillis;
    }

    @Override
    public int compareTo(TimelinePlace other) {
        int byTime = Long.compare(other.atMillis, atMillis);
        return byTime == 0 ? Integer.compare(other.row, row) : byTime;
    }
}
