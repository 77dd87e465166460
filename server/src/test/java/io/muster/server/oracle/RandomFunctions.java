package io.muster.server.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Functions over events drawn from the grammar, whatever the data. */
final class RandomFunctions {
    private static final List<String> COMPARISONS = List.of("=", "!=", ">", ">=", "<", "<=");

    static final List<String> REACHES = List.of("0.5", "1", "20.25", "100", "1500", "9000", "21000");

    private final RandomGenerator random;
    private final Supplier<String> moment;

    /**
     * A source of functions.
     *
     * @param moment draws a day or an instant
     */
    RandomFunctions(RandomGenerator random, Supplier<String> moment) {
        this.random = random;
        this.moment = moment;
    }

    String condition() {
        return switch (random.nextInt(8)) {
            case 0, 1 ->
                matches(
                        "orders_placed",
                        List.of(
                                number("amount"),
                                text("status", "'paid'", "'cancelled'", "'pending'"),
                                text("discount_code", "'SPRING'", "'never'"),
                                text("payment_method", "'card'", "'never'")),
                        List.of(number("count"), number("sum_amount"), number("average_amount")));
            case 2, 3 ->
                matches(
                        "products_purchased",
                        List.of(
                                text("id", "'p-1'", "'p-2'", "'p-9'"),
                                text("collection", "'shoes'", "'SALE'", "'none'"),
                                text("tag", "'nike'", "'none'"),
                                text("vendor", "'Nike'", "'none'"),
                                text("variant", "'v-1'", "'none'"),
                                text("category", "'Footwear'", "'none'"),
                                number("quantity"),
                                number("price")),
                        List.of(number("count"), number("sum_quantity"), number("sum_amount")));
            case 4 ->
                matches(
                        "checkouts_abandoned",
                        List.of(number("amount"), text("product", "'p-1'", "'p-2'", "'p-9'")),
                        List.of(number("count"), number("sum_amount")));
            case 5 ->
                matches(
                        oneOf(List.of(
                                "email.opened",
                                "shopify_email.clicked",
                                "email.sent",
                                "sms.unsubscribed",
                                "viber.clicked")),
                        List.of(text("activity_id", "'spring'", "'autumn'", "'never'")),
                        List.of(number("count")));
            case 6 ->
                matches(
                        "storefront.product_viewed",
                        List.of(text("id", "'p-1'", "'p-2'", "'p-9'")),
                        List.of(number("count")));
            default ->
                matches(
                        "event('quiz')",
                        List.of(number("score"), text("plan", "'gold'", "'silver'"), number("paid")),
                        List.of(
                                number("count"),
                                number("sum('score')"),
                                number("min('paid')"),
                                number("max('score')")));
        };
    }

    /** Between places that {@link RandomRecords} draws, at no distance that one of them is at. */
    String distance() {
        List<String> parameters = new ArrayList<>(List.of(
                "coordinates = '" + oneOf(RandomRecords.PLACES) + "'",
                oneOf(List.of("distance_km", "distance_mi")) + oneOf(List.of(" = ", " <= ", " < ")) + oneOf(REACHES)));
        Collections.shuffle(parameters, new Random(random.nextLong()));
        return "customer_within_distance" + (random.nextInt(3) == 0 ? " NOT" : "") + " MATCHES ("
                + String.join(", ", parameters) + ")";
    }

    private String matches(String function, List<String> picking, List<String> aggregates) {
        List<String> parameters = new ArrayList<>();
        if (random.nextInt(3) > 0) {
            parameters.add(scalar("date", moment));
        }
        add(parameters, picking, 3);
        add(parameters, aggregates, 2);
        Collections.shuffle(parameters, new Random(random.nextLong()));
        String not = random.nextInt(3) == 0 ? " NOT" : "";
        return function + not + " MATCHES" + (parameters.isEmpty() ? "" : " (" + String.join(", ", parameters) + ")");
    }

    private void add(List<String> parameters, List<String> choices, int rarity) {
        for (String choice : choices) {
            if (random.nextInt(rarity + 1) == 0) {
                parameters.add(choice);
            }
        }
    }

    private String number(String name) {
        return scalar(name, () -> oneOf(List.of("0", "1", "2", "3", "10", "20.5", "50", "129.90", "1000000")));
    }

    private String scalar(String name, Supplier<String> value) {
        boolean listed = !name.equals("average_amount");
        return switch (random.nextInt(8)) {
            case 0 -> name + (random.nextInt(3) == 0 ? " NOT" : "") + " BETWEEN " + value.get() + " AND " + value.get();
            case 1 ->
                listed
                        ? name + (random.nextInt(3) == 0 ? " NOT" : "") + " IN (" + value.get() + ", " + value.get()
                                + ")"
                        : name + " >= " + value.get();
            default -> name + " " + oneOf(COMPARISONS) + " " + value.get();
        };
    }

    private String text(String name, String... values) {
        List<String> choices = List.of(values);
        return switch (random.nextInt(4)) {
            case 0 -> name + " != " + oneOf(choices);
            case 1 ->
                name + (random.nextInt(3) == 0 ? " NOT" : "") + " IN (" + oneOf(choices) + ", " + oneOf(choices) + ")";
            default -> name + " = " + oneOf(choices);
        };
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
