package io.muster.server.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What was said of a shop, kept as it was said: plain maps of customers, orders, checkouts and events by id. Nothing is
 * derived here but {@link NaiveCustomer}, from scratch, when a customer is asked for after a change. One thread.
 */
final class NaiveShop {
    static final long LATEST_AHEAD_MILLIS = 5 * 60_000L;
    static final long ABANDONED_AFTER_MILLIS = 60 * 60_000L;

    private static final Set<String> MESSAGE_EVENTS = Set.of(
            "sent",
            "delivered",
            "opened",
            "clicked",
            "bounced",
            "unsubscribed",
            "subscribed",
            "marked_as_spam",
            "converted");
    private static final Set<String> MESSAGE_CHANNELS =
            Set.of("email", "sms", "viber", "messenger", "whatsapp", "push");

    /** An order as last said. */
    record Order(String id, String customer, long time, JsonNode said) {}

    /** What an {@code order_status} record said. */
    record StatusChange(String customer, long time, String status) {}

    /** What an {@code order_refunded} record said. */
    record Refund(String order, String customer, BigDecimal amount) {}

    /** A checkout as last said. */
    record Checkout(String id, String customer, long time, JsonNode said) {}

    /** That a checkout was completed, or followed by an order. */
    record CheckoutEnd(String checkout, String customer) {}

    /** An event as last said. */
    record Event(String name, String customer, long time, JsonNode said) {}

    private final ZoneId zone;
    private final Map<String, NaiveProfile> profiles = new TreeMap<>();
    private final Map<String, Order> orders = new HashMap<>();
    private final Map<String, List<StatusChange>> statusChanges = new HashMap<>();
    private final Map<String, Refund> refunds = new LinkedHashMap<>();
    private final Map<String, Set<String>> refundsOfOrder = new HashMap<>();
    private final Map<String, Checkout> checkouts = new HashMap<>();
    private final Set<CheckoutEnd> checkoutEnds = new LinkedHashSet<>();
    private final Map<String, Integer> endsOfCheckout = new HashMap<>();
    private final Map<String, Event> events = new HashMap<>();
    private final Map<String, String> customFieldKinds = new HashMap<>();
    private long nameless;

    NaiveShop(ZoneId zone) {
        this.zone = zone;
    }

    ZoneId zone() {
        return zone;
    }

    /** The ids of the customers there are, sorted. */
    Set<String> customers() {
        return profiles.keySet();
    }

    /** What is true of the customer whatever the time; null where there is none. */
    NaiveCustomer customer(String id) {
        NaiveProfile profile = profiles.get(id);
        if (profile == null) {
            return null;
        }
        if (profile.derived == null) {
            profile.derived = derive(id, profile);
        }
        return profile.derived;
    }

    /** Takes a record in; false where it is refused, and then nothing has changed. */
    boolean take(JsonNode record, Instant now) {
        String type = record.get("type").asText();
        if (type.equals("customer")) {
            return takeCustomer(record, now);
        }
        if (type.equals("customer_deleted")) {
            delete(record.get("id").asText());
            return true;
        }
        long time = instant(record.get("time"));
        if (time > now.toEpochMilli() + LATEST_AHEAD_MILLIS) {
            return false;
        }
        String customer = record.hasNonNull("customer") ? record.get("customer").asText() : null;
        if (customer != null) {
            changed(customer);
        }
        switch (type) {
            case "order_placed" -> takeOrder(record, customer, time);
            case "order_status" -> {
                String order = record.get("order").asText();
                statusChanges
                        .computeIfAbsent(order, none -> new ArrayList<>())
                        .add(new StatusChange(
                                customer, time, record.get("status").asText()));
                orderChanged(order);
            }
            case "order_refunded" -> takeRefund(record, customer);
            case "checkout_started" -> takeCheckout(record, customer, time);
            case "checkout_completed" -> endCheckout(record.get("id").asText(), customer);
            default -> takeEvent(record, type, customer, time);
        }
        return true;
    }

    /** Types a custom field before it has a value; false where it has another type already. */
    boolean declare(String path, String type) {
        return customFieldKinds.computeIfAbsent(path, none -> type).equals(type);
    }

