package io.muster.index.rule;

/**
 * What a condition looks at.
 *
 * @param kind a field by name, the anniversary of one, or a custom field
 * @param name in lower case for {@code FIELD} and {@code ANNIVERSARY}; the path after {@code metafields.} or
 *     {@code field.}, as written, for {@code CUSTOM}
 * @param span where it stands
 */
public record Attribute(Kind kind, String name, Span span) {
    /** The forms an attribute is written in. */
    public enum Kind {
        FIELD,
        ANNIVERSARY,
        CUSTOM
    }
}
