package io.muster.index.function;

/**
 * What may still be done in one part of a work that takes long. It is counted, never timed: a unit is a row of a
 * history that is read, or what takes no longer, about half a microsecond. One thread.
 */
public final class Effort {
    /** So many moves within what was read already take as long as reading a row. */
    public static final int MOVES_A_UNIT = 8;

    private final long units;
    private long spent;
    private int moves;

    public Effort(long units) {
        this.units = units;
    }

    /** Whether the part is long enough. */
    public boolean isSpent() {
        return spent >= units;
    }

    public void spend(long more) {
        spent += more;
    }

    /** Something that was read already is moved, compared or counted. */
    public void move() {
        if (++moves == MOVES_A_UNIT) {
            moves = 0;
            spent++;
        }
    }

    /** In units. */
    public long spent() {
        return spent;
    }
}
