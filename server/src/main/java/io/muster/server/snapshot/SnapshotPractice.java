package io.muster.server.snapshot;

import io.muster.index.Engine;
import io.muster.index.EngineOptions;
import io.muster.index.Outcome;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandWriter;
import io.muster.index.record.Commands;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import io.muster.index.snapshot.EngineSnapshot;
import io.muster.server.thread.Niceness;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Snapshots of a small engine that nobody uses, taken before the first that counts: what they need is loaded, linked
 * and compiled by then, and not when the engine's thread begins a walk with others waiting. Where it is done before
 * records come, the code for these is compiled for both cases at once, with a walk open and without; otherwise the
 * first records beside a snapshot would find it compiled for one, and be interpreted for a while.
 */
public final class SnapshotPractice {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotPractice.class);
    private static final AtomicBoolean DONE = new AtomicBoolean();
    private static final int ROUNDS = 20;
    private static final int CUSTOMERS = 200;
    private static final int SEGMENTS = 60;
    private static final long NOW_MILLIS = Duration.ofDays(20_000).toMillis();
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final List<String> RULES = List.of(
            "amount_spent > %d",
            "customer_tags CONTAINS 'tag-%d' AND number_of_orders >= 1",
            "last_order_date >= now - %dh",
            "customer_added_date >= -%dd",
            "customer_countries CONTAINS 'C%d'",
            "orders_placed MATCHES (date >= now - %dd, sum_amount > 1)");

    private final Outcome outcome = new Outcome();
    private final ExpandableArrayBuffer command = new ExpandableArrayBuffer();
    private final CommandWriter writer = new CommandWriter(command);
    private final Engine engine;
    private final int workspace;
    private int orders;
    private long bytes;

    private SnapshotPractice(Engine engine) {
        this.engine = engine;
        apply(Commands.advance(NOW_MILLIS));
        apply(Commands.createWorkspace("practice", "UTC", "EUR"));
        workspace = outcome.id();
    }

    /** Does it on a thread of its own, which gives way to others, if it has not been done in this process. */
    public static void inBackground() {
        Thread.ofPlatform().daemon().name("muster-practice").start(() -> {
            Niceness.set(Niceness.PREPARING);
            try {
                once();
            } catch (RuntimeException e) {
                // Nothing depends on it, and a process that ends closes its maps meanwhile.
                LOG.debug("practice ended early", e);
            }
        });
    }

    /** Does it on the calling thread, if it has not been done in this process. */
    static void once() {
        if (DONE.compareAndSet(false, true)) {
            run();
        }
    }

    /** Does it; returns how many bytes were saved. */
    static long run() {
        try (Engine engine = new Engine(new EngineOptions(0, CUSTOMERS))) {
            SnapshotPractice practice = new SnapshotPractice(engine);
            practice.practise();
            return practice.bytes;
        }
    }

    private void practise() {
        for (int i = 0; i < SEGMENTS; i++) {
            String rule = String.format(Locale.ROOT, RULES.get(i % RULES.size()), 1 + i);
            apply(Commands.createSegment(workspace, "segment " + i, rule));
            while (engine.hasWork()) {
                apply(Commands.step());
            }
        }
        for (int i = 0; i < CUSTOMERS; i++) {
            customer(i);
            order(i);
        }
        for (int round = 0; round < ROUNDS; round++) {
            save(round);
        }
    }

    private void save(int round) {
        try (EngineSnapshot snapshot = engine.beginSnapshot()) {
            order(round);
            customer(round);
            while (snapshot.step((kind, buffer, offset, length) -> bytes += length)) {
                order(round + 1);
            }
        }
    }

    private void customer(int customer) {
        writer.begin(0, CommandKind.CUSTOMER, workspace)
                .text(Tag.CUSTOMER, "customer-" + customer)
                .instant(Tag.REGISTERED_AT, NOW_MILLIS - customer * HOUR_MILLIS)
                .text(Tag.EMAIL, "customer." + customer + "@example.com")
                .texts(Tag.TAGS, List.of("tag-" + customer % SEGMENTS, "tag-" + orders % SEGMENTS))
                .texts(Tag.COUNTRIES, List.of("C" + orders % SEGMENTS));
        applied(command, writer.length());
    }

    private void order(int customer) {
        writer.begin(0, CommandKind.ORDER_PLACED, workspace)
                .text(Tag.CUSTOMER, "customer-" + customer)
                .instant(Tag.TIME, NOW_MILLIS - customer * HOUR_MILLIS)
                .decimal(Tag.TOTAL, (1 + customer) * Decimals.ONE)
                .text(Tag.ID, "order-" + orders++);
        applied(command, writer.length());
    }

    private void apply(byte[] bytes) {
        applied(new UnsafeBuffer(bytes), bytes.length);
    }

    private void applied(DirectBuffer buffer, int length) {
        engine.apply(buffer, 0, length, outcome);
        if (!outcome.accepted()) {
            throw new IllegalStateException(outcome.reason());
        }
    }
}
