package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.record.CommandKind;
import io.muster.index.record.Commands;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EventFunctionTest {
    private final Shop shop = new Shop("Europe/Skopje", "2026-06-01T10:00:00Z");

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void shouldLoseAnOrderTheMillisecondItLeavesTheWindow() {
        shop.segment("spent", "orders_placed MATCHES (date >= now - 12h, sum_amount >= 200)");
        shop.order("o-1", "ana", "2026-06-01T09:00:00Z", "150");
        assertFalse(shop.isMember("spent", "ana"));
        shop.order("o-2", "ana", "2026-06-01T09:30:00Z", "50");
        assertTrue(shop.isMember("spent", "ana"));
        long last = Instant.parse("2026-06-01T21:00:00Z").toEpochMilli();
        shop.advanceMillis(last);
        assertTrue(shop.isMember("spent", "ana"));
        assertEquals(last + 1, shop.engine.nextDueMillis());
        shop.advanceMillis(last + 1);
        assertFalse(shop.isMember("spent", "ana"));
    }

    @Test
    void shouldHoldForNothingWhereNothingIsAskedFor() {
        shop.segment("silent", "orders_placed MATCHES (date >= -30d, count = 0)");
        shop.customer("ana");
        shop.order("o-1", "bob", "2026-06-01T09:00:00Z", "1");
        assertEquals(Set.of("ana"), shop.members("silent"));
        shop.advance("2026-07-02T00:00:00Z");
        assertEquals(Set.of("ana", "bob"), shop.members("silent"));
    }

    @Test
    void shouldCountCancelledOrdersOnlyWhereTheStatusIsAskedFor() {
        shop.segment("ordered", "orders_placed MATCHES");
        shop.segment("cancelled", "orders_placed MATCHES (status = 'cancelled')");
        shop.order("o-1", "ana", "2026-06-01T09:00:00Z", "1");
        shop.record(
                CommandKind.ORDER_STATUS,
                writer -> writer.text(Tag.ORDER, "o-1")
                        .instant(Tag.TIME, shop.engine.nowMillis())
                        .text(Tag.STATUS, "cancelled"));
        assertEquals(Set.of(), shop.members("ordered"));
        assertEquals(Set.of("ana"), shop.members("cancelled"));
    }

    @Test
    void shouldAskOneLineForAllThatIsAskedOfALine() {
        shop.segment("two shoes", "products_purchased MATCHES (collection = 'Shoes', sum_quantity >= 2)");
        shop.segment("dear shoes", "products_purchased MATCHES (collection = 'shoes', price > 50)");
        shop.record(
                CommandKind.ORDER_PLACED,
                writer -> writer.text(Tag.ID, "o-1")
                        .text(Tag.CUSTOMER, "ana")
                        .instant(Tag.TIME, shop.engine.nowMillis())
                        .decimal(Tag.TOTAL, 140 * Decimals.ONE)
                        .none(Tag.ITEM)
                        .text(Tag.PRODUCT, "p-1")
                        .texts(Tag.COLLECTIONS, List.of("SHOES"))
                        .decimal(Tag.QUANTITY, 2 * Decimals.ONE)
                        .decimal(Tag.PRICE, 20 * Decimals.ONE)
                        .none(Tag.ITEM)
                        .text(Tag.PRODUCT, "p-2")
                        .decimal(Tag.PRICE, 100 * Decimals.ONE));
        assertEquals(Set.of("ana"), shop.members("two shoes"));
        assertEquals(Set.of(), shop.members("dear shoes"));
    }

    @Test
    void shouldAddUpAPropertyThatIsADecimalText() {
        shop.segment("returned", "event('return') MATCHES (sum('amount') >= 20.10, max('amount') < 15)");
        for (String amount : List.of("10.05", "a lot", "10.05")) {
            shop.record(
                    CommandKind.EVENT,
                    writer -> writer.text(Tag.NAME, "return")
                            .text(Tag.CUSTOMER, "ana")
                            .instant(Tag.TIME, shop.engine.nowMillis())
                            .name(Tag.PROPERTY, "amount")
                            .text(Tag.PROPERTY, amount));
        }
        assertEquals(Set.of("ana"), shop.members("returned"));
    }

    @Test
    void shouldCountACheckoutAsAbandonedAnHourAfterItsStart() {
        shop.segment("left a cart", "checkouts_abandoned MATCHES (date >= now - 2h)");
        shop.record(
                CommandKind.CHECKOUT_STARTED,
                writer -> writer.text(Tag.ID, "k-1")
                        .text(Tag.CUSTOMER, "ana")
                        .instant(Tag.TIME, shop.engine.nowMillis())
                        .decimal(Tag.TOTAL, Decimals.ONE));
        shop.advance("2026-06-01T10:59:59.999Z");
        assertFalse(shop.isMember("left a cart", "ana"));
        shop.advance("2026-06-01T11:00:00Z");
        assertTrue(shop.isMember("left a cart", "ana"));
        shop.advance("2026-06-01T12:00:00.001Z");
        assertFalse(shop.isMember("left a cart", "ana"));
    }

    @Test
    void shouldShareAFunctionWhateverTheOrderOfItsParameters() {
        shop.segment("a", "email.opened MATCHES (date >= -30d, count >= 2)");
        int criteria = shop.engine.status().workspaces().get(0).criteria();
        shop.segment("b", "shopify_email.opened NOT MATCHES (count >= 2, date >= -30d)");
        assertEquals(criteria, shop.engine.status().workspaces().get(0).criteria());
    }

    @Test
    void shouldNameTheNearestParameterAndFunction() {
        assertRefused(
                "orders_placed MATCHES (dat >= -30d)",
                "line 1, column 24: found 'dat', expected a parameter (did you mean date?)");
        assertRefused(
                "order_placed MATCHES (date >= -30d)",
                "line 1, column 1: found 'order_placed', expected a function (did you mean orders_placed?)");
        assertRefused("event MATCHES (count > 1)", "line 1, column 1: found event, expected event('name')");
    }

    private void assertRefused(String rule, String reason) {
        Outcome outcome = shop.command(Commands.createSegment(shop.id, "refused", rule));
        assertEquals(reason, outcome.reason());
        assertEquals(Outcome.Kind.BAD_RULE, outcome.kind());
    }
}
