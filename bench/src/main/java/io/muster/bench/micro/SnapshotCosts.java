package io.muster.bench.micro;

import io.muster.bench.engine.ThreadTime;
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
 * against records by themselves, in time of the thread on a processor. Customers with a profile and an order each, who
 * come when the segments are there; arguments: how many customers and how many segments. The blocks are kept in memory.
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
            "customer_tags CONTAINS 'tag-%d' AND number_of_orders >= 1",
            "customer_added_date >= now - %dh AND amount_spent > 50",
            "amount_spent BETWEEN %d AND %<d.5",
            "customer_tags CONTAINS 'tag-%d' OR amount_spent > 95");

    /** One in a hundred: who waits for a window over events takes eight bytes in each of them. */
    private static final String FUNCTION = "orders_placed MATCHES (date >= now - %dh, sum_amount > 15)";

    private static final int FUNCTIONS_EVERY = 100;

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
        engine = new Engine(new EngineOptions(0, customers));
        apply(Commands.advance(START_MILLIS));
        apply(Commands.createWorkspace("shop", "Europe/Skopje", "EUR"));
        workspaceId = outcome.id();
        for (int i = 0; i < segments; i++) {
            String text = i % FUNCTIONS_EVERY == FUNCTIONS_EVERY - 1 ? FUNCTION : RULES.get(i % RULES.size());
            String rule = String.format(Locale.ROOT, text, 1 + i / RULES.size());
            apply(Commands.createSegment(workspaceId, "s" + i, rule));
            settle();
        }
        long begun = ThreadTime.ns();
        for (int i = 0; i < customers; i++) {
            customer(i);
            order(i, START_MILLIS - random.nextLong(4 * MONTH_MILLIS));
        }
        say("customers with an order each loaded in", begun);
    }

    public static void main(String[] arguments) throws SnapshotException {
        new SnapshotCosts(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1])).measure();
    }

    private void measure() throws SnapshotException {
        records("records by themselves, to warm up", RECORDS_BEFORE, null, null);
        records("records by themselves", RECORDS_BEFORE, null, null);
        System.out.println("the first time:");
        save();
        System.out.println("again:");
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
        long begun = ThreadTime.ns();
        try (EngineSnapshot snapshot = engine.beginSnapshot()) {
            steps.recordValue(ThreadTime.ns() - begun);
            boolean more = true;
            while (more) {
                long before = ThreadTime.ns();
                more = snapshot.step(blocks);
                steps.recordValue(ThreadTime.ns() - before);
            }
        }
        say("saved " + blocks.bytes() / 1_000_000 + " MB in", begun);
        say("  steps", steps);
        return blocks;
    }

    private void restore(KeptBlocks blocks) throws SnapshotException {
        long begun = ThreadTime.ns();
        try (Engine restored = Engine.restore(new EngineOptions(0, 1), blocks.source())) {
            say("restored " + restored.workspace(workspaceId).customers() + " customers in", begun);
            long moving = ThreadTime.ns();
            say("  moved " + restored.moveRestored().finish() + " profiles and keys to their maps in", moving);
        }
    }

    /** A step of the snapshot, if there is one, after some records; until it or the records are done. */
    private void records(String what, int most, EngineSnapshot snapshot, BlockTarget target) {
        Histogram records = new Histogram(3);
        Histogram steps = new Histogram(3);
        long begun = ThreadTime.ns();
        long recordNanos = 0;
        boolean more = true;
        for (int i = 0; i < most && more; i++) {
            long before = ThreadTime.ns();
            order(random.nextInt(customers), START_MILLIS - random.nextInt(1_000_000));
            long after = ThreadTime.ns();
            records.recordValue(after - before);
            recordNanos += after - before;
            if (snapshot != null && i % RECORDS_A_STEP == 0) {
                more = snapshot.step(target);
                steps.recordValue(ThreadTime.ns() - after);
            }
        }
        say(
                what + ": " + records.getTotalCount() * 1_000_000_000L / recordNanos
                        + " a second of a processor, in all",
                begun);
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
        System.out.printf(Locale.ROOT, "%s %.2f s%n", what, (ThreadTime.ns() - sinceNanos) / 1e9);
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
