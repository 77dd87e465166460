package io.muster.index.change;

/** Why a customer entered or left a segment. The numbers are in streams: never change or reuse one. */
public enum Cause {
    /** A record that came in. */
    RECORD(1),
    /** A record that was loaded as history, and that nobody should be greeted for. */
    IMPORT(2),
    /** The passing of time. */
    TIME(3),
    /** The segment, or one that it refers to, was created, edited or deleted. */
    DEFINITION(4),
    /** The customer was deleted. */
    DELETION(5);

    private final int number;

    Cause(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
