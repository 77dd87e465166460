package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandWriter;
import io.muster.index.record.Commands;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AbandonmentDelayTest {
    private static final long START = Instant.parse("2026-06-01T10:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;

    private final Engine engine = new Engine(new EngineOptions(START, 100));
    private final Outcome outcome = new Outcome();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void shouldCountACheckoutAfterTheWorkspacesOwnDelay() {
        for (long delay : new long[] {MINUTE, 90 * MINUTE, 30 * DAY}) {
            assertAbandonedAfter(delay, delay);
        }
    }

    @Test
    void shouldWaitAnHourWhereNothingIsSaid() {
        assertAbandonedAfter(60 * MINUTE, 0);
    }

    @Test
    void shouldRefuseADelayOutOfBounds() {
        for (long delay : new long[] {1, MINUTE - 1, 30 * DAY + 1, -MINUTE}) {
            apply(Commands.createWorkspace("w" + delay, "UTC", "EUR", delay));
            assertEquals(Outcome.Kind.BAD_FIELD, outcome.kind());
            assertEquals("abandoned_after", outcome.field());
            assertEquals("found " + delay + " ms, expected 60000 (a minute) to 2592000000 (30 days)", outcome.reason());
        }
    }

    private void assertAbandonedAfter(long expected, long given) {
        int workspace = apply(Commands.createWorkspace("shop " + given, "UTC", "EUR", given))
                .id();
        int field = apply(Commands.createSegment(workspace, "field", "abandoned_checkout_date IS NOT NULL"))
                .id();
        int function = apply(Commands.createSegment(workspace, "function", "checkouts_abandoned MATCHES ()"))
                .id();
        long start = engine.nowMillis();
        record(
                workspace,
                writer -> writer.text(Tag.ID, "k-1")
                        .text(Tag.CUSTOMER, "ana")
                        .instant(Tag.TIME, start)
                        .decimal(Tag.TOTAL, Decimals.ONE));
        apply(Commands.advance(start + expected - 1));
        assertTrue(engine.members(workspace, field).isEmpty());
        assertTrue(engine.members(workspace, function).isEmpty());
        apply(Commands.advance(start + expected));
        assertEquals(1, engine.members(workspace, field).getCardinality());
        assertEquals(1, engine.members(workspace, function).getCardinality());
    }

    private Outcome apply(byte[] command) {
        engine.apply(new UnsafeBuffer(command), 0, command.length, outcome);
        return outcome;
    }

    private void record(int workspace, UnaryOperator<CommandWriter> fields) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        CommandWriter writer =
                fields.apply(new CommandWriter(buffer).begin(0, CommandKind.CHECKOUT_STARTED, workspace));
        engine.apply(buffer, 0, writer.length(), outcome);
    }
}
