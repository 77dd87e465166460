package io.muster.index.field;

/** What a criterion may ask of a list. */
public sealed interface ListPredicate {
    /** Holds this value, by the list's number for it. */
    record Has(int valueId) implements ListPredicate {}

    /** Holds a value at all. */
    record Present() implements ListPredicate {}
}
