package io.muster.index.suggestion;

import io.muster.index.field.Field;
import io.muster.index.field.Schema;
import io.muster.index.function.EventNames;
import io.muster.index.rule.NearestName;
import io.muster.index.rule.RuleException;
import io.muster.index.rule.Span;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what values are asked for of, as a rule would name it. One thread. */
final class Subjects {
    private static final Map<String, Set<String>> TEXT_PARAMETERS = Map.of(
            "orders_placed",
            Set.of("status", "discount_code", "payment_method", "shipping_method", "app_id", "location_id"),
            "products_purchased",
            Set.of("id", "variant", "collection", "category", "tag", "vendor"),
            "checkouts_abandoned",
            Set.of("product"));
    private static final Set<String> NUMBER_PARAMETERS =
            Set.of("count", "amount", "sum_amount", "average_amount", "quantity", "sum_quantity", "price");
    private static final Pattern CUSTOM = Pattern.compile("(?i)(?:field|metafields)\\.(.+)");
    private static final Pattern EVENT =
            Pattern.compile("(?i)event\\s*\\(\\s*'((?:[^'\\\\]|''|\\\\.)*)'\\s*\\)\\s*\\.\\s*(.+)");

    private final Schema schema;

    Subjects(Schema schema) {
        this.schema = schema;
    }

    /** What the text names. Throws {@link RuleException} where it names nothing that has values to suggest. */
    Subject find(String text) {
        String written = text.strip();
        Matcher custom = CUSTOM.matcher(written);
        if (custom.matches()) {
            Field field = schema.findCustom(custom.group(1));
            return field == null ? refuseCustom(written, custom.group(1)) : of(field, written);
        }
        Matcher event = EVENT.matcher(written);
        if (event.matches()) {
            String name = event.group(1).replace("''", "'").replace("\\'", "'");
            return parameter(
                    new Subject.OfParameter("event", EventNames.canonical(name), fold(event.group(2)), written), null);
        }
        Field field = schema.find(written);
        return field == null ? ofFunction(written) : of(field, written);
    }

    private Subject ofFunction(String written) {
        int dot = written.lastIndexOf('.');
        String function = EventNames.canonical(fold(written.substring(0, Math.max(0, dot))));
        String name = fold(written.substring(dot + 1));
        if (TEXT_PARAMETERS.containsKey(function)) {
            return parameter(new Subject.OfParameter(function, null, name, written), TEXT_PARAMETERS.get(function));
        }
        if (EventNames.isFunction(function)) {
            Set<String> own =
                    function.startsWith("storefront.") ? Set.of("id", "tag") : Set.of("campaign", "activity_id");
            return parameter(new Subject.OfParameter(function, function, name, written), own);
        }
        throw unknown(written);
    }

    /** {@code own} is null where any name may be asked for. */
    private static Subject parameter(Subject.OfParameter parameter, Set<String> own) {
        if (own != null && own.contains(parameter.name())) {
            return parameter;
        }
        if (parameter.name().equals("date")) {
            throw refusal(parameter.written(), parameter.written() + ", which is a date", "a parameter" + listed(own));
        }
        if (own == null && !parameter.name().equals("count")) {
            return parameter;
        }
        if (NUMBER_PARAMETERS.contains(parameter.name())) {
            throw refusal(
                    parameter.written(), parameter.written() + ", which is a number", "a parameter" + listed(own));
        }
        throw refusal(
                parameter.written(),
                "'" + parameter.name() + "'",
                "a parameter of " + parameter.function() + " that is compared with text"
                        + NearestName.nearest(parameter.name(), own)
                                .map(nearest -> " (did you mean " + nearest + "?)")
                                .orElse(" (" + String.join(", ", new TreeSet<>(own)) + ")"));
    }

    private static String listed(Set<String> own) {
        return " that is compared with text" + (own == null ? "" : " (" + String.join(", ", new TreeSet<>(own)) + ")");
    }

    private static Subject of(Field field, String written) {
        return switch (field.kind()) {
            case TEXT, LIST, BOOLEAN -> new Subject.OfField(field);
            case NUMBER, AVERAGE, DATE ->
                throw refusal(
                        written,
                        field.name() + ", which is " + field.kind().noun(),
                        "a field whose values are text, a list of text, or true or false");
        };
    }

    private Subject refuseCustom(String written, String path) {
        Collection<String> known = new TreeSet<>(schema.custom().keySet());
        throw refusal(
                written,
                "'field." + path + "'",
                "a custom field that a customer of this workspace has had"
                        + NearestName.nearest(path, known)
                                .map(nearest -> " (did you mean " + nearest + "?)")
                                .orElse(known.isEmpty() ? " (there are none yet)" : ""));
    }

    private RuleException unknown(String written) {
        Collection<String> known = new TreeSet<>(schema.names());
        TEXT_PARAMETERS.forEach((function, names) -> names.forEach(name -> known.add(function + "." + name)));
        for (String function : EventNames.functions()) {
            known.add(function + (function.startsWith("storefront.") ? ".id" : ".campaign"));
        }
        return refusal(
                written,
                "'" + written + "'",
                "a field, or a function's parameter such as products_purchased.vendor or event('name').property"
                        + NearestName.nearest(written, known)
                                .map(nearest -> " (did you mean " + nearest + "?)")
                                .orElse(""));
    }

    /** About the whole of what was asked for. */
    static RuleException refusal(String written, String found, String expected) {
        return new RuleException(new Span(0, written.length(), 1, 1), found, expected);
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
