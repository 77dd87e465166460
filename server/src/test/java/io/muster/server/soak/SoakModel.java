package io.muster.server.soak;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What the customers of one loader add up to: every record of every batch that was acknowledged. One thread. */
final class SoakModel {
    /** The segments that nobody edits, by their rules. */
    static final Map<String, String> RULES = new TreeMap<>(Map.of(
            "buyers", "number_of_orders >= 3",
            "spenders", "amount_spent > 300",
            "vips", "customer_tags CONTAINS 'vip'",
            "vip spenders", "amount_spent > 100 AND customer_tags CONTAINS 'vip'",
            "not lately", "NOT last_order_date >= now - 24h"));

    /** Rules that the edited segment takes in turn. */
    static final Map<String, String> EDITED_RULES = new TreeMap<>(Map.of(
            "few", "number_of_orders < 2",
            "many", "number_of_orders >= 2",
            "plain", "NOT customer_tags CONTAINS 'vip'",
            "big", "amount_spent > 500"));

    private static final long DAY_MILLIS = 86_400_000;

    private final Map<String, Customer> customers = new HashMap<>();

    private record Order(long millis, int total, boolean cancelled) {}

    private static final class Customer {
        private final Map<String, Order> orders = new HashMap<>();
        private boolean vip;

        private long count() {
            return orders.values().stream().filter(order -> !order.cancelled).count();
        }

        private long spent() {
            return orders.values().stream()
                    .filter(order -> !order.cancelled)
                    .mapToLong(Order::total)
                    .sum();
        }

        private boolean hasOrderedSince(long millis) {
            return orders.values().stream().anyMatch(order -> !order.cancelled && order.millis >= millis);
        }
    }

    /** Placed, or told again, which changes nothing. */
    void placed(String customer, String order, long millis, int total) {
        customer(customer).orders.putIfAbsent(order, new Order(millis, total, false));
    }

    void cancelled(String customer, String order) {
        customer(customer).orders.computeIfPresent(order, (id, found) -> new Order(found.millis, found.total, true));
    }

    void tagged(String customer, boolean vip) {
        customer(customer).vip = vip;
    }

    void deleted(String customer) {
        customers.remove(customer);
    }

    /** Whether there is such a customer. */
    boolean knows(String customer) {
        return customers.containsKey(customer);
    }

    /** Whether a status may be told of it. */
    boolean has(String customer, String order) {
        Customer found = customers.get(customer);
        return found != null && found.orders.containsKey(order);
    }

    /** Adds those of this model who are in a segment of {@link #RULES} or {@link #EDITED_RULES} at that time. */
    void addMembers(String name, long nowMillis, Set<String> into) {
        Predicate<Customer> rule = switch (name) {
            case "buyers" -> customer -> customer.count() >= 3;
            case "spenders" -> customer -> customer.spent() > 300;
            case "vips" -> customer -> customer.vip;
            case "vip spenders" -> customer -> customer.spent() > 100 && customer.vip;
            case "not lately" -> customer -> !customer.hasOrderedSince(nowMillis - DAY_MILLIS);
            case "few" -> customer -> customer.count() < 2;
            case "many" -> customer -> customer.count() >= 2;
            case "plain" -> customer -> !customer.vip;
            case "big" -> customer -> customer.spent() > 500;
            default -> throw new IllegalArgumentException(name);
        };
        customers.forEach((id, customer) -> {
            if (rule.test(customer)) {
                into.add(id);
            }
        });
    }

    /** Those of all these models who are in the segment. */
    static Set<String> members(Iterable<SoakModel> models, String name, long nowMillis) {
        Set<String> members = new TreeSet<>();
        models.forEach(model -> model.addMembers(name, nowMillis, members));
        return members;
    }

    private Customer customer(String id) {
        return customers.computeIfAbsent(id, none -> new Customer());
    }
}
