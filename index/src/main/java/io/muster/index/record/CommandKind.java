package io.muster.index.record;

/** The first byte of a command. The numbers are in journals: never change or reuse one. */
public final class CommandKind {
    /** Time has come to {@link Tag#TIME}. */
    public static final int ADVANCE = 1;

    /**
     * {@link Tag#NAME}, {@link Tag#ZONE}, {@link Tag#CURRENCY} unless it is still open, and {@link Tag#ABANDONED_AFTER}
     * unless it is the default.
     */
    public static final int CREATE_WORKSPACE = 2;

    public static final int DELETE_WORKSPACE = 3;

    /** {@link Tag#NAME}, {@link Tag#RULE}. */
    public static final int CREATE_SEGMENT = 4;

    /** {@link Tag#SEGMENT}, and {@link Tag#NAME} or {@link Tag#RULE} or both. */
    public static final int UPDATE_SEGMENT = 5;

    /** {@link Tag#SEGMENT}. */
    public static final int DELETE_SEGMENT = 6;

    /** Goes on with what takes long: time that has come, definitions on their way into force. */
    public static final int STEP = 7;

    /** {@link Tag#SEGMENT}, {@link Tag#VERSION}: that version's rule again, as a new version. */
    public static final int ROLLBACK_SEGMENT = 8;

    /** {@link Tag#NAME}, the path of a custom field, and {@link Tag#FIELD_TYPE}. */
    public static final int DECLARE_FIELD = 9;

    public static final int CUSTOMER = 16;
    public static final int CUSTOMER_DELETED = 17;
    public static final int ORDER_PLACED = 18;
    public static final int ORDER_STATUS = 19;
    public static final int ORDER_REFUNDED = 20;
    public static final int CHECKOUT_STARTED = 21;
    public static final int CHECKOUT_COMPLETED = 22;

    /** Any other event; its name ({@code email.opened}) is {@link Tag#NAME}. */
    public static final int EVENT = 23;

    private CommandKind() {}
}
