package io.muster.index.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.Outcome;
import io.muster.index.Pace;
import io.muster.index.change.ChangeListener;
import io.muster.index.change.Changes;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandReader;
import io.muster.index.record.CommandWriter;
import io.muster.index.record.Tag;
import io.muster.index.store.KeyStore;
import io.muster.index.store.ProfileStore;
import io.muster.index.time.EngineTime;
import java.time.ZoneId;
import java.util.function.UnaryOperator;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bounds of {@link Capacity} at the bound and one beyond, with small ones in the place of the real. */
final class CapacityTest {
    private final EngineTime time = new EngineTime(1_000_000);
    private final ProfileStore profiles = new ProfileStore(10);
    private final KeyStore keys = new KeyStore(10);
    private final WorkspaceState state = new WorkspaceState(
            1,
            ZoneId.of("UTC"),
            "EUR",
            1_000,
            time,
            profiles,
            keys,
            new Changes(ChangeListener.NONE, time),
            Pace.USUAL.usualRows());
    private final Records records = new Records(state, Pace.USUAL.usualRows());
    private final Outcome outcome = new Outcome();

    @AfterEach
    void close() {
        profiles.close();
        keys.close();
    }

    @Test
    void shouldTakeKnownCustomersAndNoNewOnesWhenThereAreAsManyAsCanBe() {
        Capacity capacity = new Capacity(state, 2, 100, 100, 100);
        take(capacity, customer("a"));
        take(capacity, customer("b"));
        assertRefused(
                capacity,
                customer("c"),
                "customer",
                "found a workspace that has had 2 customers (or 32 GiB of them), expected fewer");
        assertRefused(
                capacity,
                event("c", "seen", "x"),
                "customer",
                "found a workspace that has had 2 customers (or 32 GiB of them), expected fewer");
        take(capacity, customer("a"));
        take(capacity, event("b", "seen", "x"));
    }

    @Test
    void shouldCountDeletedCustomersToo() {
        Capacity capacity = new Capacity(state, 1, 100, 100, 100);
        take(capacity, customer("a"));
        take(capacity, command(CommandKind.CUSTOMER_DELETED, writer -> writer.text(Tag.CUSTOMER, "a")));
        assertRefused(
                capacity,
                customer("b"),
                "customer",
                "found a workspace that has had 1 customers (or 32 GiB of them), expected fewer");
    }

    @Test
    void shouldTakeAsManyEventsAndOrdersAsCanBeAndNoMore() {
        Capacity capacity = new Capacity(state, 100, 2, 100, 100);
        String full = "found a workspace that has had 2 events, orders, checkouts or refunds, or 32 GiB of what is kept"
                + " with them, expected fewer";
        take(capacity, event("a", "seen", "x"));
        take(capacity, order("o-1", "paid"));
        assertRefused(capacity, order("o-2", "paid"), "type", full);
        assertRefused(capacity, event("a", "seen", "x"), "type", full);
        take(capacity, customer("b"));
        take(capacity, command(CommandKind.CUSTOMER_DELETED, writer -> writer.text(Tag.CUSTOMER, "a")));
    }

    @Test
    void shouldTakeNoOrderWhenThereAreAsManyTextsAsCanBe() {
        Capacity capacity = new Capacity(state, 100, 100, state.texts.size() + 1, 100);
        take(capacity, order("o-1", "paid"));
        assertRefused(
                capacity,
                order("o-2", "paid"),
                "type",
                "found a workspace that has had " + state.texts.size()
                        + " different texts in orders (or 32 GiB of them), expected fewer");
    }

    @Test
    void shouldTakeKnownEventsAndNoNewNamesWhenThereAreAsManyAsCanBe() {
        int known = state.eventNames.size();
        Capacity capacity = new Capacity(state, 100, 100, 100, known + 2);
        String full = "found a workspace that has had " + (known + 2)
                + " different names of events and properties (or 32 GiB of them)," + " expected fewer";
        take(capacity, event("a", "seen", "page"));
        take(capacity, event("a", "seen", "page"));
        assertRefused(capacity, event("a", "heard", "page"), "type", full);
        assertRefused(capacity, event("a", "seen", "colour"), "type", full);
    }

    private void take(Capacity capacity, CommandReader command) {
        assertFalse(capacity.isRefused(command, outcome), outcome::reason);
        records.apply(command, outcome);
        assertTrue(outcome.accepted(), outcome::reason);
    }

    private void assertRefused(Capacity capacity, CommandReader command, String field, String reason) {
        assertTrue(capacity.isRefused(command, outcome));
        assertEquals(field, outcome.field());
        assertEquals(reason, outcome.reason());
    }

    private static CommandReader customer(String id) {
        return command(CommandKind.CUSTOMER, writer -> writer.text(Tag.CUSTOMER, id));
    }

    private static CommandReader event(String customer, String name, String property) {
        return command(
                CommandKind.EVENT,
                writer -> writer.text(Tag.CUSTOMER, customer)
                        .instant(Tag.TIME, 1)
                        .text(Tag.NAME, name)
                        .name(Tag.PROPERTY, property)
                        .text(Tag.PROPERTY, "value"));
    }

    private static CommandReader order(String id, String status) {
        return command(
                CommandKind.ORDER_PLACED,
                writer -> writer.text(Tag.ID, id)
                        .text(Tag.CUSTOMER, "a")
                        .instant(Tag.TIME, 1)
                        .text(Tag.STATUS, status)
                        .decimal(Tag.TOTAL, 1));
    }

    private static CommandReader command(int kind, UnaryOperator<CommandWriter> fields) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        CommandWriter writer = fields.apply(new CommandWriter(buffer).begin(0, kind, 1));
        return new CommandReader().wrap(buffer, 0, writer.length());
    }
}
