package io.muster.server.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShopRecordsTest {
    private static final int CUSTOMERS = 6_000;
    private static final double ORDERS = 3;
    private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
    private static final ZoneId ZONE = ZoneId.of(ShopOptions.DEFAULT_ZONE);

    private static final Map<String, Set<String>> KEYS = Map.ofEntries(
            Map.entry(
                    "customer",
                    Set.of(
                            "type",
                            "id",
                            "registered_at",
                            "email",
                            "first_name",
                            "last_name",
                            "phone",
                            "gender",
                            "birthday",
                            "language",
                            "country",
                            "region",
                            "city",
                            "latitude",
                            "longitude",
                            "accepts_marketing",
                            "channels",
                            "tags",
                            "add_tags",
                            "remove_tags",
                            "groups",
                            "fields")),
            Map.entry(
                    "order_placed",
                    Set.of(
                            "type",
                            "id",
                            "customer",
                            "time",
                            "status",
                            "total",
                            "currency",
                            "discount_code",
                            "checkout",
                            "items")),
            Map.entry("order_status", Set.of("type", "order", "customer", "time", "status")),
            Map.entry("order_refunded", Set.of("type", "id", "order", "customer", "time", "amount")),
            Map.entry("checkout_started", Set.of("type", "id", "customer", "time", "total", "currency", "items")),
            Map.entry("checkout_completed", Set.of("type", "id", "customer", "time", "order")),
            Map.entry("email_sent", Set.of("type", "id", "customer", "time", "campaign")),
            Map.entry("email_opened", Set.of("type", "id", "customer", "time", "campaign")),
            Map.entry("email_clicked", Set.of("type", "id", "customer", "time", "campaign")),
            Map.entry("email_unsubscribed", Set.of("type", "id", "customer", "time", "campaign")),
            Map.entry("product_viewed", Set.of("type", "customer", "time", "product")),
            Map.entry("review_written", Set.of("type", "id", "customer", "time", "properties")));

    private static final List<JsonNode> RECORDS = new ArrayList<>();

    @BeforeAll
    static void openShop() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ShopGenerator(ShopOptions.of(CUSTOMERS, ORDERS, ShopGeneratorTest.newSeed(), NOW)).writeTo(out);
        ObjectMapper mapper = new ObjectMapper();
        RECORDS.clear();
        for (String line : out.toString(StandardCharsets.UTF_8).split("\n")) {
            RECORDS.add(mapper.readTree(line));
        }
    }

    @Test
    void shouldWriteKnownKeysOnlyAndEveryKindOfRecord() {
        Set<String> seen = new HashSet<>();
        for (JsonNode item : RECORDS) {
            String type = item.get("type").asText();
            seen.add(type);
            item.fieldNames().forEachRemaining(key -> assertTrue(KEYS.get(type).contains(key), item::toString));
        }
        assertEquals(KEYS.keySet(), seen);
    }

    @Test
    void shouldKeepTheOrderOfTimeAndEndBeforeNow() {
        Instant last = Instant.EPOCH;
        for (JsonNode item : RECORDS) {
            if (item.has("time") || item.has("registered_at")) {
                Instant time = Instant.parse(
                        item.path("time").asText(item.path("registered_at").asText()));
                assertFalse(time.isBefore(last), item::toString);
                last = time;
            }
        }
        assertFalse(last.isAfter(NOW));
        assertTrue(last.isAfter(NOW.minusSeconds(86_400)), last::toString);
    }

    @Test
    void shouldRegisterEachCustomerOnceAndBeforeAnythingElse() {
        Set<String> registered = new HashSet<>();
        for (JsonNode item : RECORDS) {
            if (item.has("registered_at")) {
                assertTrue(registered.add(item.get("id").asText()), item::toString);
                assertTrue(
                        item.get("email").asText().matches("[a-z]+\\.[a-z]+\\.\\d+@[a-z]+\\.example"), item::toString);
            } else {
                String customer = item.path("customer").asText(item.path("id").asText());
                assertTrue(registered.contains(customer), item::toString);
            }
        }
        assertEquals(CUSTOMERS, registered.size());
        assertTrue(registered.contains(ShopGenerator.customerId(0)));
        assertTrue(registered.contains(ShopGenerator.customerId(CUSTOMERS - 1)));
    }

    @Test
    void shouldNeverUseAnIdTwice() {
        Set<String> ids = new HashSet<>();
        for (JsonNode item : RECORDS) {
            if (item.has("id")
                    && !Set.of("customer", "checkout_completed")
                            .contains(item.get("type").asText())) {
                assertTrue(ids.add(item.get("id").asText()), item::toString);
            }
        }
    }

    @Test
    void shouldPlaceAsManyOrdersAsAskedForOnAverage() {
        assertEquals(ORDERS, (double) count("order_placed") / CUSTOMERS, 0.25);
    }

    @Test
    void shouldHaveMostBuyersComeBackAndAFifthOfCustomersMakeMostOfTheRevenue() {
        Map<String, Integer> orders = new HashMap<>();
        Map<String, BigDecimal> revenue = new HashMap<>();
        for (JsonNode item : RECORDS) {
            if (item.get("type").asText().equals("order_placed")) {
                orders.merge(item.get("customer").asText(), 1, Integer::sum);
                revenue.merge(
                        item.get("customer").asText(),
                        new BigDecimal(item.get("total").asText()),
                        BigDecimal::add);
            }
        }
        assertBetween(0.6, 0.9, (double) orders.size() / CUSTOMERS);
        double repeated = orders.values().stream().filter(number -> number > 1).count() / (double) orders.size();
        assertBetween(0.45, 0.75, repeated);
        double all =
                revenue.values().stream().mapToDouble(BigDecimal::doubleValue).sum();
        double top = revenue.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(CUSTOMERS / 5)
                .mapToDouble(BigDecimal::doubleValue)
                .sum();
        assertBetween(0.6, 0.95, top / all);
    }

    @Test
    void shouldLeaveAPartOfCheckoutsAbandonedAndFollowTheOthersByAnOrder() {
        Set<String> open = new HashSet<>();
        int started = 0;
        for (JsonNode item : RECORDS) {
            switch (item.get("type").asText()) {
                case "checkout_started" -> {
                    started++;
                    open.add(item.get("id").asText());
                }
                case "checkout_completed" ->
                    assertTrue(open.remove(item.get("id").asText()), item::toString);
                case "order_placed" -> {
                    if (item.has("checkout")) {
                        assertTrue(open.remove(item.get("checkout").asText()), item::toString);
                    }
                }
                default -> {}
            }
        }
        assertBetween(0.2, 0.4, (double) open.size() / started);
    }

    @Test
    void shouldCancelAndRefundAFewOrdersAndTakeThemDownToWhatWasPaid() {
        Map<String, BigDecimal> totals = new HashMap<>();
        int cancelled = 0;
        int refunded = 0;
        for (JsonNode item : RECORDS) {
            switch (item.get("type").asText()) {
                case "order_placed" ->
                    totals.put(
                            item.get("id").asText(),
                            new BigDecimal(item.get("total").asText()));
                case "order_status" -> cancelled += item.get("status").asText().equals("cancelled") ? 1 : 0;
                case "order_refunded" -> {
                    refunded++;
                    BigDecimal total = totals.get(item.get("order").asText());
                    assertTrue(new BigDecimal(item.get("amount").asText()).compareTo(total) <= 0, item::toString);
                }
                default -> {}
            }
        }
        assertBetween(0.015, 0.035, (double) cancelled / totals.size());
        assertBetween(0.02, 0.05, (double) refunded / totals.size());
    }

    @Test
    void shouldOpenFewerEmailsThanAreSentAndClickFewerThanAreOpened() {
        assertBetween(0.1, 0.35, (double) count("email_opened") / count("email_sent"));
        assertBetween(0.1, 0.2, (double) count("email_clicked") / count("email_opened"));
    }

    @Test
    void shouldSellMoreInDecemberThanInFebruaryAndByDayThanByNight() {
        Map<Integer, Integer> months = new HashMap<>();
        int night = 0;
        int evening = 0;
        for (JsonNode item : RECORDS) {
            if (item.get("type").asText().equals("order_placed")) {
                var local = Instant.parse(item.get("time").asText()).atZone(ZONE);
                months.merge(local.getYear() * 100 + local.getMonthValue(), 1, Integer::sum);
                night += local.getHour() >= 2 && local.getHour() < 5 ? 1 : 0;
                evening += local.getHour() >= 18 && local.getHour() < 21 ? 1 : 0;
            }
        }
        assertTrue(months.get(202512) > 1.3 * months.get(202602), months::toString);
        assertTrue(evening > 5 * night, evening + " in the evening, " + night + " at night");
    }

    @Test
    void shouldSellAFewProductsMuchMoreThanTheOthers() {
        Map<String, Integer> sold = new HashMap<>();
        int lines = 0;
        for (JsonNode item : RECORDS) {
            if (item.get("type").asText().equals("order_placed")) {
                for (JsonNode line : item.get("items")) {
                    sold.merge(line.get("product").asText(), 1, Integer::sum);
                    lines++;
                }
            }
        }
        int top = sold.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(sold.size() / 10)
                .mapToInt(Integer::intValue)
                .sum();
        assertBetween(0.3, 0.8, (double) top / lines);
    }

    private static long count(String type) {
        return RECORDS.stream()
                .filter(item -> item.get("type").asText().equals(type))
                .count();
    }

    private static void assertBetween(double low, double high, double found) {
        assertTrue(low <= found && found <= high, () -> found + " is not between " + low + " and " + high);
    }
}
