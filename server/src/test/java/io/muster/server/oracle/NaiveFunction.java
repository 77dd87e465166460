package io.muster.server.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.muster.index.rule.Comparator;
import io.muster.index.rule.Parameter;
import io.muster.index.rule.Rule;
import io.muster.index.rule.Value;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The functions over events, read at one {@code now}. */
final class NaiveFunction {
    private static final Set<String> AGGREGATES =
            Set.of("count", "sum", "min", "max", "sum_amount", "average_amount", "sum_quantity");
    /** Lists of an order's line: their case does not matter. */
    private static final Set<String> FOLDED = Set.of("collection", "tag");

    private static final Map<String, String> PROPERTY_KEYS = Map.of("activity_id", "campaign", "id", "product");
    private static final Map<String, String> LINE_KEYS =
            Map.of("id", "product", "collection", "collections", "tag", "tags");

    /**
     * One event that a function may pick.
     *
     * @param whole what {@code count} counts: the order of a line
     * @param quantity of a line
     */
    private record Picked(
            String whole,
            long time,
            BigDecimal amount,
            BigDecimal quantity,
            String status,
            JsonNode said,
            JsonNode line) {}

    private final ZoneId zone;
    private final long now;

    NaiveFunction(ZoneId zone, long now) {
        this.zone = zone;
        this.now = now;
    }

    /** For whom the function matches. */
    Predicate<NaiveCustomer> of(Rule.Matches matches) {
        List<Parameter> picking = matches.parameters().stream()
                .filter(parameter -> !AGGREGATES.contains(parameter.name()))
                .toList();
        List<Parameter> aggregates = matches.parameters().stream()
                .filter(parameter -> AGGREGATES.contains(parameter.name()))
                .toList();
        return customer -> {
            List<Picked> picked = candidates(matches, customer)
                    .filter(each -> picking.stream().allMatch(parameter -> picks(matches, parameter, each)))
                    .toList();
            boolean holds = aggregates.isEmpty()
                    ? !picked.isEmpty()
                    : aggregates.stream().allMatch(parameter -> holds(parameter, picked));
            return matches.negated() != holds;
        };
    }

    private Stream<Picked> candidates(Rule.Matches matches, NaiveCustomer customer) {
        String function = matches.function().replaceFirst("^shopify_email\\.", "email.");
        return switch (function) {
            case "orders_placed" -> {
                boolean all = matches.parameters().stream()
                        .anyMatch(parameter -> parameter.name().equals("status"));
                yield customer.purchases().stream()
                        .filter(order -> all || order.counts())
                        .map(order -> new Picked(
                                order.id(), order.time(), order.amount(), null, order.status(), order.said(), null));
            }
            case "products_purchased" ->
                customer.purchases().stream()
                        .filter(NaiveCustomer.Purchase::counts)
                        .flatMap(NaiveFunction::lines);
            case "checkouts_abandoned" ->
                customer.abandonedCheckouts(now)
                        .map(checkout -> new Picked(
                                checkout.id(),
                                checkout.time(),
                                amountOf(checkout.said()),
                                null,
                                null,
                                checkout.said(),
                                null));
            default -> {
                String name = function.equals("event") ? NaiveShop.eventName(matches.argument()) : function;
                yield customer.events().stream()
                        .filter(event -> event.name().equals(name))
                        .map(event -> new Picked(null, event.time(), null, null, null, event.said(), null));
            }
        };
    }

    private static Stream<Picked> lines(NaiveCustomer.Purchase order) {
        List<Picked> lines = new ArrayList<>();
        for (JsonNode line : order.said().path("items")) {
            BigDecimal quantity =
                    line.hasNonNull("quantity") ? NaiveShop.decimal(line.get("quantity")) : BigDecimal.ONE;
            BigDecimal price = line.hasNonNull("price") ? NaiveShop.decimal(line.get("price")) : BigDecimal.ZERO;
            lines.add(new Picked(
                    order.id(), order.time(), price.multiply(quantity), quantity, order.status(), order.said(), line));
        }
        return lines.stream();
    }

    private static BigDecimal amountOf(JsonNode said) {
        return said.hasNonNull("total") ? NaiveShop.decimal(said.get("total")) : BigDecimal.ZERO;
    }

    private boolean picks(Rule.Matches matches, Parameter parameter, Picked picked) {
        String name = parameter.name();
        if (name.equals("date")) {
            return test(parameter.test(), value -> {
                Moment moment = Moment.of(value, zone, now);
                return comparator -> NaiveRule.holds(comparator, picked.time(), moment);
            });
        }
        if (name.equals("amount") && picked.amount() != null) {
            return numberTest(parameter.test(), picked.amount());
        }
        if (name.equals("product") && matches.function().equals("checkouts_abandoned")) {
            List<JsonNode> products = new ArrayList<>();
            picked.said().path("items").forEach(line -> products.add(line.path("product")));
            return textTest(parameter.test(), products, false);
        }
        JsonNode found;
        if (picked.line() != null) {
            found = picked.line().path(LINE_KEYS.getOrDefault(name, name));
        } else if (matches.function().equals("event")) {
            found = picked.said().path("properties").path(name);
        } else if (name.equals("status")) {
            found = picked.status() == null ? MissingNode.getInstance() : TextNode.valueOf(picked.status());
        } else {
            boolean own = picked.said().has(name) && !name.equals("id");
            found = picked.said().path(own ? name : PROPERTY_KEYS.getOrDefault(name, name));
        }
        return nodeTest(parameter.test(), found, matches.function().equals("event") || FOLDED.contains(name));
    }

