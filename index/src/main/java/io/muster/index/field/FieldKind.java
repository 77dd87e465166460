package io.muster.index.field;

/** What a field's values are, and so what a rule may ask of it. */
public enum FieldKind {
    NUMBER("a number"),
    AVERAGE("a number"),
    DATE("a date"),
    TEXT("text"),
    LIST("a list of text"),
    BOOLEAN("true or false");

    private final String noun;

    FieldKind(String noun) {
        this.noun = noun;
    }

    /** As an error message names it. */
    public String noun() {
        return noun;
    }
}
