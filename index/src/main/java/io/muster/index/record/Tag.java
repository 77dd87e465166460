package io.muster.index.record;

/** Which field of a command follows. The numbers are in journals: never change or reuse one. */
public final class Tag {
    // Of every record
    /** The customer's external id. */
    public static final int CUSTOMER = 1;

    /** The record's own id: of the order, checkout or event. */
    public static final int ID = 2;

    /** An instant. */
    public static final int TIME = 3;

    // Of definitions
    public static final int NAME = 4;
    public static final int ZONE = 5;
    public static final int CURRENCY = 6;
    public static final int RULE = 7;

    /** A segment's id, as {@link ValueType#INSTANT}-sized whole number. */
    public static final int SEGMENT = 8;

    /** Of a segment's definition, sized likewise. */
    public static final int VERSION = 9;

    /** What a segment must be like for its definition to be changed, as texts: one of its tags. */
    public static final int EXPECTED = 10;

    /** A custom field's type, as text. */
    public static final int FIELD_TYPE = 14;

    /** How long after its start an open checkout is abandoned, in milliseconds. */
    public static final int ABANDONED_AFTER = 15;

    // Of a customer
    public static final int REGISTERED_AT = 16;
    public static final int EMAIL = 17;
    public static final int FIRST_NAME = 18;
    public static final int LAST_NAME = 19;
    public static final int PHONE = 20;
    public static final int GENDER = 21;

    /** A {@link ValueType#DAY} or an {@link ValueType#INSTANT}. */
    public static final int BIRTHDAY = 22;

    public static final int LANGUAGE = 23;
    public static final int LATITUDE = 24;
    public static final int LONGITUDE = 25;
    public static final int ACCEPTS_MARKETING = 26;
    public static final int ACCOUNT_STATUS = 27;
    public static final int EMAIL_SUBSCRIPTION_STATUS = 28;
    public static final int SMS_SUBSCRIPTION_STATUS = 29;

    // Lists of a customer: the list itself replaces; add and remove change it (tag + ADD, tag + REMOVE)
    public static final int COUNTRIES = 32;
    public static final int REGIONS = 33;
    public static final int CITIES = 34;
    public static final int TAGS = 35;
    public static final int GROUPS = 36;
    public static final int CHANNELS = 37;

    /** Added to the tag of a list: these values are added to it. */
    public static final int ADD = 16;

    /** Added to the tag of a list: these values are taken from it. */
    public static final int REMOVE = 32;

    /** A custom field: its name stands before its value. */
    public static final int FIELD = 80;

    /** A property of an event: its name stands before its value. */
    public static final int PROPERTY = 81;

    // Of orders and checkouts
    /** The order that a status, refund or completion is about. */
    public static final int ORDER = 96;

    public static final int STATUS = 97;
    public static final int TOTAL = 98;
    public static final int AMOUNT = 99;
    public static final int DISCOUNT_CODE = 100;
    public static final int PAYMENT_METHOD = 101;
    public static final int SHIPPING_METHOD = 102;
    public static final int APP_ID = 103;
    public static final int LOCATION_ID = 104;

    /** The checkout that an order came from. */
    public static final int CHECKOUT = 105;

    // Lines: come last; each starts with ITEM, a field without a value
    public static final int ITEM = 112;
    public static final int PRODUCT = 113;
    public static final int VARIANT = 114;
    public static final int COLLECTIONS = 115;
    public static final int CATEGORY = 116;
    public static final int ITEM_TAGS = 117;
    public static final int VENDOR = 118;
    public static final int QUANTITY = 119;
    public static final int PRICE = 120;

    private Tag() {}
}
