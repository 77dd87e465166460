package io.muster.server.oracle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Records of a small shop: late, repeated, replaced, taken back, and sometimes too far ahead of the clock. */
final class RandomRecords {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Latitude and longitude: both sides of the antimeridian, a pole, two of one town, and the other end of the world.
     */
    static final List<String> PLACES = List.of(
            "41.9965,21.4314",
            "41.998129,21.425396",
            "42.6975,23.3242",
            "-16.5,179.9",
            "-16.5,-179.9",
            "90,0",
            "0,0",
            "-41.9965,-158.5686",
            "51.5074,-0.1278");

    /** The custom fields that rules may name, and their types. */
    static final Map<String, String> FIELD_TYPES =
            Map.of("score", "number", "shop.plan", "text", "member", "boolean", "renewal", "date", "badges", "list");

    private static final long SECOND = 1000;
    private static final long HOUR = 3600 * SECOND;
    private static final long DAY = 24 * HOUR;
    private static final List<Long> AGES = List.of(
            0L,
            0L,
            1L,
            SECOND,
            90 * SECOND,
            HOUR - 1,
            HOUR,
            HOUR + 1,
            12 * HOUR,
            36 * HOUR,
            36 * HOUR - HOUR - 1,
            12 * HOUR - HOUR - 1,
            DAY - HOUR - 1,
            2 * DAY - HOUR - 1,
            DAY,
            2 * DAY,
            7 * DAY,
            30 * DAY - 1,
            30 * DAY,
            30 * DAY + 1,
            60 * DAY,
            90 * DAY,
            365 * DAY,
            -SECOND,
            -120 * SECOND,
            -NaiveShop.LATEST_AHEAD_MILLIS,
            -NaiveShop.LATEST_AHEAD_MILLIS - 1,
            500 * DAY);

    private static final List<Long> RECENT_AGES = List.of(0L, 0L, 1L, SECOND, HOUR - 1, HOUR, HOUR + 1, DAY);

    private final RandomGenerator random;
    private final ZoneId zone;
    private final int customers;
    private final boolean places;
    private final int[] lives;
    private final Map<String, ObjectNode> orders = new HashMap<>();
    private final List<String> orderLines = new ArrayList<>();
    private final List<String> eventLines = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private int serial;

    /** @param places whether customers have any */
    RandomRecords(RandomGenerator random, ZoneId zone, int customers, boolean places) {
        this.places = places;
        this.random = random;
        this.zone = zone;
        this.customers = customers;
        this.lives = new int[customers];
    }

    /** A record that types every custom field the rules may name. */
    String typing() {
        return "{\"type\":\"customer\",\"id\":\"c-0\",\"fields\":{\"score\":1.5,\"shop.plan\":\"gold\",\"member\":true,"
                + "\"renewal\":\"2024-02-29\",\"badges\":[\"vip\"]}}";
    }

    String next(Instant now) {
        int draw = random.nextInt(100);
        if (draw < 25) {
            return customer();
        }
        if (draw < 28) {
            int customer = random.nextInt(customers);
            lives[customer]++;
            orders.values().removeIf(order -> order.get("customer").asText().equals("c-" + customer));
            return record("customer_deleted").put("id", "c-" + customer).toString();
        }
        if (draw < 55) {
            return order(now);
        }
        if (draw < 66) {
            return status(now);
        }
        if (draw < 72) {
            return refund(now);
        }
        if (draw < 85) {
            return checkout(now, draw < 80);
        }
        return event(now);
    }

    private String customer() {
        ObjectNode record = record("customer").put("id", "c-" + random.nextInt(customers));
        int keys = random.nextInt(5);
        for (int i = 0; i < keys; i++) {
            profileKey(record);
        }
        if (random.nextInt(3) == 0) {
            customField(record.putObject("fields"));
        }
        if (places && random.nextInt(3) == 0) {
            place(record);
        }
        return record.toString();
    }

    private void place(ObjectNode record) {
        int draw = random.nextInt(8);
        if (draw == 0) {
            record.putNull("latitude");
        } else {
            String[] place = oneOf(PLACES).split(",");
            record.put("latitude", new BigDecimal(place[0]));
            if (draw > 1) {
                record.put("longitude", new BigDecimal(place[1]));
            }
        }
    }

