package io.muster.index.record;

/** How the value after a tag is laid out. The numbers are in journals: never change or reuse one. */
public final class ValueType {
    /** The field is cleared, or has no value (an {@link Tag#ITEM}). */
    public static final int NULL = 0;

    public static final int FALSE = 1;
    public static final int TRUE = 2;

    /** 8 bytes: milliseconds since the epoch, or another whole number. */
    public static final int INSTANT = 3;

    /** 8 bytes: days since the epoch of a local day. */
    public static final int DAY = 4;

    /** 8 bytes: an exact decimal in millionths, see {@link Decimals}. */
    public static final int DECIMAL = 5;

    /** 4 bytes length, then UTF-8. */
    public static final int TEXT = 6;

    /** 4 bytes count, then so many texts. */
    public static final int TEXT_LIST = 7;

    private ValueType() {}
}
