package io.muster.index.answer;

/**
 * A field of customers that rules may use.
 *
 * @param name as a rule names it
 * @param type what it holds
 * @param origin why there is such a field
 */
public record FieldEntry(String name, Type type, Origin origin) {
    /** What a field holds. */
    public enum Type {
        NUMBER,
        TEXT,
        BOOLEAN,
        DATE,
        LIST
    }

    /** Why there is a field. */
    public enum Origin {
        /** Every workspace has it. */
        BUILT_IN,
        DECLARED,
        /** A customer record brought it, and its first value typed it. */
        FIRST_SEEN
    }
}