    private void profileKey(ObjectNode record) {
        String key = oneOf(List.of(
                "registered_at",
                "email",
                "gender",
                "birthday",
                "language",
                "accepts_marketing",
                "account_status",
                "email_subscription_status",
                "sms_subscription_status",
                "country",
                "region",
                "city",
                "tags",
                "groups",
                "channels",
                "add_tags",
                "remove_tags",
                "add_groups",
                "remove_channels"));
        boolean change = key.startsWith("add_") || key.startsWith("remove_");
        String list = key.substring(key.indexOf('_') + 1);
        if (change && (record.has(list) || record.has("add_" + list) || record.has("remove_" + list))
                || record.has("add_" + key)
                || record.has("remove_" + key)) {
            return;
        }
        if (!change && random.nextInt(6) == 0) {
            record.putNull(key);
            return;
        }
        switch (key) {
            case "registered_at" ->
                record.put(key, Instant.ofEpochMilli(pastOrSeen()).toString());
            case "email" -> record.put(key, oneOf(List.of("ana@example.com", "b@EXAMPLE.com", "c@shop.mk")));
            case "gender" -> record.put(key, oneOf(List.of("female", "male")));
            case "birthday" ->
                record.put(
                        key,
                        oneOf(List.of(
                                "1990-02-28", "1992-02-29", "2000-03-01", "1985-12-31", "1985-01-01", "1985-06-15")));
            case "language" -> record.put(key, oneOf(List.of("mk", "MK", "en", "o'ne")));
            case "accepts_marketing" -> record.put(key, random.nextBoolean());
            case "account_status" -> record.put(key, oneOf(List.of("enabled", "gold", "paid")));
            case "email_subscription_status", "sms_subscription_status" ->
                record.put(key, oneOf(List.of("subscribed", "unsubscribed", "pending")));
            case "country", "region", "city" -> record.put(key, oneOf(List.of("MK", "de", "DE", "Скопје", "Berlin")));
            default -> labels(record.putArray(key), change ? 1 : 0);
        }
    }

