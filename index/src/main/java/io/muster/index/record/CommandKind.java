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

    /** What to call it where people read: records as in their JSON. */
    public static String name(int kind) {
        return switch (kind) {
            case ADVANCE -> "advance";
            case CREATE_WORKSPACE -> "create_workspace";
            case DELETE_WORKSPACE -> "delete_workspace";
            case CREATE_SEGMENT -> "create_segment";
            case UPDATE_SEGMENT -> "update_segment";
            case DELETE_SEGMENT -> "delete_segment";
            case STEP -> "step";
            case ROLLBACK_SEGMENT -> "rollback_segment";
            case DECLARE_FIELD -> "declare_field";
            case CUSTOMER -> "customer";
            case CUSTOMER_DELETED -> "customer_deleted";
            case ORDER_PLACED -> "order_placed";
            case ORDER_STATUS -> "order_status";
            case ORDER_REFUNDED -> "order_refunded";
            case CHECKOUT_STARTED -> "checkout_started";
            case CHECKOUT_COMPLETED -> "checkout_completed";
            case EVENT -> "event";
            default -> "kind " + kind;
        };
    }
}
