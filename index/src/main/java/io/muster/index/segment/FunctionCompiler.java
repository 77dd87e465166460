package io.muster.index.segment;

import io.muster.index.column.Dictionary;
import io.muster.index.function.Aggregate;
import io.muster.index.function.CheckoutPicker;
import io.muster.index.function.DateTest;
import io.muster.index.function.EventFunction;
import io.muster.index.function.EventNames;
import io.muster.index.function.EventPicker;
import io.muster.index.function.LinePicker;
import io.muster.index.function.LineTest;
import io.muster.index.function.NumberTest;
import io.muster.index.function.OrderPicker;
import io.muster.index.function.Picker;
import io.muster.index.function.PropertyTest;
import io.muster.index.function.TextTest;
import io.muster.index.history.Checkouts;
import io.muster.index.history.EventProperties;
import io.muster.index.history.Events;
import io.muster.index.history.OrderLines;
import io.muster.index.history.Orders;
import io.muster.index.memory.ByteArena;
import io.muster.index.place.Places;
import io.muster.index.rule.NearestName;
import io.muster.index.rule.Parameter;
import io.muster.index.rule.Rule;
import io.muster.index.rule.RuleException;
import io.muster.index.time.LocalDays;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Functions over events, checked and compiled: the table "Functions over events" of the rule language. One thread. */
public final class FunctionCompiler {
    /**
     * Where a workspace keeps what functions look at.
     *
     * @param texts of orders and their lines
     * @param names of events and their properties
     * @param places of customers
     * @param abandonmentMillis after which an open checkout is abandoned
     */
    public record History(
            Events events,
            Orders orders,
            Checkouts checkouts,
            ByteArena arena,
            Dictionary texts,
            Dictionary names,
            Places places,
            long abandonmentMillis) {}

    private static final Set<String> ORDER_PARAMETERS =
            Set.of("amount", "status", "discount_code", "payment_method", "shipping_method", "app_id", "location_id");
    private static final Set<String> LINE_PARAMETERS =
            Set.of("id", "variant", "collection", "category", "tag", "vendor", "quantity", "price");

    private static final Set<String> OF_PROPERTIES = Set.of("sum", "min", "max");

    private final History history;
    private final ParameterTests tests;

    FunctionCompiler(History history, DateWindows windows, LocalDays days) {
        this.history = history;
        tests = new ParameterTests(windows, days);
    }

    /**
     * The function that {@code matches} asks, whether or not it is negated. Throws {@link RuleException}.
     *
     * @param rule which it is a part of
     * @param names of events and properties that it asks for
     */
    EventFunction compile(Rule.Matches matches, PreparedRule rule, AskedTexts names) {
        String name = EventNames.canonical(matches.function());
        String argument = matches.argument() == null ? null : EventNames.canonical(matches.argument());
        Deque<EventFunction.Parts> checked =
                new ArrayDeque<>(List.of(parts(name, argument, matches, rule.sets(), names)));
        return new EventFunction(
                rule.canonical(matches),
                () -> checked.isEmpty() ? parts(name, argument, matches, rule.sets(), names) : checked.remove());
    }

    private EventFunction.Parts parts(
            String name, String argument, Rule.Matches matches, TextSets sets, AskedTexts names) {
        if ((argument != null) != name.equals("event")) {
            throw new RuleException(
                    matches.span(),
                    name + (argument == null ? "" : "('" + argument + "')"),
                    name.equals("event") ? "event('name')" : name + " without a name in parentheses");
        }
        return switch (name) {
            case "orders_placed" ->
                parts(
                        matches,
                        ORDER_PARAMETERS,
                        Set.of("sum_amount", "average_amount"),
                        names,
                        picking -> orders(picking, sets));
            case "products_purchased" ->
                parts(
                        matches,
                        LINE_PARAMETERS,
                        Set.of("sum_quantity", "sum_amount"),
                        names,
                        picking -> lines(picking, sets));
            case "checkouts_abandoned" ->
                parts(
                        matches,
                        Set.of("amount", "product"),
                        Set.of("sum_amount"),
                        names,
                        picking -> checkouts(picking, sets));
            case "event" ->
                parts(matches, null, OF_PROPERTIES, names, picking -> events(argument, picking, sets, names));
            default ->
                parts(
                        matches,
                        parametersOf(name, matches),
                        Set.of(),
                        names,
                        picking -> events(name, picking, sets, names));
        };
    }

