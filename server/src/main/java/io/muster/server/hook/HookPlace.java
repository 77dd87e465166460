package io.muster.server.hook;

/**
 * A place among all changes; what is before it was delivered, or is not wanted.
 *
 * @param sequence of the command
 * @param index among the changes of the command, from 0
 */
record HookPlace(long sequence, int index) implements Comparable<HookPlace> {
    static HookPlace at(long sequence) {
        return new HookPlace(sequence, 0);
    }

    HookPlace next() {
        return new HookPlace(sequence, index + 1);
    }

    @Override
    public int compareTo(HookPlace other) {
        int bySequence = Long.compare(sequence, other.sequence);
        return bySequence == 0 ? Integer.compare(index, other.index) : bySequence;
    }

    /** As receivers see it. */
    @Override
    public String toString() {
        return sequence + ":" + index;
    }
}
