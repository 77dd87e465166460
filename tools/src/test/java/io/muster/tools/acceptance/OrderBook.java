package io.muster.tools.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * Random records in batches, and what they add up to: orders with ids, refunds with ids, cancellations, and in some
 * batches a line that is refused by the parser and one that is refused by the engine.
 */
final class OrderBook {
    static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private static final int LATEST_ORDER_DAYS_AGO = 2;
    private static final int EARLIEST_ORDER_DAYS_AGO = 120;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int ODD_LINES_EVERY = 5;

    private final Random random;
    private final int customers;
    private final List<Batch> batches = new ArrayList<>();
    private int orders;

    OrderBook(Random random, int customers, int batches, int ordersPerBatch) {
        this.random = random;
        this.customers = customers;
        for (int i = 0; i < batches; i++) {
            this.batches.add(batch(ordersPerBatch, i % ODD_LINES_EVERY == ODD_LINES_EVERY - 1));
        }
    }

    /**
     * Some lines.
     *
     * @param steps what each line does
     * @param refusedLines those that no server takes, from 0
     */
    record Batch(byte[] bytes, List<Sale> sales, List<Step> steps, List<Integer> refusedLines) {}

    /** After a line the sale at that place in its batch is this one; a line that is refused has no sale. */
    record Step(int place, Sale sale) {}

    /** An order as it ends. */
    record Sale(String customer, int cents, int refundedCents, boolean cancelled) {}

    /** What a customer's orders add up to. */
    record Totals(int orders, BigDecimal spent) {
        static final Totals NONE = new Totals(0, BigDecimal.ZERO);

        /** As the server shows them. */
        static Totals of(JsonNode fields) {
            BigDecimal spent = new BigDecimal(fields.get("amount_spent").asText());
            return new Totals(fields.get("number_of_orders").intValue(), canonical(spent));
        }

        Totals plus(Sale sale) {
            BigDecimal amount = BigDecimal.valueOf(sale.cents - sale.refundedCents, 2);
            return sale.cancelled ? this : new Totals(orders + 1, canonical(spent.add(amount)));
        }

        private static BigDecimal canonical(BigDecimal amount) {
            return amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
        }
    }

    List<Batch> batches() {
        return batches;
    }

    /** By customer, after the first {@code count} batches. */
    TreeMap<String, Totals> totalsAfter(int count) {
        TreeMap<String, Totals> totals = new TreeMap<>();
        for (Batch batch : batches.subList(0, count)) {
            for (Sale sale : batch.sales) {
                add(sale, totals);
            }
        }
        return totals;
    }

    /**
     * By customer, after the first {@code count} batches and 0, 1, 2 … lines of the next, of which there may be none;
     * not after all of its lines.
     */
    List<TreeMap<String, Totals>> totalsWithin(int count) {
        TreeMap<String, Totals> whole = totalsAfter(count);
        List<TreeMap<String, Totals>> within = new ArrayList<>(List.of(whole));
        TreeMap<Integer, Sale> begun = new TreeMap<>();
        List<Step> steps = count == batches.size() ? List.of() : batches.get(count).steps;
        for (Step step : steps.subList(0, Math.max(0, steps.size() - 1))) {
            if (step.sale != null) {
                begun.put(step.place, step.sale);
            }
            TreeMap<String, Totals> totals = new TreeMap<>(whole);
            begun.values().forEach(sale -> add(sale, totals));
            within.add(totals);
        }
        return within;
    }

    private static void add(Sale sale, TreeMap<String, Totals> totals) {
        totals.merge(sale.customer, Totals.NONE.plus(sale), (before, one) -> before.plus(sale));
    }

    private Batch batch(int count, boolean withOddLines) {
        List<String> lines = new ArrayList<>();
        List<Sale> sales = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        List<Integer> refused = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sales.add(sale(lines, steps, sales.size()));
        }
        if (withOddLines) {
            refused.add(lines.size());
            lines.add("{\"type\":\"order_placed\",\"id\":\"nobody's\",\"time\":" + NOW.toEpochMilli() + "}");
            refused.add(lines.size());
            long tomorrow = NOW.toEpochMilli() + 24 * HOUR_MILLIS;
            lines.add("{\"type\":\"order_placed\",\"id\":\"ahead\",\"customer\":\"c-0\",\"time\":" + tomorrow
                    + ",\"total\":\"5\"}");
            steps.add(new Step(0, null));
            steps.add(new Step(0, null));
            sales.add(sale(lines, steps, sales.size()));
        }
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        return new Batch(bytes, sales, steps, refused);
    }

    private Sale sale(List<String> lines, List<Step> steps, int place) {
        String order = "o-" + orders++;
        String customer = "c-" + random.nextInt(customers);
        int cents = 100 + random.nextInt(50_000);
        int refundedCents = random.nextInt(8) == 0 ? 1 + random.nextInt(cents) : 0;
        boolean cancelled = random.nextInt(10) == 0;
        long hours = 24L * LATEST_ORDER_DAYS_AGO + random.nextInt(24 * EARLIEST_ORDER_DAYS_AGO);
        long millis = NOW.toEpochMilli() - hours * HOUR_MILLIS - random.nextInt(1000);
        lines.add("{\"type\":\"order_placed\",\"id\":\"" + order + "\",\"customer\":\"" + customer + "\",\"time\":"
                + millis + ",\"status\":\"paid\",\"total\":\"" + BigDecimal.valueOf(cents, 2) + "\"}");
        steps.add(new Step(place, new Sale(customer, cents, 0, false)));
        if (refundedCents > 0) {
            lines.add("{\"type\":\"order_refunded\",\"id\":\"r-" + order + "\",\"order\":\"" + order
                    + "\",\"customer\":\"" + customer + "\",\"time\":" + (millis + HOUR_MILLIS) + ",\"amount\":\""
                    + BigDecimal.valueOf(refundedCents, 2) + "\"}");
            steps.add(new Step(place, new Sale(customer, cents, refundedCents, false)));
        }
        if (cancelled) {
            lines.add("{\"type\":\"order_status\",\"order\":\"" + order + "\",\"customer\":\"" + customer
                    + "\",\"status\":\"cancelled\",\"time\":" + (millis + 2 * HOUR_MILLIS) + "}");
            steps.add(new Step(place, new Sale(customer, cents, refundedCents, true)));
        }
        return new Sale(customer, cents, refundedCents, cancelled);
    }
}
