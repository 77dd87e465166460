package io.muster.index.segment;

import io.muster.index.field.Field;
import io.muster.index.field.FieldKind;
import io.muster.index.field.Schema;
import io.muster.index.rule.Attribute;
import io.muster.index.rule.NearestName;
import io.muster.index.rule.RuleException;
import io.muster.index.rule.Span;
import java.util.Collection;
import java.util.TreeSet;

/** The fields of a workspace as rules name them. One thread. */
final class FieldNames {
    private final Schema schema;

    FieldNames(Schema schema) {
        this.schema = schema;
    }

    /** The field that a rule names. Throws {@link RuleException} with the nearest name where there is none. */
    Field of(Attribute attribute) {
        return switch (attribute.kind()) {
            case FIELD -> {
                Field field = schema.find(attribute.name());
                if (field == null) {
                    refuseShopifys(attribute);
                    throw unknown(attribute.span(), attribute.name(), "a field", schema.names());
                }
                yield field;
            }
            case CUSTOM -> {
                Field field = schema.findCustom(attribute.name());
                if (field == null) {
                    throw unknown(
                            attribute.span(),
                            "field." + attribute.name(),
                            "a custom field that is declared or that a customer of this workspace has had",
                            new TreeSet<>(schema.custom().keySet()));
                }
                yield field;
            }
            case ANNIVERSARY -> anniversaryOf(attribute);
        };
    }

    private Field anniversaryOf(Attribute attribute) {
        Field field = of(attribute.subject());
        if (field.kind() != FieldKind.DATE) {
            throw new RuleException(
                    attribute.span(),
                    field.name() + ", which is " + field.kind().noun(),
                    "the anniversary of a date");
        }
        return field;
    }

    private static void refuseShopifys(Attribute attribute) {
        String reason = ShopifyNames.reason(attribute.name());
        if (reason != null) {
            throw new RuleException(
                    attribute.span(), "'" + attribute.name() + "'", "a field of this language (" + reason + ")");
        }
    }

    private static RuleException unknown(Span span, String name, String expected, Collection<String> known) {
        String plain = name.startsWith("field.") ? name.substring("field.".length()) : name;
        String hint = NearestName.nearest(plain, known)
                .map(nearest -> " (did you mean " + nearest + "?)")
                .orElseGet(() -> known.isEmpty() ? " (there are none yet)" : " (" + String.join(", ", known) + ")");
        return new RuleException(span, "'" + name + "'", expected + hint);
    }
}
