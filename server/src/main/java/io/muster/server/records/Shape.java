package io.muster.server.records;

/** What the value of a key must look like, and how it is stored. */
enum Shape {
    /** Text, or a whole number taken as its text. */
    ID("text or a whole number"),
    TEXT("text"),
    EMAIL("an e-mail address"),
    CURRENCY("a currency of three capital letters"),
    INSTANT("an ISO-8601 time with an offset or Z (2026-02-01T12:00:00Z), or epoch milliseconds"),
    /** A day, or an instant. */
    BIRTHDAY("a day (1990-02-28) or a time with an offset or Z"),
    /** An exact decimal, 0 or more. */
    AMOUNT("a number of 0 or more"),
    /** An exact decimal above 0. */
    QUANTITY("a number above 0"),
    LATITUDE("a number from -90 to 90"),
    LONGITUDE("a number from -180 to 180"),
    BOOLEAN("true or false"),
    TEXT_LIST("a list of text"),
    /** A list of text, or one text for a list of one. */
    TEXT_OR_LIST("text or a list of text"),
    ID_LIST("a list of text or whole numbers"),
    /** An id that becomes a property of the event. */
    ID_PROPERTY("text or a whole number"),
    /** A list of text that becomes a property of the event. */
    LIST_PROPERTY("a list of text"),
    /** An object of names and values. */
    NAMED_VALUES("an object"),
    ITEMS("a list of items");

    private final String expected;

    Shape(String expected) {
        this.expected = expected;
    }

    /** As it stands after “expected” in a refusal. */
    String expected() {
        return expected;
    }
}
