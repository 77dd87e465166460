package io.muster.server.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.index.rule.Attribute;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A customer's fields as rules see them, computed from all that was said. Immutable. */
final class NaiveCustomer {
    private static final Comparator<Purchase> OLDEST_FIRST = Comparator.comparingLong(Purchase::time)
            .thenComparing(purchase -> purchase.id().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    /** An order with its present status, null if it has none, and its total less its refunds. */
    record Purchase(String id, long time, String status, BigDecimal amount, JsonNode said) {
        boolean counts() {
            return !"cancelled".equals(status) && !"voided".equals(status);
        }
    }

    /** A mean that is never divided. */
    record Average(BigDecimal sum, int count) {
        int compareTo(BigDecimal value) {
            return sum.compareTo(value.multiply(BigDecimal.valueOf(count)));
        }
    }

    /** Every field but the custom ones. */
    private static final List<String> NAMES = List.of(
            "customer_added_date",
            "customer_email_domain",
            "customer_language",
            "gender",
            "customer_account_status",
            "birthday",
            "customer_countries",
            "customer_regions",
            "customer_cities",
            "customer_tags",
            "customer_groups",
            "accepts_marketing",
            "channels",
            "email_subscription_status",
            "sms_subscription_status",
            "number_of_orders",
            "amount_spent",
            "average_order_amount",
            "last_order_amount",
            "first_order_date",
            "last_order_date",
            "last_order_status",
            "abandoned_checkout_date",
            "last_email_opened_date",
            "last_email_clicked_date",
            "last_engaged_date");

    private static final int ABANDONED_CHECKOUT_DATE = number("abandoned_checkout_date");

    private final String id;
    private final Object[] fields = new Object[NAMES.size()];
    private final Map<String, Object> custom;
    private final List<Purchase> purchases;
    private final List<NaiveShop.Checkout> openCheckouts;
    private final List<NaiveShop.Event> events;
    private final double[] place;
    private final Set<Long> dates = new TreeSet<>();

    NaiveCustomer(
            String id,
            NaiveProfile profile,
            List<Purchase> purchases,
            List<NaiveShop.Checkout> openCheckouts,
            List<NaiveShop.Event> events) {
        this.id = id;
        this.custom = withValue(profile.custom);
        this.purchases = purchases.stream().sorted(OLDEST_FIRST).toList();
        this.openCheckouts = openCheckouts.stream()
                .sorted(Comparator.comparingLong(NaiveShop.Checkout::time).reversed())
                .toList();
        this.events = events;
        withValue(profile.fields).forEach(this::put);
        put("email_subscription_status", profile.emailSubscription.status);
        put("sms_subscription_status", profile.smsSubscription.status);
        place = profile.place.size() < 2
                ? null
                : new double[] {profile.place.get("latitude"), profile.place.get("longitude")};
        deriveFromOrders();
        Long opened = latest("email.opened");
        Long clicked = latest("email.clicked");
        put("last_email_opened_date", opened);
        put("last_email_clicked_date", clicked);
        put(
                "last_engaged_date",
                Stream.of(opened, clicked)
                        .filter(time -> time != null)
                        .max(Long::compare)
                        .orElse(null));
        gatherDates();
    }

    String id() {
        return id;
    }

    /** The number that stands for a field's name. */
    static int number(String name) {
        int number = NAMES.indexOf(name);
        if (number < 0) {
            throw new IllegalArgumentException("found " + name + ", expected one of " + NAMES);
        }
        return number;
    }

    /**
     * The value of a field, null where it has none: {@link BigDecimal}, {@link Average}, {@link String},
     * {@link Boolean}, {@link Long} for a date, or a set of folded texts.
     *
     * @param number of the field's name
     */
    Object field(int number, long now) {
        return number == ABANDONED_CHECKOUT_DATE ? abandonedCheckoutDate(now) : fields[number];
    }

    /** Likewise, of any attribute but an anniversary. */
    Object attribute(Attribute attribute, long now) {
        return attribute.kind() == Attribute.Kind.CUSTOM
                ? custom(attribute.name())
                : field(number(NaiveRule.canonical(attribute.name())), now);
    }

    /** Every instant there is of him. */
    Set<Long> dates() {
        return dates;
    }

    /** Latitude and longitude in degrees, or null. */
    double[] place() {
        return place;
    }

    Object custom(String name) {
        return custom.get(name);
    }

    /** All orders, the oldest first. */
    List<Purchase> purchases() {
        return purchases;
    }

    List<NaiveShop.Event> events() {
        return events;
    }

    Stream<NaiveShop.Checkout> abandonedCheckouts(long now) {
        return openCheckouts.stream().filter(checkout -> abandoned(checkout, now));
    }

    /** The checkouts that nothing has ended, the newest first. */
    List<NaiveShop.Checkout> openCheckouts() {
        return openCheckouts;
    }

    private Long abandonedCheckoutDate(long now) {
        for (NaiveShop.Checkout checkout : openCheckouts) {
            if (abandoned(checkout, now)) {
                return checkout.time();
            }
        }
        return null;
    }

    private static boolean abandoned(NaiveShop.Checkout checkout, long now) {
        return now >= checkout.time() + NaiveShop.ABANDONED_AFTER_MILLIS;
    }

    private void deriveFromOrders() {
        List<Purchase> counting = purchases.stream().filter(Purchase::counts).toList();
        BigDecimal spent = counting.stream().map(Purchase::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        put("number_of_orders", BigDecimal.valueOf(counting.size()));
        put("amount_spent", spent);
        if (!counting.isEmpty()) {
            put("average_order_amount", new Average(spent, counting.size()));
            put("last_order_amount", counting.getLast().amount());
            put("first_order_date", counting.getFirst().time());
            put("last_order_date", counting.getLast().time());
        }
        if (!purchases.isEmpty()) {
            put("last_order_status", purchases.getLast().status());
        }
    }

    private void gatherDates() {
        Stream.concat(Stream.of(fields), custom.values().stream()).forEach(value -> {
            if (value instanceof Long date) {
                dates.add(date);
            }
        });
        purchases.forEach(purchase -> dates.add(purchase.time()));
        openCheckouts.forEach(checkout -> dates.add(checkout.time()));
        events.forEach(event -> dates.add(event.time()));
    }

    private Long latest(String event) {
        return events.stream()
                .filter(each -> each.name().equals(event))
                .map(NaiveShop.Event::time)
                .max(Long::compare)
                .orElse(null);
    }

    private void put(String name, Object value) {
        if (value != null) {
            fields[number(name)] = value;
        }
    }

    /** A list without values is a field without a value. */
    private static Map<String, Object> withValue(Map<String, Object> said) {
        Map<String, Object> copy = new HashMap<>(said);
        copy.values().removeIf(value -> value instanceof Set<?> set && set.isEmpty());
        copy.replaceAll((name, value) -> value instanceof Set<?> set ? Set.copyOf(set) : value);
        return copy;
    }
}