    private boolean takeCustomer(JsonNode record, Instant now) {
        JsonNode custom = record.path("fields");
        for (Map.Entry<String, JsonNode> field : custom.properties()) {
            if (!field.getValue().isNull() && !fits(field.getValue(), customFieldKinds.get(field.getKey()))) {
                return false;
            }
        }
        NaiveProfile profile = changed(record.get("id").asText());
        profile.update(record, zone, now);
        for (Map.Entry<String, JsonNode> field : custom.properties()) {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                profile.custom.remove(field.getKey());
            } else {
                String kind = customFieldKinds.computeIfAbsent(field.getKey(), first -> kindOf(value));
                profile.custom.put(field.getKey(), customValue(value, kind));
            }
        }
        return true;
    }

    private void takeOrder(JsonNode record, String customer, long time) {
        String id = record.get("id").asText();
        Order before = orders.put(id, new Order(id, customer, time, record));
        if (before != null) {
            changed(before.customer()).orders.remove(id);
        }
        profiles.get(customer).orders.add(id);
        if (record.hasNonNull("checkout")) {
            endCheckout(record.get("checkout").asText(), customer);
        }
    }

    private void takeRefund(JsonNode record, String customer) {
        String order = record.get("order").asText();
        String id = record.hasNonNull("id") ? "id " + record.get("id").asText() : "nameless " + nameless++;
        Refund before = refunds.put(id, new Refund(order, customer, decimal(record.get("amount"))));
        if (before != null) {
            refundsOfOrder.get(before.order()).remove(id);
            orderChanged(before.order());
        }
        refundsOfOrder.computeIfAbsent(order, none -> new LinkedHashSet<>()).add(id);
        orderChanged(order);
    }

    private void takeCheckout(JsonNode record, String customer, long time) {
        String id = record.get("id").asText();
        Checkout before = checkouts.put(id, new Checkout(id, customer, time, record));
        if (before != null) {
            changed(before.customer()).checkouts.remove(id);
        }
        profiles.get(customer).checkouts.add(id);
    }

    private void endCheckout(String checkout, String customer) {
        if (checkoutEnds.add(new CheckoutEnd(checkout, customer))) {
            endsOfCheckout.merge(checkout, 1, Integer::sum);
        }
        if (checkouts.containsKey(checkout)) {
            changed(checkouts.get(checkout).customer());
        }
    }

    private void takeEvent(JsonNode record, String type, String customer, long time) {
        String name = eventName(type);
        String key = record.hasNonNull("id") ? name + " id " + record.get("id").asText() : "nameless " + nameless++;
        Event before = events.put(key, new Event(name, customer, time, record));
        if (before != null) {
            changed(before.customer()).events.remove(key);
        }
        NaiveProfile profile = profiles.get(customer);
        profile.events.add(key);
        switch (name) {
            case "email.subscribed", "email.unsubscribed" ->
                profile.emailSubscription.event(name.substring("email.".length()), time);
            case "sms.subscribed", "sms.unsubscribed" ->
                profile.smsSubscription.event(name.substring("sms.".length()), time);
            default -> {}
        }
    }

    private void delete(String customer) {
        NaiveProfile profile = profiles.remove(customer);
        if (profile == null) {
            return;
        }
        profile.orders.forEach(this::forgetOrder);
        for (String checkout : profile.checkouts) {
            checkouts.remove(checkout);
            forgetEnds(end -> end.checkout().equals(checkout));
        }
        profile.events.forEach(events::remove);
        forgetWhatWaits(customer);
    }

    /** What was said of this customer's orders and checkouts before they came. */
    private void forgetWhatWaits(String customer) {
        statusChanges.forEach((order, changes) -> {
            if (!orders.containsKey(order)) {
                changes.removeIf(change -> customer.equals(change.customer()));
            }
        });
        for (Map.Entry<String, Refund> entry : List.copyOf(refunds.entrySet())) {
            Refund refund = entry.getValue();
            if (customer.equals(refund.customer()) && !orders.containsKey(refund.order())) {
                refundsOfOrder.get(refund.order()).remove(entry.getKey());
                refunds.remove(entry.getKey());
            }
        }
        forgetEnds(end -> customer.equals(end.customer()) && !checkouts.containsKey(end.checkout()));
    }

    private void forgetOrder(String order) {
        orders.remove(order);
        statusChanges.remove(order);
        Set<String> ids = refundsOfOrder.remove(order);
        if (ids != null) {
            ids.forEach(refunds::remove);
        }
    }

    private void forgetEnds(Predicate<CheckoutEnd> which) {
        checkoutEnds.removeIf(end -> {
            boolean gone = which.test(end);
            if (gone) {
                endsOfCheckout.merge(end.checkout(), -1, Integer::sum);
            }
            return gone;
        });
    }

    private void orderChanged(String order) {
        if (orders.containsKey(order)) {
            changed(orders.get(order).customer());
        }
    }

    private NaiveProfile changed(String customer) {
        NaiveProfile profile = profiles.computeIfAbsent(customer, none -> new NaiveProfile());
        profile.derived = null;
        return profile;
    }

    private NaiveCustomer derive(String id, NaiveProfile profile) {
        List<NaiveCustomer.Purchase> purchases = new ArrayList<>();
        for (String orderId : profile.orders) {
            Order order = orders.get(orderId);
            purchases.add(
                    new NaiveCustomer.Purchase(orderId, order.time(), status(order), amount(order), order.said()));
        }
        List<Checkout> open = new ArrayList<>();
        for (String checkout : profile.checkouts) {
            if (endsOfCheckout.getOrDefault(checkout, 0) == 0) {
                open.add(checkouts.get(checkout));
            }
        }
        List<Event> told = profile.events.stream().map(events::get).toList();
        return new NaiveCustomer(id, profile, purchases, open, told);
    }

    private String status(Order order) {
        long latest = order.time();
        String status =
                order.said().hasNonNull("status") ? order.said().get("status").asText() : null;
        for (StatusChange change : statusChanges.getOrDefault(order.id(), List.of())) {
            if (change.time() >= latest) {
                latest = change.time();
                status = change.status();
            }
        }
        return status;
    }

    private BigDecimal amount(Order order) {
        BigDecimal amount =
                order.said().hasNonNull("total") ? decimal(order.said().get("total")) : BigDecimal.ZERO;
        for (String refund : refundsOfOrder.getOrDefault(order.id(), Set.of())) {
            amount = amount.subtract(refunds.get(refund).amount());
        }
        return amount;
    }

    private Object customValue(JsonNode value, String kind) {
        return switch (kind) {
            case "number" -> value.decimalValue();
            case "boolean" -> value.asBoolean();
            case "list" -> NaiveProfile.folded(value);
            case "date" -> date(value.asText(), zone);
            default -> value.asText();
        };
    }

    private static boolean fits(JsonNode value, String kind) {
        return kind == null || kind.equals(kindOf(value)) || kind.equals("text") && value.isTextual();
    }

    private static String kindOf(JsonNode value) {
        if (value.isNumber()) {
            return "number";
        }
        if (value.isBoolean()) {
            return "boolean";
        }
        if (value.isArray()) {
            return "list";
        }
        try {
            date(value.asText(), ZoneId.of("UTC"));
            return "date";
        } catch (DateTimeParseException e) {
            return "text";
        }
    }

    /** The name in rules of the event that a record of this type is. */
    static String eventName(String type) {
        if (type.equals("product_viewed") || type.equals("collection_viewed")) {
            return "storefront." + type;
        }
        int underscore = type.indexOf('_');
        boolean message = underscore > 0
                && MESSAGE_CHANNELS.contains(type.substring(0, underscore))
                && MESSAGE_EVENTS.contains(type.substring(underscore + 1));
        return message ? type.substring(0, underscore) + "." + type.substring(underscore + 1) : type;
    }

    /** Milliseconds since the epoch of a time with an offset or a number. */
    static long instant(JsonNode time) {
        return time.isNumber()
                ? time.longValue()
                : OffsetDateTime.parse(time.asText()).toInstant().toEpochMilli();
    }

    /** Milliseconds since the epoch of a time with an offset, or of the start of a local day. */
    static long date(String text, ZoneId zone) {
        return text.indexOf('T') < 0
                ? LocalDate.parse(text).atStartOfDay(zone).toInstant().toEpochMilli()
                : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    }

    static BigDecimal decimal(JsonNode number) {
        return number.isTextual() ? new BigDecimal(number.asText()) : number.decimalValue();
    }
}
