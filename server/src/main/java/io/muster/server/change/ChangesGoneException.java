package io.muster.server.change;

/** The changes that were asked for are not retained any more, or can't be read. */
public final class ChangesGoneException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long oldestSequence;

    ChangesGoneException(long wantedSequence, long oldestSequence) {
        super("changes: found them asked for from sequence " + wantedSequence + ", expected " + oldestSequence
                + " or later: older ones are not retained");
        this.oldestSequence = oldestSequence;
    }

    /** From where on there are any. */
    public long oldestSequence() {
        return oldestSequence;
    }
}
