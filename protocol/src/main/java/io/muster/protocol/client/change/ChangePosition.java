package io.muster.protocol.client.change;

/**
 * Where to go on: the first change that is wanted. Who keeps it with what was done with the changes before it gets each
 * one exactly once.
 *
 * @param sequence of the command; 0 for the next one that comes
 * @param index among all changes of that command, from 0
 */
public record ChangePosition(long sequence, int index) implements Comparable<ChangePosition> {
    /** What happens from now on. */
    public static final ChangePosition NOW = new ChangePosition(0, 0);

    public ChangePosition {
        if (sequence < 0 || index < 0) {
            throw new IllegalArgumentException(
                    "position: found " + sequence + ":" + index + ", expected numbers of 0 or more");
        }
    }

    /** The changes of that command and of all after it. */
    public static ChangePosition from(long sequence) {
        return new ChangePosition(sequence, 0);
    }

    /** Reads what {@link #toString} writes: {@code 12}, or {@code 12:3}. */
    public static ChangePosition parse(String text) {
        int colon = text.indexOf(':');
        try {
            return colon < 0
                    ? from(Long.parseLong(text))
                    : new ChangePosition(
                            Long.parseLong(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "position: found '" + text + "', expected a sequence such as 12, or 12:3", e);
        }
    }

    @Override
    public int compareTo(ChangePosition other) {
        int bySequence = Long.compare(sequence, other.sequence);
        return bySequence != 0 ? bySequence : Integer.compare(index, other.index);
    }

    @Override
    public String toString() {
        return index == 0 ? Long.toString(sequence) : sequence + ":" + index;
    }
}
