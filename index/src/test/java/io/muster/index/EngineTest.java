package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.answer.RuleCount;
import io.muster.index.answer.RulePart;
import io.muster.index.record.CommandKind;
import io.muster.index.record.Commands;
import io.muster.index.record.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EngineTest {
    private final Shop shop = new Shop("Europe/Skopje", "2026-06-01T10:00:00Z");

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void shouldGiveANewWorkspaceTheReadyMadeSegments() {
        assertEquals(11, shop.view().segments().entries().size());
        assertEquals(
                "last_order_date >= now - 30d",
                shop.view().segments().byName("Recent buyers (30 days)").rule());
    }

    @Test
    void shouldLeaveSegmentWhenWindowPasses() {
        shop.order("o-1", "ana", "2026-06-01T09:00:00.123Z", "10");
        long last = Instant.parse("2026-07-01T09:00:00.123Z").toEpochMilli();
        shop.advanceMillis(last);
        assertTrue(shop.isMember("Recent buyers (30 days)", "ana"));
        assertFalse(shop.isMember("Non-buyers (30 days)", "ana"));
        assertEquals(last + 1, shop.engine.nextDueMillis());
        shop.advanceMillis(last + 1);
        assertFalse(shop.isMember("Recent buyers (30 days)", "ana"));
        assertTrue(shop.isMember("Non-buyers (30 days)", "ana"));
        assertEquals(Set.of(), shop.members("Recent buyers (30 days)"));
    }

    @Test
    void shouldFlipDayRulesAtLocalMidnight() {
        shop.segment("two days ago", "last_order_date = -2d");
        shop.order("o-1", "ana", "2026-05-30T22:30:00Z", "10");
        shop.advance("2026-06-01T21:59:59.999Z");
        assertFalse(shop.isMember("two days ago", "ana"));
        shop.advance("2026-06-01T22:00:00Z");
        assertTrue(shop.isMember("two days ago", "ana"));
        shop.advance("2026-06-02T22:00:00Z");
        assertFalse(shop.isMember("two days ago", "ana"));
    }

    @Test
    void shouldShareACriterionBetweenSegments() {
        int before = shop.engine.status().workspaces().get(0).criteria();
        shop.segment("a", "last_order_date >= now - 30d AND number_of_orders > 3");
        shop.segment("b", "NOT number_of_orders >= 3.5 OR last_order_date >= now - 720h");
        assertEquals(before, shop.engine.status().workspaces().get(0).criteria() - 1);
    }

    @Test
    void shouldDropCriteriaWithTheirLastSegment() {
        int before = shop.engine.status().workspaces().get(0).criteria();
        int id = shop.segment("a", "amount_spent > 7 AND last_order_date < -60d AND tags CONTAINS 'x'");
        shop.command(Commands.deleteSegment(shop.id, id));
        assertEquals(before, shop.engine.status().workspaces().get(0).criteria());
        assertNull(shop.view().segments().byName("a"));
    }

    @Test
    void shouldKeepTheIdAndRaiseTheVersionOfAnEditedSegment() {
        shop.order("o-1", "ana", "2026-06-01T09:00:00Z", "10");
        shop.order("o-2", "bob", "2026-06-01T09:00:00Z", "20");
        int id = shop.segment("a", "amount_spent >= 20");
        assertEquals(Set.of("bob"), shop.members("a"));
        assertTrue(shop.command(Commands.updateSegment(shop.id, id, null, "amount_spent < 20"))
                .accepted());
        assertEquals(Set.of("ana"), shop.members("a"));
        SegmentEntry entry = shop.view().segments().byName("a");
        assertEquals(id, entry.id());
        assertEquals(2, entry.version());
    }

    @Test
    void shouldLeaveTheOldRuleWhenAnEditIsRefused() {
        int id = shop.segment("a", "amount_spent >= 20");
        Outcome refused = shop.command(Commands.updateSegment(shop.id, id, null, "amount_spend >= 20"));
        assertEquals(Outcome.Kind.BAD_RULE, refused.kind());
        assertEquals(
                "line 1, column 1: found 'amount_spend', expected a field (did you mean amount_spent?)",
                refused.reason());
        assertEquals("amount_spent >= 20", shop.view().segments().byName("a").rule());
    }

    @Test
    void shouldUseASlotAgainWithoutTheOldMembers() {
        shop.order("o-1", "ana", "2026-06-01T09:00:00Z", "10");
        int id = shop.segment("a", "number_of_orders = 1");
        int slot = shop.view().segments().byName("a").slot();
        shop.command(Commands.deleteSegment(shop.id, id));
        shop.segment("b", "number_of_orders = 2");
        assertEquals(slot, shop.view().segments().byName("b").slot());
        assertEquals(Set.of(), shop.members("b"));
    }

    @Test
    void shouldPublishMoreThan64Segments() {
        shop.customer("ana");
        shop.order("o-1", "bob", "2026-06-01T09:00:00Z", "10");
        for (int i = 0; i < 150; i++) {
            shop.segment("s" + i, (i % 2 == 0 ? "NOT " : "") + "amount_spent > " + i);
        }
        assertEquals(Set.of("ana", "bob"), shop.members("s148"));
        assertEquals(Set.of("bob"), shop.members("s9"));
        assertEquals(Set.of(), shop.members("s149"));
        assertEquals(3, shop.view().segments().groups());
    }

    @Test
    void shouldTakeADeletedCustomerOutOfEverySegment() {
        shop.order("o-1", "ana", "2026-06-01T09:00:00Z", "10");
        shop.record(CommandKind.CUSTOMER_DELETED, writer -> writer.text(Tag.CUSTOMER, "ana"));
        for (SegmentEntry entry : shop.view().segments().entries()) {
            assertEquals(new TreeSet<>(), shop.members(entry.name()));
        }
        assertEquals(0, shop.view().customers());
        shop.customer("ana");
        assertEquals(Set.of("ana"), shop.members("Non-buyers (90 days)"));
        assertFalse(shop.isMember("Recent buyers (30 days)", "ana"));
    }

    @Test
    void shouldRefuseARecordFromTheFutureAndKeepNothingOfIt() {
        Outcome refused = shop.order("o-1", "ana", "2026-06-01T10:05:00.001Z", "10");
        assertEquals("time", refused.field());
        assertEquals(
                "found 2026-06-01T10:05:00.001Z, expected at most five minutes after now (2026-06-01T10:00:00Z)",
                refused.reason());
        assertEquals(0, shop.view().customers());
        assertTrue(shop.order("o-1", "ana", "2026-06-01T10:05:00Z", "10").accepted());
    }

    @Test
    void shouldRefuseAnotherCurrency() {
        Outcome refused = shop.record(
                CommandKind.ORDER_PLACED,
                writer -> writer.text(Tag.ID, "o-1")
                        .text(Tag.CUSTOMER, "ana")
                        .instant(Tag.TIME, shop.engine.nowMillis())
                        .decimal(Tag.TOTAL, 1)
                        .text(Tag.CURRENCY, "USD"));
        assertEquals("found USD, expected EUR (the workspace's currency)", refused.reason());
    }

    @Test
    void shouldTypeACustomFieldByItsFirstValue() {
        shop.record(
                CommandKind.CUSTOMER,
                writer ->
                        writer.text(Tag.CUSTOMER, "ana").name(Tag.FIELD, "size").decimal(Tag.FIELD, 38_000_000));
        shop.segment("big", "field.size > 37.5");
        assertEquals(Set.of("ana"), shop.members("big"));
        Outcome refused = shop.record(
                CommandKind.CUSTOMER,
                writer ->
                        writer.text(Tag.CUSTOMER, "bob").name(Tag.FIELD, "size").text(Tag.FIELD, "XL"));
        assertEquals("fields.size", refused.field());
        assertEquals("found text 'XL', expected a number (the field's type since it was first seen)", refused.reason());
        assertEquals(1, shop.view().customers());
    }

    @Test
    void shouldCompareAveragesExactly() {
        shop.order("o-1", "ana", "2026-06-01T09:00:00Z", "10");
        shop.order("o-2", "ana", "2026-06-01T09:01:00Z", "10");
        shop.order("o-3", "ana", "2026-06-01T09:02:00Z", "0.01");
        shop.segment("below", "average_order_amount < 6.67");
        shop.segment("equal", "average_order_amount = 6.67");
        shop.segment("close", "average_order_amount > 6.669999");
        assertEquals(Set.of(), shop.members("below"));
        assertEquals(Set.of("ana"), shop.members("equal"));
        assertEquals(Set.of("ana"), shop.members("close"));
    }

    @Test
    void shouldGoThroughEveryInstantOfALongStep() {
        shop.segment("seven to nine", "last_order_date BETWEEN now - 9d AND now - 7d");
        shop.order("o-1", "ana", "2026-06-01T09:00:00Z", "10");
        shop.advance("2026-06-30T00:00:00Z");
        SegmentEntry entry = shop.view().segments().byName("seven to nine");
        assertEquals(
                Instant.parse("2026-06-10T09:00:00.001Z").toEpochMilli(),
                shop.view().lastChange(entry));
        assertEquals(Set.of(), shop.members("seven to nine"));
    }

    @Test
    void shouldGiveTheSameStateForTheSameCommands() {
        try (Shop again = new Shop("Europe/Skopje", "2026-06-01T10:00:00Z")) {
            for (Shop each : new Shop[] {shop, again}) {
                each.segment("a", "number_of_orders = 1 OR last_order_date < -1m");
                each.order("o-1", "ana", "2026-05-01T09:00:00Z", "10");
                each.order("o-2", "bob", "2026-06-01T09:00:00Z", "20");
                each.advance("2026-08-01T00:00:00Z");
            }
            assertEquals(shop.engine.status(), again.engine.status());
            assertEquals(shop.engine.nextDueMillis(), again.engine.nextDueMillis());
            for (SegmentEntry entry : shop.view().segments().entries()) {
                assertEquals(entry, again.view().segments().byId(entry.id()));
                assertEquals(shop.members(entry.name()), again.members(entry.name()));
                assertEquals(shop.view().lastChange(entry), again.view().lastChange(entry));
            }
        }
    }

    @Test
    void shouldRefuseToGoBackInTime() {
        shop.advance("2026-05-01T00:00:00Z");
        assertEquals("time", shop.outcome.field());
        assertEquals(Instant.parse("2026-06-01T10:00:00Z").toEpochMilli(), shop.engine.nowMillis());
    }

    @Test
    void shouldCountAnUnsavedRuleAndEachOfItsConditions() {
        shop.order("o-1", "ana", "2026-06-01T09:00:00Z", "10");
        shop.order("o-2", "bob", "2026-04-01T09:00:00Z", "20");
        int criteria = shop.engine.status().workspaces().get(0).criteria();
        RuleCount count = shop.engine
                .count(shop.id, "amount_spent > 5 AND NOT last_order_date >= -30d", 1)
                .finish();
        assertEquals(1, count.count());
        assertEquals(
                List.of("amount_spent > 5: 2", "last_order_date >= -30d: 1"),
                count.conditions().stream()
                        .map(part -> part.text() + ": " + part.count())
                        .toList());
        assertEquals(RulePart.Kind.AND, count.whole().kind());
        assertEquals(1, count.whole().terms().get(1).count());
        assertEquals(List.of("bob"), count.sample());
        assertEquals(criteria, shop.engine.status().workspaces().get(0).criteria());
    }
}
