package io.muster.server.records;

/**
 * A key that records of a type may have.
 *
 * @param name as it stands in JSON
 * @param tag what it is in the command; keys of the same tag are spellings of one, and only one may be there
 * @param property for {@link Shape#ID_PROPERTY} and {@link Shape#LIST_PROPERTY}: the name of the event's property
 */
record RecordKey(String name, int tag, Shape shape, String property) {
    RecordKey(String name, int tag, Shape shape) {
        this(name, tag, shape, null);
    }
}
