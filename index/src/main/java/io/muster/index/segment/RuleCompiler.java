package io.muster.index.segment;

import io.muster.index.criterion.Criterion;
import io.muster.index.criterion.CriterionSource;
import io.muster.index.criterion.RangeSet;
import io.muster.index.field.Anniversary;
import io.muster.index.field.AverageRange;
import io.muster.index.field.BooleanField;
import io.muster.index.field.Field;
import io.muster.index.field.FieldKind;
import io.muster.index.field.ListField;
import io.muster.index.field.ListPredicate;
import io.muster.index.field.Schema;
import io.muster.index.field.TextPredicate;
import io.muster.index.function.EventFunctions;
import io.muster.index.rule.Attribute;
import io.muster.index.rule.Comparator;
import io.muster.index.rule.Rule;
import io.muster.index.rule.RuleException;
import io.muster.index.rule.Span;
import io.muster.index.rule.Value;
import io.muster.index.time.LocalDays;
import io.muster.index.time.Window;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Checks a rule against a workspace's fields and compiles it to criteria. What it acquires belongs to the caller: give
 * it back with {@link #release}. A rule that is refused leaves nothing acquired. One thread.
 */
public final class RuleCompiler {
    private final FieldNames fields;
    private final EventFunctions functions;
    private final DateWindows windows;
    private final FunctionCompiler functionCompiler;
    private final DistanceCompiler distances;
    private final List<Node.Leaf> acquired = new ArrayList<>();
    private PreparedRule prepared;
    private SegmentNames segments;
    private Map<Rule, Node> compiled;
    private AskedTexts texts;
    private BiFunction<CriterionSource, Object, Criterion> acquiring;

    public RuleCompiler(Schema schema, LocalDays days, EventFunctions functions, FunctionCompiler.History history) {
        fields = new FieldNames(schema);
        this.functions = functions;
        windows = new DateWindows(days);
        functionCompiler = new FunctionCompiler(history, windows, days);
        distances = new DistanceCompiler(history.places());
    }

    /** The segments that a rule may refer to. */
    @FunctionalInterface
    public interface SegmentNames {
        /** The segment of that name. Throws {@link RuleException} where the rule can't refer to it. */
        Segment find(Value.Text name);
    }

    /**
     * The rule as a tree over criteria. Throws {@link RuleException} where it does not fit the workspace.
     *
     * @param parts is given the tree of each part of the rule, by identity
     */
    public Node compile(PreparedRule rule, SegmentNames names, Map<Rule, Node> parts) {
        texts = new AskedTexts(true);
        acquiring = CriterionSource::acquire;
        return compile(rule, names, parts, CriterionSource::release);
    }

    /**
     * The same for a rule that is not saved: what it is made of is borrowed, to be given back with {@link #giveBack},
     * and nothing else is changed by it.
     *
     * @param asked is told which texts were not there
     */
    Node compileUnsaved(PreparedRule rule, SegmentNames names, Map<Rule, Node> parts, AskedTexts asked) {
        texts = asked;
        acquiring = CriterionSource::borrow;
        return compile(rule, names, parts, CriterionSource::giveBack);
    }

    private Node compile(
            PreparedRule rule,
            SegmentNames names,
            Map<Rule, Node> parts,
            BiConsumer<CriterionSource, Criterion> releasing) {
        acquired.clear();
        prepared = rule;
        segments = names;
        compiled = parts;
        try {
            return node(rule.rule());
        } catch (RuleException refused) {
            acquired.forEach(leaf -> releasing.accept(leaf.source(), leaf.criterion()));
            throw refused;
        }
    }

    /** Gives the criteria of a compiled rule back. */
    public static void release(Node node) {
        node.forEach(CriterionSource::release);
    }

    /** Gives the criteria of a rule back that was not saved. */
    static void giveBack(Node node) {
        node.forEach(CriterionSource::giveBack);
    }

    private Node node(Rule rule) {
        Node node = compile(rule);
        compiled.put(rule, node);
        return node;
    }

    private Node compile(Rule rule) {
        return switch (rule) {
            case Rule.Or or -> new Node.Or(or.terms().stream().map(this::node).toList());
            case Rule.And and ->
                new Node.And(and.terms().stream().map(this::node).toList());
            case Rule.Not not -> new Node.Not(node(not.term()));
            case Rule.Compare compare ->
                negate(compare.comparator() == Comparator.NOT_EQUAL, compare(fields.of(compare.attribute()), compare));
            case Rule.Between between -> negate(between.negated(), between(fields.of(between.attribute()), between));
            case Rule.In in -> negate(in.negated(), in(fields.of(in.attribute()), in));
            case Rule.Contains contains ->
                negate(contains.negated(), contains(fields.of(contains.attribute()), contains));
            case Rule.Affix affix -> negate(affix.negated(), affix(fields.of(affix.attribute()), affix));
            case Rule.IsNull isNull -> {
                refuseAnniversary(isNull.attribute(), "IS NULL");
                yield negate(!isNull.negated(), present(fields.of(isNull.attribute())));
            }
            case Rule.Matches matches
            when matches.function().equals(DistanceCompiler.NAME) ->
                negate(matches.negated(), leaf(distances.places(), distances.compile(matches)));
            case Rule.Matches matches ->
                negate(matches.negated(), leaf(functions, functionCompiler.compile(matches, prepared, texts)));
            case Rule.InSegment inSegment ->
                negate(inSegment.negated(), any(inSegment.names(), name -> new Node.Member(segments.find(name))));
        };
    }

    private static Node negate(boolean negated, Node node) {
        return negated ? new Node.Not(node) : node;
    }

    private Node compare(Field field, Rule.Compare rule) {
        if (isAnniversary(rule.attribute())) {
            if (rule.comparator() != Comparator.EQUAL && rule.comparator() != Comparator.NOT_EQUAL) {
                throw new RuleException(
                        rule.span(), rule.comparator().symbol(), "=, != or BETWEEN with an anniversary");
            }
            return leaf(field, new Anniversary(day(rule.value()), day(rule.value())));
        }
        Comparator comparator = rule.comparator();
        Value value = rule.value();
        return switch (field.kind()) {
            case NUMBER -> leaf(field, NumberRanges.compare(comparator, value));
            case AVERAGE -> average(field, comparator, value);
            case DATE -> window(field, windows.compare(comparator, value));
            case TEXT -> {
                requireEquality(field, rule);
                yield leaf(field, new TextPredicate.OneOf(new TreeSet<>(List.of(text(value)))));
            }
            case LIST -> {
                requireEquality(field, rule);
                yield has(field, value);
            }
            case BOOLEAN -> {
                requireEquality(field, rule);
                if (!(value instanceof Value.Bool bool)) {
                    throw new RuleException(value.span(), Kinds.describe(value), "true or false");
                }
                yield leaf(field, bool.value() ? BooleanField.Predicate.IS_TRUE : BooleanField.Predicate.IS_FALSE);
            }
        };
    }

    private static void requireEquality(Field field, Rule.Compare rule) {
        if (rule.comparator() != Comparator.EQUAL && rule.comparator() != Comparator.NOT_EQUAL) {
            throw new RuleException(
                    rule.span(),
                    rule.comparator().symbol(),
                    "= or != (" + field.name() + " is " + field.kind().noun() + ")");
        }
    }

    private static boolean isAnniversary(Attribute attribute) {
        return attribute.kind() == Attribute.Kind.ANNIVERSARY;
    }

    private static Anniversary.Day day(Value value) {
        return switch (value) {
            case Value.FixedDay fixed -> new Anniversary.Day.Fixed(fixed.day());
            case Value.RelativeDay relative -> new Anniversary.Day.Relative(relative.amount(), relative.unit());
            default -> throw new RuleException(value.span(), Kinds.describe(value), "a day");
        };
    }

    private static void refuseAnniversary(Attribute attribute, String operator) {
        if (isAnniversary(attribute)) {
            throw new RuleException(attribute.span(), operator, "=, != or BETWEEN with an anniversary");
        }
    }

    private Node between(Field field, Rule.Between rule) {
        if (isAnniversary(rule.attribute())) {
            return leaf(field, new Anniversary(day(rule.low()), day(rule.high())));
        }
        return switch (field.kind()) {
            case NUMBER -> leaf(field, NumberRanges.between(rule.low(), rule.high()));
            case AVERAGE ->
                leaf(field, new AverageRange(averageBound(rule.low()), true, averageBound(rule.high()), true));
            case DATE -> window(field, windows.between(rule.low(), rule.high()));
            case TEXT, LIST, BOOLEAN -> throw notOffered(field, rule.span(), "BETWEEN");
        };
    }

    private Node in(Field field, Rule.In rule) {
        refuseAnniversary(rule.attribute(), "IN");
        return switch (field.kind()) {
            case NUMBER -> leaf(field, NumberRanges.in(rule.values()));
            case AVERAGE -> any(rule.values(), value -> average(field, Comparator.EQUAL, value));
            case DATE -> dates(field, rule.values());
            case TEXT -> {
                TreeSet<String> texts = new TreeSet<>();
                rule.values().forEach(value -> texts.add(text(value)));
                yield leaf(field, new TextPredicate.OneOf(texts));
            }
            case LIST -> any(rule.values(), value -> has(field, value));
            case BOOLEAN -> throw notOffered(field, rule.span(), "IN");
        };
    }

    private Node contains(Field field, Rule.Contains rule) {
        refuseAnniversary(rule.attribute(), "CONTAINS");
        if (field.kind() == FieldKind.TEXT) {
            if (rule.quantifier() != Rule.Quantifier.ONE) {
                throw notOffered(field, rule.span(), "CONTAINS " + rule.quantifier());
            }
            return leaf(field, new TextPredicate.Substring(text(rule.values().get(0))));
        }
        if (field.kind() != FieldKind.LIST) {
            throw notOffered(field, rule.span(), "CONTAINS");
        }
        return switch (rule.quantifier()) {
            case ONE, ANY -> any(rule.values(), value -> has(field, value));
            case ALL -> all(rule.values(), value -> has(field, value));
            case NONE -> new Node.Not(any(rule.values(), value -> has(field, value)));
        };
    }

    private Node affix(Field field, Rule.Affix rule) {
        if (field.kind() != FieldKind.TEXT) {
            throw notOffered(field, rule.span(), rule.atStart() ? "STARTS WITH" : "ENDS WITH");
        }
        String text = rule.text().text();
        return leaf(field, rule.atStart() ? new TextPredicate.StartsWith(text) : new TextPredicate.EndsWith(text));
    }

    private Node present(Field field) {
        return switch (field.kind()) {
            case NUMBER, DATE -> leaf(field, RangeSet.of(RangeSet.LOWEST, Long.MAX_VALUE));
            case AVERAGE -> leaf(field, new AverageRange(null, false, null, false));
            case TEXT -> leaf(field, new TextPredicate.Present());
            case LIST -> leaf(field, new ListPredicate.Present());
            case BOOLEAN -> leaf(field, BooleanField.Predicate.PRESENT);
        };
    }

    private Node average(Field field, Comparator comparator, Value value) {
        return leaf(field, averageRange(comparator, value));
    }

    /** {@code comparator} must not be NOT_EQUAL: that is the complement of EQUAL. */
    static AverageRange averageRange(Comparator comparator, Value value) {
        BigDecimal number = averageBound(value);
        return switch (comparator) {
            case EQUAL, NOT_EQUAL -> new AverageRange(number, true, number, true);
            case GREATER_OR_EQUAL -> new AverageRange(number, true, null, false);
            case GREATER -> new AverageRange(number, false, null, false);
            case LESS_OR_EQUAL -> new AverageRange(null, false, number, true);
            case LESS -> new AverageRange(null, false, number, false);
        };
    }

    static BigDecimal averageBound(Value value) {
        BigDecimal number = NumberRanges.number(value).stripTrailingZeros();
        int integerDigits = Math.max(0, number.precision() - number.scale());
        if (integerDigits + Math.max(6, number.scale()) > AverageRange.MAX_DIGITS) {
            throw new RuleException(
                    value.span(),
                    Kinds.describe(value),
                    "a number of at most " + AverageRange.MAX_DIGITS + " digits, six of them after the point");
        }
        return number;
    }

    private Node window(Field field, Window window) {
        return leaf(field, window.moves() ? window : fixed(window));
    }

    /** Fixed days and instants are one criterion, each that moves is one of its own. */
    private Node dates(Field field, List<Value> values) {
        List<long[]> spans = new ArrayList<>();
        List<Node> nodes = new ArrayList<>();
        for (Value value : values) {
            Window window = windows.compare(Comparator.EQUAL, value);
            if (window.moves()) {
                nodes.add(leaf(field, window));
            } else {
                spans.add(RangeSet.span(window));
            }
        }
        if (!spans.isEmpty()) {
            nodes.add(leaf(field, RangeSet.union(spans)));
        }
        return nodes.size() == 1 ? nodes.get(0) : new Node.Or(nodes);
    }

    private static RangeSet fixed(Window window) {
        return RangeSet.union(List.of(RangeSet.span(window)));
    }

    private Node has(Field field, Value value) {
        return leaf(field, new ListPredicate.Has(texts.of((ListField) field, text(value))));
    }

    private static String text(Value value) {
        if (value instanceof Value.Text text) {
            return text.text();
        }
        throw new RuleException(value.span(), Kinds.describe(value), "a text in single quotes");
    }

    private static RuleException notOffered(Field field, Span span, String operator) {
        String offered = switch (field.kind()) {
            case NUMBER, AVERAGE, DATE -> "a comparison, BETWEEN, IN or IS NULL";
            case TEXT -> "=, !=, IN, CONTAINS, STARTS WITH, ENDS WITH or IS NULL";
            case LIST -> "CONTAINS, CONTAINS ANY, ALL or NONE, =, !=, IN or IS NULL";
            case BOOLEAN -> "=, != or IS NULL";
        };
        return new RuleException(
                span,
                operator,
                offered + " (" + field.name() + " is " + field.kind().noun() + ")");
    }

    private static <V extends Value> Node any(List<V> values, Function<V, Node> toNode) {
        List<Node> nodes = values.stream().map(toNode).toList();
        return nodes.size() == 1 ? nodes.get(0) : new Node.Or(nodes);
    }

    private static Node all(List<Value> values, Function<Value, Node> toNode) {
        List<Node> nodes = values.stream().map(toNode).toList();
        return nodes.size() == 1 ? nodes.get(0) : new Node.And(nodes);
    }

    private Node leaf(CriterionSource source, Object predicate) {
        Node.Leaf leaf = new Node.Leaf(source, acquiring.apply(source, predicate));
        acquired.add(leaf);
        return leaf;
    }
}