    private void labels(ArrayNode labels, int atLeast) {
        int count = atLeast + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            labels.add(oneOf(List.of("vip", "VIP", "wholesale", "email", "viber", "mk", "СКОПЈЕ")));
        }
    }

    private void customField(ObjectNode fields) {
        String key = oneOf(List.of("score", "shop.plan", "member", "renewal", "badges"));
        if (random.nextInt(5) == 0) {
            fields.putNull(key);
            return;
        }
        if (random.nextInt(12) == 0) {
            ofAnotherType(fields, key);
            return;
        }
        switch (key) {
            case "score" -> fields.put(key, oneOf(List.of(0, 1, 3, 10, 100)));
            case "shop.plan" -> fields.put(key, oneOf(List.of("gold", "Gold", "paid")));
            case "member" -> fields.put(key, random.nextBoolean());
            case "renewal" ->
                fields.put(
                        key,
                        random.nextBoolean()
                                ? Instant.ofEpochMilli(pastOrSeen() + random.nextInt(60) * DAY)
                                        .toString()
                                : LocalDate.ofInstant(Instant.ofEpochMilli(pastOrSeen()), zone)
                                        .toString());
            default -> labels(fields.putArray(key), 0);
        }
    }

    private void ofAnotherType(ObjectNode fields, String key) {
        switch (key) {
            case "score" -> fields.put(key, random.nextBoolean());
            case "member", "shop.plan" -> fields.put(key, 1);
            case "renewal" -> fields.put(key, "some day");
            default -> fields.put(key, 3);
        }
    }

    private String order(Instant now) {
        if (!orderLines.isEmpty() && random.nextInt(8) == 0) {
            return oneOf(orderLines);
        }
        int index = random.nextInt(12);
        int owner = index % customers;
        String id = "o-" + index + "-" + lives[owner];
        ObjectNode before = orders.get(id);
        String customer = "c-" + (before != null && random.nextInt(6) == 0 ? random.nextInt(customers) : owner);
        ObjectNode order = record("order_placed").put("id", id).put("customer", customer);
        time(order, now);
        if (random.nextInt(8) > 0) {
            order.put("status", oneOf(List.of("paid", "paid", "pending", "cancelled", "voided")));
        }
        amount(order, "total");
        order.put("currency", "EUR");
        if (random.nextInt(4) == 0) {
            order.put("discount_code", oneOf(List.of("SPRING", "AUTUMN")));
            order.put("payment_method", oneOf(List.of("card", "cash")));
        }
        lines(order);
        if (before != null && before.has("checkout")) {
            order.put("checkout", before.get("checkout").asText());
        } else if (before == null && random.nextInt(4) == 0) {
            order.put("checkout", checkoutId(owner));
        }
        orders.put(id, order);
        orderLines.add(order.toString());
        return order.toString();
    }

    private String status(Instant now) {
        ObjectNode record = aboutOrder("order_status");
        time(record, now);
        return record.put("status", oneOf(List.of("cancelled", "cancelled", "voided", "paid", "pending")))
                .toString();
    }

    private String refund(Instant now) {
        ObjectNode record = aboutOrder("order_refunded");
        time(record, now);
        amount(record, "amount");
        if (random.nextBoolean()) {
            record.put("id", "r-" + record.get("order").asText() + "-" + random.nextInt(2));
        }
        return record.toString();
    }

    /** Of an order there is, or of one that may still come. */
    private ObjectNode aboutOrder(String type) {
        int index = random.nextInt(12);
        int owner = index % customers;
        String id = "o-" + index + "-" + lives[owner];
        ObjectNode order = orders.get(id);
        String customer = order == null ? "c-" + owner : order.get("customer").asText();
        return record(type).put("order", id).put("customer", customer);
    }

    private String checkout(Instant now, boolean started) {
        int owner = random.nextInt(customers);
        ObjectNode record = record(started ? "checkout_started" : "checkout_completed")
                .put("id", checkoutId(owner))
                .put("customer", "c-" + owner);
        time(record, now);
        if (started) {
            amount(record, "total");
            lines(record);
        }
        return record.toString();
    }

    private String checkoutId(int owner) {
        return "k-" + owner + "-" + lives[owner] + "-" + random.nextInt(3);
    }

    private String event(Instant now) {
        if (!eventLines.isEmpty() && random.nextInt(8) == 0) {
            return oneOf(eventLines);
        }
        String type = oneOf(List.of(
                "email_opened",
                "email_opened",
                "email_clicked",
                "email_sent",
                "viber_clicked",
                "email_unsubscribed",
                "email_subscribed",
                "sms_unsubscribed",
                "sms_subscribed",
                "product_viewed",
                "quiz"));
        ObjectNode event = record(type).put("customer", "c-" + random.nextInt(customers));
        time(event, now);
        if (type.endsWith("subscribed")) {
            return event.put("id", "s-" + serial++).toString();
        }
        describe(event, type);
        if (random.nextBoolean()) {
            event.put("id", "e-" + random.nextInt(6));
            eventLines.add(event.toString());
        }
        return event.toString();
    }

    private void describe(ObjectNode event, String type) {
        if (type.startsWith("email") && random.nextBoolean()) {
            event.put("campaign", oneOf(List.of("spring", "autumn")));
        } else if (type.equals("product_viewed")) {
            event.put("product", "p-" + random.nextInt(3));
        } else if (type.equals("quiz")) {
            ObjectNode properties = event.putObject("properties");
            if (random.nextBoolean()) {
                properties.put("score", random.nextInt(4));
            }
            if (random.nextBoolean()) {
                properties.put("plan", oneOf(List.of("gold", "silver")));
            }
            if (random.nextBoolean()) {
                properties.put("paid", oneOf(List.of("10", "20.50", "a lot")));
            }
        }
    }

    private void lines(ObjectNode record) {
        for (int i = random.nextInt(3); i > 0; i--) {
            ObjectNode line = record.withArray("items").addObject();
            line.put("product", "p-" + random.nextInt(3));
            if (random.nextBoolean()) {
                line.put("quantity", 1 + random.nextInt(3));
            }
            if (random.nextBoolean()) {
                amount(line, "price");
            }
            if (random.nextBoolean()) {
                line.putArray("collections").add(oneOf(List.of("shoes", "Shoes", "sale")));
            }
            if (random.nextBoolean()) {
                line.putArray("tags").add("nike").add("run");
            }
            if (random.nextBoolean()) {
                line.put("vendor", "Nike");
                line.put("variant", oneOf(List.of("v-1", "v-2")));
                line.put("category", oneOf(List.of("Footwear", "footwear")));
            }
        }
    }

    private void time(ObjectNode record, Instant now) {
        long time = !times.isEmpty() && random.nextInt(6) == 0
                ? Math.min(oneOf(times), now.toEpochMilli())
                : now.toEpochMilli()
                        - (random.nextBoolean() ? oneOf(RECENT_AGES) : oneOf(AGES))
                        - (random.nextInt(3) == 0 ? random.nextLong(3 * DAY) : 0);
        times.add(time);
        if (random.nextInt(5) == 0) {
            record.put("time", time);
        } else {
            Instant instant = Instant.ofEpochMilli(time);
            record.put(
                    "time",
                    random.nextBoolean()
                            ? instant.toString()
                            : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone)));
        }
    }

    private long pastOrSeen() {
        return times.isEmpty() ? Instant.parse("2024-01-15T10:00:00Z").toEpochMilli() : oneOf(times);
    }

    private void amount(ObjectNode record, String key) {
        String amount = oneOf(List.of("0", "0.01", "10", "10.00", "20.50", "33.333333", "50", "99.99", "129.90"));
        if (random.nextBoolean()) {
            record.put(key, amount);
        } else {
            record.put(key, new BigDecimal(amount));
        }
    }

    private static ObjectNode record(String type) {
        return JSON.createObjectNode().put("type", type);
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
