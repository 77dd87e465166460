package io.muster.server.config;

/** How the values of an option are written. Stateless; any thread. */
public interface ValueKind {
    /**
     * Reads what a user wrote.
     *
     * @param text without blanks around it, not empty
     * @param type of the record's component that takes the value
     * @throws WrongValueException saying what was found and what was expected
     */
    Object value(String text, Class<?> type) throws WrongValueException;

    /** Writes a value so that {@link #value} reads it; {@code none} for null. */
    String text(Object value);

    /** What can be set, in a few words: {@code 1 to 65535}, {@code 1MiB to 1TiB}, {@code system or manual}. */
    String bounds();
}
