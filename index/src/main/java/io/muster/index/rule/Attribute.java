package io.muster.index.rule;

/**
 * What a condition looks at.
 *
 * @param kind a field by name, the anniversary of one, or a custom field
 * @param name in lower case for {@code FIELD}; the path after {@code metafields.} or {@code field.}, as written, for
 *     {@code CUSTOM}; for {@code ANNIVERSARY} the name of the field in lower case or, of a custom field, its path as
 *     written after {@code metafields.} (a path of several parts) or {@code field.} (of one), see {@link #subject()}
 * @param span where it stands
 */
public record Attribute(Kind kind, String name, Span span) {
    private static final String METAFIELDS = "metafields.";
    private static final String FIELD = "field.";

    /** The forms an attribute is written in. */
    public enum Kind {
        FIELD,
        ANNIVERSARY,
        CUSTOM
    }

    /** The anniversary of a field or custom field. */
    static Attribute anniversaryOf(Attribute subject, Span span) {
        return new Attribute(Kind.ANNIVERSARY, subject.written(), span);
    }

    /** The field or custom field itself: of an anniversary the one that it is of, otherwise this. */
    public Attribute subject() {
        if (kind != Kind.ANNIVERSARY) {
            return this;
        }
        if (name.startsWith(METAFIELDS)) {
            return new Attribute(Kind.CUSTOM, name.substring(METAFIELDS.length()), span);
        }
        return name.startsWith(FIELD)
                ? new Attribute(Kind.CUSTOM, name.substring(FIELD.length()), span)
                : new Attribute(Kind.FIELD, name, span);
    }

    /** As it is written in a rule. */
    public String written() {
        return switch (kind) {
            case FIELD -> name;
            case ANNIVERSARY -> "anniversary(" + name + ")";
            case CUSTOM -> (name.indexOf('.') < 0 ? FIELD : METAFIELDS) + name;
        };
    }
}