    private static Set<String> parametersOf(String name, Rule.Matches matches) {
        if (!EventNames.isFunction(name)) {
            String reason = ShopifyNames.reason(name);
            if (reason != null) {
                throw new RuleException(
                        matches.span(), "'" + matches.function() + "'", "a function of this language (" + reason + ")");
            }
            Collection<String> known = new TreeSet<>(EventNames.functions());
            known.addAll(List.of("orders_placed", "products_purchased", "checkouts_abandoned", DistanceCompiler.NAME));
            String hint = NearestName.nearest(name, known)
                    .map(nearest -> "a function (did you mean " + nearest + "?)")
                    .orElse("a function: orders_placed, products_purchased, checkouts_abandoned, event('name'),"
                            + " customer_within_distance or one such as email.opened");
            throw new RuleException(matches.span(), "'" + matches.function() + "'", hint);
        }
        return name.startsWith("storefront.") ? Set.of("id", "tag") : Set.of("activity_id", "campaign");
    }

    private interface ToPicker {
        Picker apply(List<Parameter> picking);
    }

    /** {@code own} is null where any name may be asked for. */
    private EventFunction.Parts parts(
            Rule.Matches matches, Set<String> own, Set<String> aggregating, AskedTexts names, ToPicker toPicker) {
        DateTest date = DateTest.ANY;
        List<Parameter> picking = new ArrayList<>();
        List<Aggregate> aggregates = new ArrayList<>();
        for (Parameter parameter : matches.parameters()) {
            String name = parameter.name();
            boolean aggregate = name.equals("count") || aggregating.contains(name);
            if (parameter.argument() != null && !OF_PROPERTIES.contains(name)) {
                throw new RuleException(
                        parameter.span(),
                        name + "('" + parameter.argument() + "')",
                        name + " without a name in parentheses");
            }
            if (name.equals("date")) {
                date = tests.date(parameter);
            } else if (aggregate && (parameter.argument() != null || !OF_PROPERTIES.contains(name))) {
                aggregates.add(aggregate(parameter, names));
            } else if (own == null || own.contains(name)) {
                picking.add(parameter);
            } else {
                throw unknown(parameter, own, aggregating);
            }
        }
        if (aggregates.isEmpty()) {
            aggregates.add(new Aggregate.AtLeastOne());
        }
        return new EventFunction.Parts(toPicker.apply(picking), date, aggregates);
    }

    private static RuleException unknown(Parameter parameter, Set<String> own, Set<String> aggregating) {
        TreeSet<String> known = new TreeSet<>(own);
        known.addAll(aggregating);
        known.addAll(List.of("date", "count"));
        String hint = NearestName.nearest(parameter.name(), known)
                .map(nearest -> " (did you mean " + nearest + "?)")
                .orElse(" (" + String.join(", ", known) + ")");
        return new RuleException(parameter.span(), "'" + parameter.name() + "'", "a parameter" + hint);
    }

    private Aggregate aggregate(Parameter parameter, AskedTexts names) {
        return switch (parameter.name()) {
            case "count" -> new Aggregate.Count(tests.number(parameter));
            case "sum_amount" -> new Aggregate.SumOfAmounts(tests.number(parameter));
            case "sum_quantity" -> new Aggregate.SumOfQuantities(tests.number(parameter));
            case "average_amount" -> tests.average(parameter);
            default ->
                new Aggregate.OfProperty(
                        Aggregate.OfProperty.Kind.valueOf(parameter.name().toUpperCase(Locale.ROOT)),
                        names.of(history.names(), parameter.argument()),
                        tests.number(parameter));
        };
    }

