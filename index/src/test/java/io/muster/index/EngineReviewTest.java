package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.record.CommandKind;
import io.muster.index.record.Commands;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EngineReviewTest {
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

    private final Shop shop = new Shop("Europe/Skopje", "2026-06-01T10:00:00Z");

    @AfterEach
    void close() {
        shop.close();
    }

    private void checkout(String checkout, String customer, long timeMillis) {
        shop.record(CommandKind.CHECKOUT_STARTED, writer -> writer.text(Tag.ID, checkout)
                .text(Tag.CUSTOMER, customer)
                .instant(Tag.TIME, timeMillis)
                .decimal(Tag.TOTAL, Decimals.ONE));
    }

    private void event(String name, String id, String customer, long timeMillis) {
        shop.record(CommandKind.EVENT, writer -> writer.text(Tag.NAME, name)
                .text(Tag.ID, id)
                .text(Tag.CUSTOMER, customer)
                .instant(Tag.TIME, timeMillis));
    }

    private void tagged(String customer, String tag) {
        shop.record(CommandKind.CUSTOMER, writer -> writer.text(Tag.CUSTOMER, customer)
                .texts(Tag.TAGS, List.of(tag)));
    }

    @Test
    void shouldLeaveTheFartherWindowThoughANewCheckoutCountsWhenTheNearerWindowLosesTheOld() {
        shop.segment("day", "abandoned_checkout_date >= now - 1d");
        long first = shop.engine.nowMillis();
        long second = first + DAY_MILLIS - HOUR_MILLIS + 1;
        checkout("k-1", "ana", first);
        shop.advanceMillis(second);
        checkout("k-2", "ana", second);
        shop.advanceMillis(second + 14 * DAY_MILLIS);
        assertTrue(shop.isMember("Abandoned checkouts", "ana"));
        assertFalse(shop.isMember("day", "ana"));
        shop.advanceMillis(second + 14 * DAY_MILLIS + 1);
        assertFalse(shop.isMember("Abandoned checkouts", "ana"));
    }

    @Test
    void shouldGiveTheSameSpellingWhetherOrNotSomebodyAskedForACount() {
        shop.engine.count(shop.id, "tags CONTAINS 'VIP'");
        tagged("ana", "vip");
        assertEquals(
                "[vip]",
                shop.engine.customer(shop.id, "ana").fields().get("customer_tags").toString());
    }

    @Test
    void shouldRefuseARecordThatHasNoRoomRatherThanThrow() {
        for (int i = 0; i < 400_000; i++) {
            event("email.sent", "message-with-a-name-of-usual-length-" + i, "ana", shop.engine.nowMillis());
        }
    }

    @Test
    void shouldDefineASegmentOverAHundredThousandNumbersWithinASecond() {
        String numbers = IntStream.range(0, 100_000).mapToObj(i -> "" + 2 * i).collect(Collectors.joining(", "));
        assertTimeoutPreemptively(
                Duration.ofSeconds(1), () -> shop.segment("many", "number_of_orders IN (" + numbers + ")"));
    }

    @Test
    void shouldDefineASegmentOverTenThousandDaysWithinASecond() {
        for (int i = 0; i < 100_000; i++) {
            shop.order("o-" + i, "c-" + i, "2026-05-30T22:30:00Z", "1");
        }
        String days = IntStream.range(0, 10_000)
                .mapToObj(i -> "2026-01-01T00:00:" + (10 + i % 50) + "." + (100 + i / 50) + "Z")
                .collect(Collectors.joining(", "));
        assertTimeoutPreemptively(
                Duration.ofSeconds(1), () -> shop.segment("many", "last_order_date IN (" + days + ")"));
    }

    @Test
    void shouldTellANumberThatFitsFromOneThatDoesNot() {
        shop.record(CommandKind.CUSTOMER, writer -> writer.text(Tag.CUSTOMER, "ana")
                .name(Tag.FIELD, "score")
                .decimal(Tag.FIELD, Long.MAX_VALUE));
        shop.segment("huge", "field.score >= 99999999999999");
        assertEquals(Set.of(), shop.members("huge"));
    }

    @Test
    void shouldReplaceAnEventAHundredThousandTimesInTimeThatGrowsWithTheirNumberOnly() {
        long start = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            event("email.opened", "m-1", "ana", shop.engine.nowMillis());
        }
        long firstNs = System.nanoTime() - start;
        for (int i = 0; i < 20_000; i++) {
            event("email.opened", "m-1", "ana", shop.engine.nowMillis());
        }
        start = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            event("email.opened", "m-1", "ana", shop.engine.nowMillis());
        }
        long lastNs = System.nanoTime() - start;
        assertTrue(lastNs < 3 * firstNs, "first 10,000: " + firstNs / 1_000_000 + " ms, last: " + lastNs / 1_000_000);
    }

    @Test
    void shouldTakeBackASubscriptionEventThatIsReplacedForAnotherCustomer() {
        event("email.unsubscribed", "s-1", "ana", shop.engine.nowMillis());
        event("email.unsubscribed", "s-1", "bob", shop.engine.nowMillis());
        shop.segment("gone", "email_subscription_status = 'unsubscribed'");
        assertEquals(Set.of("bob"), shop.members("gone"));
    }

    @Test
    void shouldRefuseATimeBeyondTheCalendarRatherThanLiveThroughItsMidnights() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> shop.command(Commands.advance(shop.engine.nowMillis() * 1_000_000)));
    }

    @Test
    void shouldRefuseAWorkspaceAtATimeBeyondTheCalendarRatherThanThrow() {
        try (Engine late = new Engine(new EngineOptions(Long.MAX_VALUE - 1000, 10, 10))) {
            byte[] create = Commands.createWorkspace("late", "Europe/Skopje", "EUR");
            late.apply(new org.agrona.concurrent.UnsafeBuffer(create), 0, create.length, new Outcome());
        }
    }

    @Test
    void shouldDeleteAWorkspaceWithoutKeepingEveryFlipOfItsCustomers() {
        for (int i = 0; i < 200; i++) {
            shop.segment("s-" + i, "number_of_orders = " + i + " OR amount_spent > " + i);
        }
        for (int i = 0; i < 200_000; i++) {
            shop.order("o-" + i, "c-" + i, "2026-05-30T22:30:00Z", "1000");
        }
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        shop.command(Commands.deleteWorkspace(shop.id));
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        System.out.println("delete: " + (System.nanoTime() - start) / 1_000_000 + " ms, " + bytes + " bytes");
        assertTrue(bytes < 64 << 20, "allocated " + bytes + " bytes on the heap");
    }

    @Test
    void shouldTakeTheProfilesOfThreeThousandCustomersWithLongNames() {
        String name = "n".repeat(4096);
        for (int i = 0; i < 3_000; i++) {
            int number = i;
            shop.record(CommandKind.CUSTOMER, writer -> writer.text(Tag.CUSTOMER, "c-" + number)
                    .text(Tag.FIRST_NAME, name)
                    .text(Tag.LAST_NAME, name)
                    .text(Tag.PHONE, name));
        }
    }

    @Test
    void shouldKeepToTheBoundOnCustomFieldsWithinOneRecord() {
        for (int from = 0; from < 1_050; from += 150) {
            int first = from;
            shop.record(CommandKind.CUSTOMER, writer -> {
                writer.text(Tag.CUSTOMER, "ana");
                for (int i = first; i < first + 150; i++) {
                    writer.name(Tag.FIELD, "f" + i).decimal(Tag.FIELD, 1);
                }
                return writer;
            });
        }
        assertTrue(shop.engine.customer(shop.id, "ana").custom().size() <= 1_000);
    }

    @Test
    void shouldSumAmountsTheSameInWhateverOrderTheyCome() {
        for (String customer : List.of("ana", "bob")) {
            List<String> orders = customer.equals("ana") ? List.of("1", "2", "3") : List.of("3", "1", "2");
            for (String order : orders) {
                String total = order.equals("3") ? "0" : "9000000000000";
                shop.order(customer + order, customer, "2026-05-30T22:30:00Z", total);
                if (order.equals("3")) {
                    shop.record(CommandKind.ORDER_REFUNDED, writer -> writer.text(Tag.ORDER, customer + order)
                            .instant(Tag.TIME, 0)
                            .decimal(Tag.AMOUNT, 9_000_000_000_000L * Decimals.ONE));
                }
            }
            shop.record(CommandKind.ORDER_STATUS, writer -> writer.text(Tag.ORDER, customer + "1")
                    .instant(Tag.TIME, shop.engine.nowMillis())
                    .text(Tag.STATUS, "paid"));
        }
        assertEquals(
                shop.engine.customer(shop.id, "ana").fields().get("amount_spent"),
                shop.engine.customer(shop.id, "bob").fields().get("amount_spent"));
    }
}
