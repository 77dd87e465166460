package io.muster.bench;

import io.muster.protocol.client.Durability;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.SegmentInfo;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.tools.load.LineBatch;
import io.muster.tools.load.RecordLoad;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What is done to the server in each of the worst cases. One thread. */
final class WorstCaseScript {
    /** A minute before a local midnight of the workspace. */
    static final Instant START = Instant.parse("2026-06-14T21:59:00Z");

    static final String ZONE = "Europe/Skopje";

    /** Days before, at the same time of day. */
    static final Instant REHEARSAL_START = START.minus(Duration.ofDays(2));

    private static final String REHEARSAL = "rehearsal";
    private static final String OTHER = "other";
    private static final int REHEARSED_CUSTOMERS = 200_000;
    private static final int REHEARSED_EVENTS = 10_000;
    private static final int REHEARSED_ORDERS = 2_000;
    private static final String BY_DAY = "Ordered two days ago";
    private static final long POLL_NS = 500_000L;
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Instant start;
    private final MusterClient client;
    private final WorkspaceClient workspace;
    private final WorstCaseRecords records;

    /**
     * Nothing is done yet.
     *
     * @param start the clock's now, a minute before a local midnight
     */
    WorstCaseScript(Instant start, MusterClient client, WorkspaceClient workspace, WorstCaseRecords records) {
        this.start = start;
        this.client = client;
        this.workspace = workspace;
        this.records = records;
    }

    /** Segments and customers, and the one with very many events. */
    void prepare(int customers, int heavyEvents) {
        workspace.createSegment(BY_DAY, "last_order_date = -2d");
        workspace.createSegment("Ordered within thirty days", "last_order_date >= -30d");
        load(workspace, target -> records.customers(customers, target));
        load(workspace, target -> records.heavyEvents(heavyEvents, target));
    }

    /** Everything once and unmeasured, in a small workspace of its own, so that what is measured is compiled code. */
    static void rehearse(Instant start, MusterClient client, int customers, int events, int products, long seed) {
        client.createWorkspace(REHEARSAL, ZONE, "EUR");
        WorkspaceClient small = client.workspace(REHEARSAL);
        WorstCaseScript script =
                new WorstCaseScript(start, client, small, new WorstCaseRecords(start, products, seed, "r-"));
        script.prepare(Math.min(customers, REHEARSED_CUSTOMERS), Math.min(events, REHEARSED_EVENTS));
        script.midnight();
        script.edit();
        script.listProducts();
        script.orderListedProducts(Math.min(customers, REHEARSED_ORDERS));
        script.orderOfHeavy();
        script.correctOrderOfHeavy();
        script.askAboutHeavy();
        script.defineWindows();
        script.explainHeavy();
        script.passHalfADay();
        script.tryOrderOfHeavy();
        script.deleteHeavy();
        client.deleteWorkspace(small.info().id());
        client.setClock(START.toEpochMilli());
    }

    /** How many customers are in the segment that midnight empties. */
    long movedByDay() {
        return workspace.cardinality(workspace.segment(BY_DAY).id());
    }

    /** The local midnight at which a third of the customers leave a segment. */
    void midnight() {
        passUntil(start.plusSeconds(60).toEpochMilli() + 1);
    }

    /** Another rule for a segment, one that nearly every customer is in and was not before. */
    void edit() {
        SegmentInfo segment = workspace.segment("Frequent buyers");
        String rule = "number_of_orders >= 1 AND amount_spent > 0 AND last_order_date >= now - 55d";
        workspace.updateSegment(segment.id(), null, rule);
        awaitInForce("Frequent buyers", rule);
    }

    /** A segment that names every product. */
    void listProducts() {
        define("Bought one of many", records.everyProduct());
    }

    /** Order after order, each with a product that the long list names. */
    void orderListedProducts(int count) {
        for (int order = 0; order < count; order++) {
            append(records.newOrder("buyer-" + order));
        }
    }

    /** An order of the customer with very many events. */
    void orderOfHeavy() {
        append(records.newOrder(WorstCaseRecords.HEAVY));
    }

    /** That customer's newest order is sent, in part refunded, and cancelled. */
    void correctOrderOfHeavy() {
        orderOfHeavy();
        records.corrections().forEach(this::append);
    }

    /** All that is known of that customer. */
    void askAboutHeavy() {
        workspace.customerJson(WorstCaseRecords.HEAVY);
    }

    /** Why that customer is in the segments of {@link #defineWindows}, and until when. */
    void explainHeavy() {
        for (String name : List.of("Spends", "Pings")) {
            int segment = workspace.segment(name).id();
            workspace.memberUntil(segment, WorstCaseRecords.HEAVY);
            workspace.explainJson(segment, WorstCaseRecords.HEAVY);
        }
    }

    /** What an order of that customer would do. */
    void tryOrderOfHeavy() {
        workspace.tryRecord(new String(records.newOrder(WorstCaseRecords.HEAVY), StandardCharsets.UTF_8).strip());
    }

    /** That customer goes. */
    void deleteHeavy() {
        append(WorstCaseRecords.deletion(WorstCaseRecords.HEAVY));
    }

    /** Another workspace, with customers who have an order each. */
    void prepareOther(int customers) {
        client.createWorkspace(OTHER, ZONE, "EUR");
        WorkspaceClient other = client.workspace(OTHER);
        load(other, target -> records.customers(customers, target));
    }

    /** That workspace goes. */
    void deleteOther() {
        client.deleteWorkspace(client.workspace(OTHER).info().id());
    }

    /** Functions over the last days, which that customer's events leave one after another. */
    void defineWindows() {
        define("Spends", "orders_placed MATCHES (date >= now - 30d, sum_amount >= 1000)");
        define("Pings", "event('ping') MATCHES (date >= now - 30d, count >= 100)");
    }

    /** Half a day, in which events leave those windows. */
    void passHalfADay() {
        passUntil(client.clock().nowMillis() + Duration.ofHours(12).toMillis());
    }

    /** The engine's now is behind for as long as something that was due before is left. */
    private void passUntil(long millis) {
        client.setClock(millis);
        await("the clock", () -> client.clock().nowMillis() >= millis);
    }

    private void define(String name, String rule) {
        workspace.createSegment(name, rule);
        awaitInForce(name, rule);
    }

    private void awaitInForce(String name, String rule) {
        await(
                name,
                () -> workspace.segments().segments().stream()
                        .anyMatch(segment ->
                                segment.name().equals(name) && segment.rule().equals(rule)));
    }

    private static void await(String what, BooleanSupplier inForce) {
        long giveUpNs = System.nanoTime() + PATIENCE.toNanos();
        while (!inForce.getAsBoolean()) {
            if (System.nanoTime() > giveUpNs) {
                throw new IllegalStateException(what + ": found it not there yet, expected it within " + PATIENCE);
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    private void append(byte[] record) {
        workspace.append(record, 0, record.length, Durability.DISK);
    }

    private static void load(WorkspaceClient into, Consumer<Consumer<LineBatch>> source) {
        RecordLoad load = new RecordLoad(
                (bytes, offset, length) -> into.appendAsync(bytes, offset, length, Durability.DISK), null);
        source.accept(load::send);
        load.drain();
        if (load.summary().refused() > 0) {
            throw new IllegalStateException(
                    "refused: " + load.summary().refusals().getFirst());
        }
    }
}
