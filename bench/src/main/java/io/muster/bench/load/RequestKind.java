package io.muster.bench.load;

/** What a load consists of. */
enum RequestKind {
    /** Whether one customer, by external id, is in the segment. */
    MEMBER,
    /** The same of a batch of customers. */
    MEMBERS,
    /** All segments of one customer. */
    SEGMENTS,
    /** The ordinals of a batch of customers. */
    ORDINALS,
    /** The size of the segment. */
    SIZE,
    /** The size of a rule that is not saved. */
    COUNT,
    /** The members of the segment as a portable Roaring bitmap. */
    EXPORT,
    /** A batch of events. */
    APPEND;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
