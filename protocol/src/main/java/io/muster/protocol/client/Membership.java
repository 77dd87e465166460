package io.muster.protocol.client;

/** Whether a customer is in a segment. */
public enum Membership {
    NOT_MEMBER,
    MEMBER,
    /** The workspace knows no such customer. */
    UNKNOWN_CUSTOMER;

    private static final Membership[] BY_WIRE_VALUE = values();

    static Membership ofWire(int value) {
        return BY_WIRE_VALUE[value];
    }
}
