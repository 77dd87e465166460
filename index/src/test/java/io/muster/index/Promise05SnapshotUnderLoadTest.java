package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandWriter;
import io.muster.index.record.Commands;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import io.muster.index.snapshot.EngineSnapshot;
import io.muster.index.snapshot.SnapshotException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * Promise 5, with more customers than a page holds: what is saved while records come is the state as of the beginning,
 * and with those records it becomes the state that the saved engine has, byte for byte.
 */
final class Promise05SnapshotUnderLoadTest {
    private static final int CUSTOMERS = 70_000;
    private static final long START_MILLIS = 1_780_000_000_000L;
    private static final long DAY_MILLIS = 86_400_000L;
    private static final EngineOptions OPTIONS = new EngineOptions(0, CUSTOMERS);
    private static final List<String> RULES = List.of(
            "amount_spent > 40",
            "last_order_date >= now - 20d",
            "first_order_date >= -25d AND NOT customer_tags CONTAINS 'tag-3'",
            "customer_tags CONTAINS ANY ('tag-1', 'tag-2') OR accepts_marketing = true",
            "orders_placed MATCHES (date >= now - 10d, sum_amount > 15)",
            "email.opened MATCHES (date >= -3d)",
            "average_order_amount > 12.5",
            "customer_email_domain ENDS WITH '7.org' AND gender IS NOT NULL",
            "abandoned_checkout_date >= now - 5d",
            "anniversary(birthday) BETWEEN today AND +3d");

    private final long seed = Long.getLong("muster.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final CommandWriter writer = new CommandWriter(buffer);
    private final Outcome outcome = new Outcome();
    private final Engine engine = new Engine(OPTIONS);
    private final List<byte[]> since = new ArrayList<>();
    private int workspaceId;
    private int serial;

    @Test
    void shouldSaveTheStateAsOfTheBeginningWhileRecordsCome() throws SnapshotException {
        System.out.println("seed: " + seed);
        fill();
        SavedBlocks saved = new SavedBlocks();
        since.clear();
        long sequence = engine.sequence();
        try (EngineSnapshot snapshot = engine.beginSnapshot()) {
            assertEquals(sequence, snapshot.sequence());
            do {
                for (int i = 0; i < 200; i++) {
                    change();
                }
            } while (snapshot.step(saved));
        }
        settle();
        assertTrue(since.size() > 2_000, "records came meanwhile: " + since.size());
        try (Engine restored = Engine.restore(OPTIONS, saved.source())) {
            assertEquals(sequence, restored.sequence());
            SlowAnswer<Long> moving = restored.moveRestored();
            for (byte[] command : since) {
                restored.apply(new UnsafeBuffer(command), 0, command.length, outcome);
                moving.step();
            }
            assertEquals(engine.status(), restored.status());
            assertEquals(engine.nextDueMillis(), restored.nextDueMillis());
            SavedBlocks expected = SavedBlocks.of(engine.beginSnapshot());
            assertEquals(-1, expected.mismatch(SavedBlocks.of(restored.beginSnapshot())));
        } finally {
            engine.close();
        }
    }

    private void fill() {
        apply(Commands.advance(START_MILLIS));
        apply(Commands.createWorkspace("shop", "Europe/Skopje", "EUR"));
        workspaceId = outcome.id();
        for (int i = 0; i < CUSTOMERS; i++) {
            customer(i);
            order(i);
        }
        for (String rule : RULES) {
            apply(Commands.createSegment(workspaceId, "s" + serial++, rule));
            assertTrue(outcome.accepted(), outcome::reason);
            settle();
        }
        settle();
    }

    private void change() {
        int customer = random.nextInt(CUSTOMERS + 100);
        switch (random.nextInt(12)) {
            case 0 -> customer(customer);
            case 1 -> apply(begin(CommandKind.CUSTOMER_DELETED, customer));
            case 2 ->
                apply(begin(CommandKind.EVENT, customer)
                        .text(Tag.NAME, "email.opened")
                        .text(Tag.ID, "e-" + random.nextInt(100_000))
                        .instant(Tag.TIME, past()));
            case 3 ->
                apply(begin(CommandKind.CHECKOUT_STARTED, customer)
                        .text(Tag.ID, "k-" + random.nextInt(100_000))
                        .instant(Tag.TIME, past())
                        .decimal(Tag.TOTAL, Decimals.ONE));
            case 4 ->
                apply(begin(CommandKind.ORDER_REFUNDED, customer)
                        .text(Tag.ORDER, "o-" + random.nextInt(serial))
                        .text(Tag.ID, "r-" + random.nextInt(10_000))
                        .instant(Tag.TIME, past())
                        .decimal(Tag.AMOUNT, Decimals.ONE));
            case 5 -> {
                if (random.nextInt(200) == 0) {
                    apply(Commands.advance(engine.toldMillis() + random.nextLong(2 * DAY_MILLIS)));
                }
            }
            default -> order(customer);
        }
    }

    private void customer(int customer) {
        apply(begin(CommandKind.CUSTOMER, customer)
                .text(Tag.EMAIL, "c" + random.nextInt(CUSTOMERS) + "@shop" + random.nextInt(50) + ".org")
                .text(Tag.GENDER, random.nextBoolean() ? "female" : "male")
                .day(Tag.BIRTHDAY, random.nextInt(15_000))
                .bool(Tag.ACCEPTS_MARKETING, random.nextBoolean())
                .texts(Tag.TAGS, List.of("tag-" + random.nextInt(9), "tag-" + random.nextInt(9))));
    }

    private void order(int customer) {
        apply(begin(CommandKind.ORDER_PLACED, customer)
                .text(Tag.ID, "o-" + (random.nextInt(10) == 0 ? random.nextInt(serial + 1) : serial++))
                .instant(Tag.TIME, past())
                .decimal(Tag.TOTAL, random.nextInt(1, 100) * Decimals.ONE));
    }

    private CommandWriter begin(int kind, int customer) {
        return writer.begin(0, kind, workspaceId).text(Tag.CUSTOMER, "c-" + customer);
    }

    private long past() {
        return engine.nowMillis() - random.nextLong(40 * DAY_MILLIS);
    }

    private void settle() {
        while (engine.hasWork()) {
            apply(Commands.step());
        }
    }

    private void apply(CommandWriter written) {
        byte[] command = new byte[written.length()];
        buffer.getBytes(0, command);
        apply(command);
    }

    private void apply(byte[] command) {
        since.add(command);
        engine.apply(new UnsafeBuffer(command), 0, command.length, outcome);
    }
}
