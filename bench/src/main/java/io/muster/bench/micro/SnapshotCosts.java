package io.muster.bench.micro;

import io.muster.index.Engine;
import io.muster.index.EngineOptions;
import io.muster.index.Outcome;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandWriter;
import io.muster.index.record.Commands;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import io.muster.index.snapshot.BlockTarget;
import io.muster.index.snapshot.EngineSnapshot;
import io.muster.index.snapshot.SnapshotException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a snapshot costs: bytes and time of saving and restoring, the longest step, and records while one is under way
 * against records by themselves. Customers with a profile and an order of one line each; arguments: how many customers
 * and how many segments. The blocks are kept in memory.
 */
public final class SnapshotCosts {
    private static final long START_MILLIS = 1_780_000_000_000L;
    private static final long MONTH_MILLIS = 30L * 24 * 3_600_000;
    private static final int RECORDS_A_STEP = 10;
    private static final int RECORDS_BEFORE = 100_000;
    private static final List<String> RULES = List.of(
            "amount_spent > %d",
            "last_order_date >= now - %dh",
            "last_order_date >= -%dd AND amount_spent > 30",
            "customer_tags CONTAINS 'tag-%d'",
            "orders_placed MATCHES (date >= now - %dh, sum_amount > 15)");

    private final Random random = new Random(7);
    private final Outcome outcome = new Outcome();
    private final ExpandableArrayBuffer command = new ExpandableArrayBuffer();
    private final CommandWriter writer = new CommandWriter(command);
    private final int customers;
    private final Engine engine;
    private int workspaceId;
    private int orders;

    private SnapshotCosts(int customers, int segments) {
        this.customers = customers;
        engine = new Engine(new EngineOptions(0, customers, 3L * customers));
        apply(Commands.advance(START_MILLIS));
        apply(Commands.createWorkspace("shop", "Europe/Skopje", "EUR"));
        workspaceId = outcome.id();
        for (int i = 0; i < customers; i++) {
            customer(i);
            order(i, START_MILLIS - random.nextLong(4 * MONTH_MILLIS));
        }
        for (int i = 0; i < segments; i++) {
            String rule = String.format(Locale.ROOT, RULES.get(i % RULES.size()), 1 + i / RULES.size());
            apply(Commands.createSegment(workspaceId, "s" + i, rule));
            settle();
        }
    }

    public static void main(String[] arguments) throws SnapshotException {
        long begun = System.nanoTime();
        SnapshotCosts costs = new SnapshotCosts(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        say("filled in", begun);
        costs.measure();
    }

    private void measure() throws SnapshotException {
        records("records by themselves, to warm up", RECORDS_BEFORE, null, null);
        records("records by themselves", RECORDS_BEFORE, null, null);
        KeptBlocks alone = save();
        restore(alone);
        alone = null;
        KeptBlocks meanwhile = new KeptBlocks();
        try (EngineSnapshot snapshot = engine.beginSnapshot()) {
            records("records with a snapshot under way", Integer.MAX_VALUE, snapshot, meanwhile);
        }
        records("records by themselves, again", RECORDS_BEFORE, null, null);
        restore(meanwhile);
    }

    private KeptBlocks save() {
        KeptBlocks blocks = new KeptBlocks();
        Histogram steps = new Histogram(3);
        long begun = System.nanoTime();
        try (EngineSnapshot snapshot = engine.beginSnapshot()) {
            steps.recordValue(System.nanoTime() - begun);
            boolean more = true;
            while (more) {
                long before = System.nanoTime();
                more = snapshot.step(blocks);
                steps.recordValue(System.nanoTime() - before);
            }
        }
        say("saved " + blocks.bytes() / 1_000_000 + " MB in", begun);
        say("  steps", steps);
        return blocks;
    }

    private void restore(KeptBlocks blocks) throws SnapshotException {
        long begun = System.nanoTime();
        try (Engine restored = Engine.restore(new EngineOptions(0, 1, 1), blocks.source())) {
            say("restored " + restored.workspace(workspaceId).customers() + " customers in", begun);
            long moving = System.nanoTime();
            say("  moved " + restored.moveRestored().finish() + " profiles and keys to their maps in", moving);
        }
    }

    /** A step of the snapshot, if there is one, after some records; until it or the records are done. */
    private void records(String what, int most, EngineSnapshot snapshot, BlockTarget target) {
        Histogram records = new Histogram(3);
        Histogram steps = new Histogram(3);
        long begun = System.nanoTime();
        long recordNanos = 0;
        boolean more = true;
        for (int i = 0; i < most && more; i++) {
            long before = System.nanoTime();
            order(random.nextInt(customers), START_MILLIS - random.nextInt(1_000_000));
            long after = System.nanoTime();
            records.recordValue(after - before);
            recordNanos += after - before;
            if (snapshot != null && i % RECORDS_A_STEP == 0) {
                more = snapshot.step(target);
                steps.recordValue(System.nanoTime() - after);
            }
        }
        say(what + ": " + records.getTotalCount() * 1_000_000_000L / recordNanos + " a second, in all", begun);
        say("  records", records);
        if (snapshot != null) {
            say("  steps", steps);
        }
    }

    private void customer(int customer) {
        writer.begin(0, CommandKind.CUSTOMER, workspaceId)
                .text(Tag.CUSTOMER, "c-" + customer)
                .instant(Tag.REGISTERED_AT, START_MILLIS - random.nextLong(12 * MONTH_MILLIS))
                .text(Tag.EMAIL, "customer." + customer + "@example.com")
                .text(Tag.FIRST_NAME, "Ana")
                .texts(Tag.TAGS, List.of("tag-" + random.nextInt(200), "tag-" + random.nextInt(200)))
                .texts(Tag.COUNTRIES, List.of("MK"));
        engine.apply(command, 0, writer.length(), outcome);
    }

    private void order(int customer, long timeMillis) {
        writer.begin(0, CommandKind.ORDER_PLACED, workspaceId)
                .text(Tag.CUSTOMER, "c-" + customer)
                .instant(Tag.TIME, timeMillis)
                .decimal(Tag.TOTAL, (1 + random.nextInt(100)) * Decimals.ONE)
                .text(Tag.ID, "o-" + orders++);
        engine.apply(command, 0, writer.length(), outcome);
    }

    private void apply(byte[] bytes) {
        engine.apply(new UnsafeBuffer(bytes), 0, bytes.length, outcome);
        if (!outcome.accepted()) {
            throw new IllegalStateException(outcome.reason());
        }
    }

    private void settle() {
        while (engine.hasWork()) {
            apply(Commands.step());
        }
    }

    private static void say(String what, long sinceNanos) {
        System.out.printf(Locale.ROOT, "%s %.2f s%n", what, (System.nanoTime() - sinceNanos) / 1e9);
    }

    private static void say(String what, Histogram nanos) {
        System.out.printf(
                Locale.ROOT,
                "%s: %d, median %.1f us, 99 %% %.1f us, 99.9 %% %.1f us, longest %.1f us%n",
                what,
                nanos.getTotalCount(),
                nanos.getValueAtPercentile(50) / 1e3,
                nanos.getValueAtPercentile(99) / 1e3,
                nanos.getValueAtPercentile(99.9) / 1e3,
                nanos.getMaxValue() / 1e3);
    }
}