    private static boolean nodeTest(Parameter.Test test, JsonNode found, boolean folds) {
        if (found.isNumber() || found.isTextual() && isNumberTest(test)) {
            return decimalOrNull(found) == null ? negated(test) : numberTest(test, decimalOrNull(found));
        }
        if (isNumberTest(test) && (found.isMissingNode() || found.isNull())) {
            return negated(test);
        }
        List<JsonNode> texts = new ArrayList<>();
        if (found.isArray()) {
            found.forEach(texts::add);
        } else if (!found.isMissingNode() && !found.isNull()) {
            texts.add(found);
        }
        return textTest(test, texts, folds);
    }

    private static BigDecimal decimalOrNull(JsonNode found) {
        try {
            return NaiveShop.decimal(found);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static boolean isNumberTest(Parameter.Test test) {
        return switch (test) {
            case Parameter.Test.Compare compare -> compare.value() instanceof Value.Decimal;
            case Parameter.Test.Between between -> between.low() instanceof Value.Decimal;
            case Parameter.Test.In in -> in.values().stream().allMatch(Value.Decimal.class::isInstance);
            case Parameter.Test.Contains contains -> false;
        };
    }

    private static boolean negated(Parameter.Test test) {
        return switch (test) {
            case Parameter.Test.Compare compare -> compare.comparator() == Comparator.NOT_EQUAL;
            case Parameter.Test.Between between -> between.negated();
            case Parameter.Test.In in -> in.negated();
            case Parameter.Test.Contains contains -> contains.negated();
        };
    }

    private static boolean numberTest(Parameter.Test test, BigDecimal found) {
        return test(
                test,
                value -> comparator -> NaiveRule.holds(comparator, found.compareTo(((Value.Decimal) value).number())));
    }

    /** @param folds whether case does not matter */
    private static boolean textTest(Parameter.Test test, List<JsonNode> found, boolean folds) {
        Set<String> texts = new TreeSet<>();
        found.forEach(text -> texts.add(folded(text.asText(), folds)));
        Predicate<Value> isThere = value -> texts.contains(folded(NaiveRule.text(value), folds));
        boolean holds = switch (test) {
            case Parameter.Test.Compare compare -> isThere.test(compare.value());
            case Parameter.Test.In in -> in.values().stream().anyMatch(isThere);
            case Parameter.Test.Contains contains -> isThere.test(contains.value());
            case Parameter.Test.Between between ->
                throw new IllegalArgumentException("found " + between + ", expected = or IN with a text");
        };
        return negated(test) != holds;
    }

    private static String folded(String text, boolean folds) {
        return folds ? text.toLowerCase(Locale.ROOT) : text;
    }

    private interface Comparison {
        boolean holds(Comparator comparator);
    }

    private interface Against {
        Comparison of(Value value);
    }

    private static boolean test(Parameter.Test test, Against against) {
        return switch (test) {
            case Parameter.Test.Compare compare -> against.of(compare.value()).holds(compare.comparator());
            case Parameter.Test.Between between ->
                between.negated()
                        != (against.of(between.low()).holds(Comparator.GREATER_OR_EQUAL)
                                && against.of(between.high()).holds(Comparator.LESS_OR_EQUAL));
            case Parameter.Test.In in ->
                in.negated()
                        != in.values().stream()
                                .anyMatch(value -> against.of(value).holds(Comparator.EQUAL));
            case Parameter.Test.Contains contains ->
                throw new IllegalArgumentException("found " + contains + ", expected a comparison");
        };
    }

    private static boolean holds(Parameter aggregate, List<Picked> picked) {
        return switch (aggregate.name()) {
            case "count" -> numberTest(aggregate.test(), BigDecimal.valueOf(countOf(picked)));
            case "sum_amount" ->
                numberTest(aggregate.test(), sum(picked.stream().map(Picked::amount)));
            case "sum_quantity" ->
                numberTest(aggregate.test(), sum(picked.stream().map(Picked::quantity)));
            case "average_amount" -> {
                NaiveCustomer.Average average =
                        new NaiveCustomer.Average(sum(picked.stream().map(Picked::amount)), picked.size());
                yield picked.isEmpty()
                        ? negated(aggregate.test())
                        : test(
                                aggregate.test(),
                                value -> comparator -> NaiveRule.holds(
                                        comparator, average.compareTo(((Value.Decimal) value).number())));
            }
            case "sum" -> numberTest(aggregate.test(), sum(properties(aggregate, picked)));
            case "min" ->
                properties(aggregate, picked)
                        .min(BigDecimal::compareTo)
                        .map(least -> numberTest(aggregate.test(), least))
                        .orElse(negated(aggregate.test()));
            default ->
                properties(aggregate, picked)
                        .max(BigDecimal::compareTo)
                        .map(greatest -> numberTest(aggregate.test(), greatest))
                        .orElse(negated(aggregate.test()));
        };
    }

    /** Lines of one order count once, events each. */
    private static long countOf(List<Picked> picked) {
        return picked.stream().anyMatch(each -> each.line() != null)
                ? picked.stream().map(Picked::whole).distinct().count()
                : picked.size();
    }

    private static Stream<BigDecimal> properties(Parameter aggregate, List<Picked> picked) {
        return picked.stream()
                .map(each -> each.said().path("properties").path(aggregate.argument()))
                .filter(found -> found.isNumber() || found.isTextual())
                .map(NaiveFunction::decimalOrNull)
                .filter(number -> number != null);
    }

    private static BigDecimal sum(Stream<BigDecimal> numbers) {
        return numbers.reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
