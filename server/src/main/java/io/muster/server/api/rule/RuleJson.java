package io.muster.server.api.rule;

import com.fasterxml.jackson.core.JsonGenerator;
import io.muster.index.rule.Attribute;
import io.muster.index.rule.Parameter;
import io.muster.index.rule.Rule;
import io.muster.index.rule.RuleText;
import io.muster.index.rule.Span;
import io.muster.index.rule.Value;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** A rule's syntax tree as JSON, with each part's text as it was typed. One thread. */
final class RuleJson {
    private final String text;
    private final JsonGenerator json;

    /** {@code text} is what the rule was parsed from. */
    RuleJson(String text, JsonGenerator json) {
        this.text = text;
        this.json = json;
    }

    void write(Rule rule) throws IOException {
        json.writeStartObject();
        switch (rule) {
            case Rule.And and -> json.writeStringField("kind", "and");
            case Rule.Or or -> json.writeStringField("kind", "or");
            case Rule.Not not -> json.writeStringField("kind", "not");
            default -> json.writeStringField("kind", "condition");
        }
        writePlace(rule.span());
        writeCondition(rule);
        json.writeArrayFieldStart("terms");
        for (Rule term : RuleText.terms(rule)) {
            write(term);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeCondition(Rule rule) throws IOException {
        switch (rule) {
            case Rule.And and -> {}
            case Rule.Or or -> {}
            case Rule.Not not -> {}
            case Rule.Compare compare -> {
                writeField(compare.attribute());
                writeTest(compare.comparator().symbol(), false, List.of(compare.value()));
            }
            case Rule.Between between -> {
                writeField(between.attribute());
                writeTest("between", between.negated(), List.of(between.low(), between.high()));
            }
            case Rule.In in -> {
                writeField(in.attribute());
                writeTest("in", in.negated(), in.values());
            }
            case Rule.Contains contains -> {
                writeField(contains.attribute());
                String which = contains.quantifier() == Rule.Quantifier.ONE
                        ? ""
                        : " " + contains.quantifier().name().toLowerCase(Locale.ROOT);
                writeTest("contains" + which, contains.negated(), contains.values());
            }
            case Rule.Affix affix -> {
                writeField(affix.attribute());
                writeTest(affix.atStart() ? "starts with" : "ends with", affix.negated(), List.of(affix.text()));
            }
            case Rule.IsNull isNull -> {
                writeField(isNull.attribute());
                writeTest("is null", isNull.negated(), List.of());
            }
            case Rule.InSegment inSegment -> writeTest("segment in", inSegment.negated(), inSegment.names());
            case Rule.Matches matches -> writeMatches(matches);
        }
    }

    private void writeMatches(Rule.Matches matches) throws IOException {
        json.writeStringField("function", matches.function());
        if (matches.argument() != null) {
            json.writeStringField("argument", matches.argument());
        }
        writeTest("matches", matches.negated(), List.of());
        json.writeArrayFieldStart("parameters");
        for (Parameter parameter : matches.parameters()) {
            json.writeStartObject();
            json.writeStringField("name", parameter.name());
            if (parameter.argument() != null) {
                json.writeStringField("argument", parameter.argument());
            }
            writePlace(parameter.span());
            switch (parameter.test()) {
                case Parameter.Test.Compare compare ->
                    writeTest(compare.comparator().symbol(), false, List.of(compare.value()));
                case Parameter.Test.Between between ->
                    writeTest("between", between.negated(), List.of(between.low(), between.high()));
                case Parameter.Test.In in -> writeTest("in", in.negated(), in.values());
                case Parameter.Test.Contains contains ->
                    writeTest("contains", contains.negated(), List.of(contains.value()));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeField(Attribute attribute) throws IOException {
        json.writeStringField("field", attribute.written());
    }

    private void writeTest(String comparator, boolean negated, List<? extends Value> values) throws IOException {
        json.writeStringField("comparator", comparator);
        json.writeBooleanField("negated", negated);
        json.writeArrayFieldStart("values");
        for (Value value : values) {
            json.writeStartObject();
            writeValue(value);
            writePlace(value.span());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeValue(Value value) throws IOException {
        switch (value) {
            case Value.Decimal decimal -> {
                json.writeStringField("kind", "number");
                json.writeStringField("value", decimal.number().toPlainString());
            }
            case Value.Text quoted -> {
                json.writeStringField("kind", "text");
                json.writeStringField("value", quoted.text());
            }
            case Value.Bool bool -> {
                json.writeStringField("kind", "boolean");
                json.writeBooleanField("value", bool.value());
            }
            case Value.FixedDay fixed -> {
                json.writeStringField("kind", "day");
                json.writeStringField("value", fixed.day().toString());
            }
            case Value.RelativeDay relative -> {
                json.writeStringField("kind", "relative_day");
                json.writeNumberField("amount", relative.amount());
                json.writeStringField("unit", relative.unit().name().toLowerCase(Locale.ROOT));
            }
            case Value.FixedInstant fixed -> {
                json.writeStringField("kind", "instant");
                json.writeStringField("value", fixed.instant().toString());
            }
            case Value.LocalInstant local -> {
                json.writeStringField("kind", "local_instant");
                json.writeStringField("value", local.time().toString());
            }
            case Value.NowOffset offset -> {
                json.writeStringField("kind", "now");
                json.writeNumberField("offset_ms", offset.offsetMillis());
            }
        }
    }

    private void writePlace(Span span) throws IOException {
        json.writeStringField("text", RuleText.source(text, span));
        json.writeNumberField("start", span.start());
        json.writeNumberField("end", span.end());
        json.writeNumberField("line", span.line());
        json.writeNumberField("column", span.column());
    }
}
