package io.muster.index.suggestion;

import io.muster.index.field.Field;

/** What values are asked for of. */
sealed interface Subject {
    /** A field whose values are text, a list of text, or true and false. */
    record OfField(Field field) implements Subject {}

    /**
     * A parameter of a function, one that is compared with text.
     *
     * @param function its canonical name
     * @param event the event's canonical name; null for the functions over orders, lines and checkouts
     * @param name the parameter's, in lower case
     * @param written as it was asked for
     */
    record OfParameter(String function, String event, String name, String written) implements Subject {}
}
