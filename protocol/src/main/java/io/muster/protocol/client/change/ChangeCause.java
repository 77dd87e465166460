package io.muster.protocol.client.change;

/** Why a customer entered or left a segment. */
public enum ChangeCause {
    /** A record came in. */
    RECORD(1),
    /** A record was loaded as history. */
    IMPORT(2),
    /** Time passed. */
    TIME(3),
    /** The segment, or one that it refers to, was created, edited or deleted. */
    DEFINITION(4),
    /** The customer was deleted. */
    DELETION(5),
    /** One of a newer server. */
    OTHER(0);

    private final int number;

    ChangeCause(int number) {
        this.number = number;
    }

    /** The cause that has the number on the wire; {@link #OTHER} where there is none. */
    public static ChangeCause ofWire(int wanted) {
        for (ChangeCause cause : values()) {
            if (cause.number == wanted) {
                return cause;
            }
        }
        return OTHER;
    }
}
