package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.change.ChangeListener;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandWriter;
import io.muster.index.record.Commands;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import io.muster.index.snapshot.EngineSnapshot;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Workspaces and customers with long histories go at once for all to see, and in steps from what is kept of them. */
final class GoneInStepsTest {
    private static final int CUSTOMERS = 3_000;
    private static final int EVENTS = 4_000;
    private static final int VISITS = 256;
    private static final Pace PACE = new Pace(VISITS, 1_024, 100);

    private final Shop shop = new Shop("UTC", "2024-03-30T10:00:00Z", ChangeListener.NONE, PACE);
    private final List<byte[]> commands = new ArrayList<>();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void shouldLeaveNothingOfAWorkspaceInTheStoresThatWorkspacesShare() throws SnapshotException {
        fill();
        shop.settle();
        assertEquals(CUSTOMERS, head().keys());
        shop.command(Commands.deleteWorkspace(shop.id));
        assertNull(shop.view());
        assertNull(shop.engine.beginSnapshot(), "a snapshot of what is half gone");
        int steps = shop.settle();
        assertTrue(steps > CUSTOMERS * 6 / VISITS, "steps: found " + steps);
        assertEquals(0, head().keys());
        assertEquals(0, head().profiles());
    }

    @Test
    void shouldKeepAWorkspaceThatIsGoneUntilItsSnapshotIsWritten() throws SnapshotException {
        fill();
        shop.settle();
        SavedBlocks expected = SavedBlocks.of(shop.engine.beginSnapshot());
        SavedBlocks found = new SavedBlocks();
        try (EngineSnapshot snapshot = shop.engine.beginSnapshot()) {
            shop.command(Commands.deleteWorkspace(shop.id));
            do {
                shop.command(Commands.step());
            } while (snapshot.step(found));
        }
        assertEquals(-1, expected.mismatch(found));
        shop.settle();
        assertEquals(0, head().keys());
        assertEquals(0, head().profiles());
    }

    @Test
    void shouldBeTheSameForAnEngineThatWasStoppedInBetween() throws SnapshotException {
        fill();
        shop.settle();
        SavedBlocks before = SavedBlocks.of(shop.engine.beginSnapshot());
        commands.clear();
        int other = apply(Commands.createWorkspace("other", "UTC", "USD")).id();
        apply(event("kept", "heavy", "2"));
        deleteCustomer("heavy");
        assertTrue(shop.engine.hasWork());
        apply(order("h-" + (EVENTS - 1), "c-1", 7));
        apply(Commands.step());
        apply(refund("h-1", "r-h-3", 2));
        apply(order("h-2", "heavy", 5));
        apply(event("e-h-4", "c-2", "1"));
        try (Engine restored = restore(before)) {
            while (shop.engine.hasWork()) {
                apply(Commands.step());
            }
            apply(Commands.deleteWorkspace(other));
            catchUp(restored);
            assertEquals(shop.engine.sequence(), restored.sequence());
            assertEquals(shop.engine.hasWork(), restored.hasWork());
            shop.settle();
            settle(restored);
            assertEquals(
                    -1, SavedBlocks.of(shop.engine.beginSnapshot()).mismatch(SavedBlocks.of(restored.beginSnapshot())));
        }
    }

    @Test
    void shouldForgetWhatLedToACustomerWhoIsGoneBeforeItIsOverwritten() {
        shop.segment("bought", "orders_placed MATCHES (count >= 1)");
        for (int i = 0; i < EVENTS; i++) {
            apply(order("h-" + i, "heavy", 10));
            apply(refund("h-" + i, "r-" + i, 4));
        }
        shop.settle();
        deleteCustomer("heavy");
        assertTrue(shop.engine.hasWork());
        apply(order("h-7", "ana", 10));
        apply(refund("o-new", "r-9", 1));
        apply(order("o-new", "ana", 10));
        assertEquals("[ana]", shop.members("bought").toString());
        assertEquals(
                "19",
                shop.engine
                        .customer(shop.id, "ana")
                        .fields()
                        .get("amount_spent")
                        .toString());
        shop.settle();
        assertEquals(
                "19",
                shop.engine
                        .customer(shop.id, "ana")
                        .fields()
                        .get("amount_spent")
                        .toString());
        assertFalse(shop.engine.hasWork());
    }

    private void fill() {
        for (int i = 0; i < CUSTOMERS; i++) {
            String customer = "c-" + i;
            apply(bytes(
                    CommandKind.CUSTOMER,
                    writer -> writer.text(Tag.CUSTOMER, customer)
                            .text(Tag.EMAIL, customer + "@example.com")
                            .text(Tag.FIRST_NAME, "Ana")));
            apply(order("o-" + i, customer, i));
            apply(refund("o-" + i, "r-" + i, 1));
            apply(refund("unknown-" + i, "ur-" + i, 1));
            apply(event("e-" + i, customer, "3"));
        }
        for (int i = 0; i < EVENTS; i++) {
            apply(i % 2 == 0 ? order("h-" + i, "heavy", i) : event("e-h-" + i, "heavy", "1"));
        }
    }

    private void deleteCustomer(String customer) {
        apply(bytes(CommandKind.CUSTOMER_DELETED, writer -> writer.text(Tag.CUSTOMER, customer)));
    }

    private byte[] order(String id, String customer, int total) {
        return bytes(
                CommandKind.ORDER_PLACED,
                writer -> writer.text(Tag.ID, id)
                        .text(Tag.CUSTOMER, customer)
                        .instant(Tag.TIME, shop.engine.nowMillis())
                        .decimal(Tag.TOTAL, total * Decimals.ONE));
    }

    private byte[] refund(String order, String id, int amount) {
        return bytes(
                CommandKind.ORDER_REFUNDED,
                writer -> writer.text(Tag.ORDER, order)
                        .text(Tag.ID, id)
                        .instant(Tag.TIME, shop.engine.nowMillis())
                        .decimal(Tag.AMOUNT, amount * Decimals.ONE));
    }

    private byte[] event(String id, String customer, String score) {
        return bytes(
                CommandKind.EVENT,
                writer -> writer.text(Tag.ID, id)
                        .text(Tag.CUSTOMER, customer)
                        .text(Tag.NAME, "ping")
                        .instant(Tag.TIME, shop.engine.nowMillis())
                        .name(Tag.PROPERTY, "score")
                        .text(Tag.PROPERTY, score));
    }

    private byte[] bytes(int kind, UnaryOperator<CommandWriter> fields) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        CommandWriter writer = fields.apply(new CommandWriter(buffer).begin(0, kind, shop.id));
        byte[] command = new byte[writer.length()];
        buffer.getBytes(0, command);
        return command;
    }

    private Outcome apply(byte[] command) {
        commands.add(command);
        Outcome outcome = shop.command(command);
        assertTrue(outcome.accepted(), outcome.reason());
        return outcome;
    }

    private static Engine restore(SavedBlocks saved) throws SnapshotException {
        return Engine.restore(new EngineOptions(0, 10_000, ChangeListener.NONE, PACE), saved.source());
    }

    private void catchUp(Engine engine) {
        Outcome outcome = new Outcome();
        commands.forEach(command -> engine.apply(new UnsafeBuffer(command), 0, command.length, outcome));
    }

    private static void settle(Engine engine) {
        byte[] step = Commands.step();
        while (engine.hasWork()) {
            engine.apply(new UnsafeBuffer(step), 0, step.length, new Outcome());
        }
    }

    private EngineHead head() throws SnapshotException {
        return EngineHead.read(
                new StateReader(SavedBlocks.of(shop.engine.beginSnapshot()).source()));
    }
}