    private Picker orders(List<Parameter> picking, TextSets sets) {
        NumberTest amount = null;
        TextTest status = null;
        List<OrderPicker.OnText> texts = new ArrayList<>();
        for (Parameter parameter : picking) {
            switch (parameter.name()) {
                case "amount" -> amount = tests.number(parameter);
                case "status" -> status = tests.text(parameter, history.texts(), sets);
                case "discount_code" -> texts.add(onText(parameter, OrderLines::discountCode, sets));
                case "payment_method" -> texts.add(onText(parameter, OrderLines::paymentMethod, sets));
                case "shipping_method" -> texts.add(onText(parameter, OrderLines::shippingMethod, sets));
                case "app_id" -> texts.add(onText(parameter, OrderLines::appId, sets));
                default -> texts.add(onText(parameter, OrderLines::locationId, sets));
            }
        }
        return new OrderPicker(
                history.events(), history.orders(), new OrderLines(history.arena()), amount, status, texts);
    }

    private OrderPicker.OnText onText(Parameter parameter, OrderPicker.TextOf field, TextSets sets) {
        return new OrderPicker.OnText(field, tests.text(parameter, history.texts(), sets));
    }

    private Picker lines(List<Parameter> picking, TextSets sets) {
        List<LineTest> lineTests =
                picking.stream().map(parameter -> lineTest(parameter, sets)).toList();
        return new LinePicker(history.events(), history.orders(), new OrderLines(history.arena()), lineTests);
    }

    private LineTest lineTest(Parameter parameter, TextSets sets) {
        return switch (parameter.name()) {
            case "quantity" -> LineTest.number(tests.number(parameter), OrderLines::quantity);
            case "price" -> LineTest.number(tests.number(parameter), OrderLines::price);
            case "collection" -> LineTest.collections(tests.listed(parameter, history.texts(), sets));
            case "tag" -> LineTest.tags(tests.listed(parameter, history.texts(), sets));
            case "id" -> LineTest.text(lineText(parameter, sets), OrderLines::product);
            case "variant" -> LineTest.text(lineText(parameter, sets), OrderLines::variant);
            case "category" -> LineTest.text(lineText(parameter, sets), OrderLines::category);
            default -> LineTest.text(lineText(parameter, sets), OrderLines::vendor);
        };
    }

    private TextTest lineText(Parameter parameter, TextSets sets) {
        return tests.text(parameter, history.texts(), sets);
    }

    private Picker checkouts(List<Parameter> picking, TextSets sets) {
        NumberTest amount = null;
        TextTest product = null;
        for (Parameter parameter : picking) {
            if (parameter.name().equals("amount")) {
                amount = tests.number(parameter);
            } else {
                product = tests.text(parameter, history.texts(), sets);
            }
        }
        return new CheckoutPicker(
                history.events(),
                history.checkouts(),
                new OrderLines(history.arena()),
                amount,
                product,
                history.abandonmentMillis());
    }

    private Picker events(String name, List<Parameter> picking, TextSets sets, AskedTexts names) {
        int kind = Events.kindOf(names.of(history.names(), name));
        boolean views = name.startsWith("storefront.");
        List<PropertyTest> properties = new ArrayList<>();
        for (Parameter parameter : picking) {
            Set<String> keys = EventNames.properties(name, parameter.name());
            TextTest named = new TextTest(history.names(), keys::contains, true, false);
            properties.add(
                    ParameterTests.asksForNumber(parameter) && !views && !name.contains(".")
                            ? new PropertyTest(named, tests.number(parameter), null)
                            : new PropertyTest(named, null, tests.listed(parameter, history.names(), sets)));
        }
        return new EventPicker(kind, history.events(), new EventProperties(history.arena()), properties);
    }
}
