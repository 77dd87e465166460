package io.muster.server.records;

import java.time.LocalDate;
import java.time.ZoneOffset;

/** Every bound on a record. What goes beyond one is refused with the bound named. */
public final class RecordLimits {
    /** Of one batch. A line may cost much more to refuse than to send. */
    public static final int BATCH_LINES = 100_000;

    /** Of one line, without its line end. */
    public static final int LINE_LENGTH_BYTES = 1 << 20;

    /** Of an id (customer, order, checkout, event, product, variant, …) in UTF-8; at least 1. */
    public static final int ID_LENGTH_BYTES = 255;

    /** Of a record's type and of the name of a custom field or property, in UTF-8; at least 1. */
    public static final int NAME_LENGTH_BYTES = 100;

    /** Of any other text, in UTF-8. */
    public static final int TEXT_LENGTH_BYTES = 4096;

    public static final int EMAIL_LENGTH_BYTES = 254;

    /** Texts in one list. */
    public static final int LIST_LENGTH = 1000;

    /** Lines of one order or checkout. */
    public static final int ITEM_COUNT = 1000;

    /** Custom fields of one record, or properties of one event. */
    public static final int PROPERTY_COUNT = 200;

    /** Objects and lists within each other. */
    public static final int DEPTH = 8;

    /** Characters of one decimal, as number or as text. */
    public static final int NUMBER_LENGTH = 100;

    /** 1900-01-01T00:00:00Z, the first instant taken. */
    public static final long MIN_TIME_MILLIS =
            LocalDate.of(1900, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();

    /** 9999-12-31T23:59:59.999Z, the last instant taken. */
    public static final long MAX_TIME_MILLIS =
            LocalDate.of(10000, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli() - 1;

    private RecordLimits() {}
}
