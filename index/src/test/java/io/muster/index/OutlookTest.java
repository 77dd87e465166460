package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.answer.MembershipUntil;
import io.muster.index.record.CommandKind;
import io.muster.index.record.Decimals;
import io.muster.index.record.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OutlookTest {
    private Shop shop = new Shop("Europe/Skopje", "2026-06-01T10:00:00Z");
    private int segments;

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void shouldEndARollingWindowAtTheMillisecond() {
        shop.order("o-1", "ana", "2026-06-01T09:00:00.123Z", "10");
        assertUntil(true, "2026-07-01T09:00:00.124Z", "last_order_date >= now - 30d");
        assertUntil(false, "2026-07-01T09:00:00.124Z", "NOT last_order_date >= now - 30d");
        assertUntil(false, "2026-07-31T09:00:00.123Z", "last_order_date BETWEEN now - 90d AND now - 60d");
    }

    @Test
    void shouldMoveDaysAtLocalMidnight() {
        shop.order("o-1", "ana", "2026-05-31T12:00:00Z", "10");
        assertUntil(false, "2026-06-01T22:00:00Z", "last_order_date = -2d");
        assertUntil(true, "2026-06-01T22:00:00Z", "last_order_date IN (-1d, -3d)");
        assertUntil(true, null, "last_order_date <= 2026-05-31");
        assertUntil(true, "2026-06-30T22:00:00Z", "last_order_date >= -1m");
    }

    @Test
    void shouldClampMonthsToTheirEnds() {
        shop.advance("2027-03-05T10:00:00Z");
        shop.order("o-1", "ana", "2027-02-28T12:00:00Z", "10");
        assertUntil(false, "2027-03-27T23:00:00Z", "last_order_date = -1m");
        shop.advance("2027-03-27T23:00:00Z");
        assertUntil(true, "2027-03-31T22:00:00Z", "last_order_date = -1m");
    }

    @Test
    void shouldKnowDaysOf23And25HoursAndHalfHours() {
        other("Australia/Lord_Howe", "2026-04-04T12:30:00Z");
        shop.order("o-1", "ana", "2026-04-04T12:00:00Z", "10");
        assertUntil(true, "2026-04-04T13:00:00Z", "last_order_date = today");
        assertUntil(false, "2026-04-05T13:30:00Z", "last_order_date = -2d");
        other("Europe/Skopje", "2026-10-24T12:00:00Z");
        shop.order("o-1", "ana", "2026-10-24T11:00:00Z", "10");
        assertUntil(true, "2026-10-25T23:00:00Z", "last_order_date >= yesterday");
        assertUntil(false, "2026-10-24T22:00:00Z", "last_order_date = yesterday");
    }

    @Test
    void shouldKnowADayThatIsSkippedAndAMidnightThatComesTwice() {
        other("Pacific/Apia", "2011-12-29T20:00:00Z");
        shop.order("o-1", "ana", "2011-12-29T19:00:00Z", "10");
        assertUntil(true, "2011-12-30T10:00:00Z", "last_order_date = today");
        other("America/St_Johns", "2009-10-31T20:00:00Z");
        shop.order("o-1", "ana", "2009-10-31T19:00:00Z", "10");
        assertUntil(true, "2009-11-01T02:30:00Z", "last_order_date = today");
        assertUntil(false, "2009-11-01T02:30:00Z", "last_order_date = yesterday");
    }

    @Test
    void shouldFollowBirthdays() {
        born("ana", "1992-02-29");
        assertUntil(false, "2027-02-27T23:00:00Z", "anniversary(birthday) = today");
        assertUntil(true, "2027-01-30T23:00:00Z", "anniversary(birthday) NOT BETWEEN today AND +4w");
        shop.advance("2027-02-28T12:00:00Z");
        assertUntil(true, "2027-02-28T23:00:00Z", "anniversary(birthday) = today");
        shop.advance("2027-03-01T12:00:00Z");
        assertUntil(false, "2028-02-28T23:00:00Z", "anniversary(birthday) = today");
        assertUntil(false, null, "anniversary(birthday) = 2026-02-27");
    }

    @Test
    void shouldEndThoughBirthdaysComeForEver() {
        born("ana", "1992-02-29");
        assertUntil(false, null, "anniversary(birthday) = today AND anniversary(birthday) = yesterday");
        assertUntil(true, null, "anniversary(birthday) = today OR anniversary(birthday) != today");
        assertUntil(false, null, "anniversary(birthday) = today AND customer_tags CONTAINS 'vip'");
        shop.order("o-1", "ana", "2026-05-31T12:00:00Z", "10");
        assertUntil(false, null, "anniversary(birthday) = today AND last_order_date >= -30d");
        assertUntil(
                false,
                "2027-02-27T23:00:00Z",
                "anniversary(birthday) = today AND last_order_date >= -270d OR "
                        + "anniversary(birthday) = today AND NOT last_order_date >= -30d");
    }

    @Test
    void shouldFindTheOneYearInFourHundredThatDiffers() {
        born("ana", "1996-03-01");
        shop.advance("2096-06-01T00:00:00Z");
        String fourYearsWithoutLeapDay = "anniversary(birthday) BETWEEN -1460d AND today";
        MembershipUntil until = until(fourYearsWithoutLeapDay, "ana");
        assertTrue(until.untilMillis() > shop.engine.nowMillis());
    }

    @Test
    void shouldLetEventsLeaveAFunctionOneByOne() {
        shop.order("o-1", "ana", "2026-05-10T12:00:00Z", "100");
        shop.order("o-2", "ana", "2026-05-20T12:00:00Z", "50");
        shop.order("o-3", "ana", "2026-05-30T12:00:00Z", "20");
        assertUntil(true, "2026-06-19T12:00:00.001Z", "orders_placed MATCHES (date >= now - 30d, count >= 2)");
        assertUntil(true, "2026-06-09T12:00:00.001Z", "orders_placed MATCHES (date >= now - 30d, sum_amount > 70)");
        assertUntil(false, "2026-06-29T12:00:00.001Z", "orders_placed MATCHES (date >= now - 30d, count = 0)");
        assertUntil(
                true, "2026-06-19T12:00:00.001Z", "orders_placed MATCHES (date >= now - 30d, average_amount >= 35)");
        assertUntil(
                true,
                "2026-06-09T12:00:00Z",
                "orders_placed MATCHES (date NOT BETWEEN now - 40d AND now - 30d, " + "count = 3)");
        assertUntil(true, "2026-06-01T22:00:00Z", "orders_placed MATCHES (date IN (-22d, -30d), count = 1)");
    }

    @Test
    void shouldKnowTheLeastAndTheGreatestOfWhatIsLeft() {
        event("ana", "2026-05-10T12:00:00Z", "9");
        event("ana", "2026-05-20T12:00:00Z", "3");
        event("ana", "2026-05-30T12:00:00Z", "5");
        assertUntil(true, "2026-06-09T12:00:00.001Z", "event('score') MATCHES (date >= now - 30d, max('points') = 9)");
        assertUntil(true, "2026-06-19T12:00:00.001Z", "event('score') MATCHES (date >= now - 30d, min('points') < 4)");
        assertUntil(true, "2026-06-19T12:00:00.001Z", "event('score') MATCHES (date >= now - 30d, sum('points') > 7)");
    }

    @Test
    void shouldWaitForCheckoutsThatAreNotAbandonedYet() {
        checkout("k-1", "ana", "2026-06-01T09:20:00Z");
        checkout("k-2", "ana", "2026-06-01T09:40:00Z");
        assertUntil(false, "2026-06-01T10:20:00Z", "abandoned_checkout_date >= now - 14d");
        assertUntil(false, "2026-06-01T10:40:00Z", "checkouts_abandoned MATCHES (date >= now - 2h, count = 2)");
        assertUntil(false, "2026-06-01T10:40:00Z", "abandoned_checkout_date >= 2026-06-01T09:40:00Z");
        shop.advance("2026-06-01T10:30:00Z");
        assertUntil(true, "2026-06-15T09:40:00.001Z", "abandoned_checkout_date >= now - 14d");
        assertUntil(true, "2026-06-01T10:40:00Z", "checkouts_abandoned MATCHES (date >= now - 2h, count = 1)");
    }

    @Test
    void shouldLookThroughEveryFlipThatChangesNothing() {
        shop.order("o-1", "ana", "2026-05-10T12:00:00Z", "100");
        assertUntil(true, null, "last_order_date >= now - 30d OR NOT last_order_date >= now - 30d");
        assertUntil(true, "2026-07-09T12:00:00.001Z", "last_order_date >= now - 30d OR last_order_date >= now - 60d");
    }

    @Test
    void shouldLookIntoTheSegmentsThatARuleRefersTo() {
        shop.order("o-1", "ana", "2026-05-10T12:00:00Z", "100");
        shop.segment("recent", "last_order_date >= now - 30d");
        assertUntil(true, "2026-06-09T12:00:00.001Z", "SEGMENT IN ('recent', 'Frequent buyers')");
        assertUntil(false, "2026-06-09T12:00:00.001Z", "SEGMENT NOT IN ('recent')");
        assertUntil(true, null, "SEGMENT = 'recent' OR SEGMENT != 'recent'");
    }

    @Test
    void shouldNotGoBeyondTheYear9999() {
        shop.order("o-1", "ana", "2026-05-10T12:00:00Z", "100");
        assertUntil(false, null, "last_order_date < -7980y");
        assertUntil(false, "9996-05-10T22:00:00Z", "last_order_date < -7970y");
    }

    @Test
    void shouldSayOfWhomThereIsNot() {
        int segment = shop.segment("all", "number_of_orders >= 0");
        assertEquals(
                new MembershipUntil(false, false, Long.MAX_VALUE),
                shop.engine.until(shop.id, segment, "nobody").finish());
        assertNull(shop.engine.until(shop.id, 4711, "nobody"));
        assertNull(shop.engine.until(4711, segment, "nobody"));
    }

    @Test
    void shouldGoThroughALongHistoryInOnePass() {
        long first = Instant.parse("2026-05-20T12:00:00Z").toEpochMilli();
        long last = first;
        for (int i = 0; i < 30_000; i++) {
            long at = first + (i * 7919L) % 100_000_000;
            last = Math.max(last, at);
            event("ana", at, "1");
        }
        int segment = shop.segment("many", "event('score') MATCHES (date >= now - 30d, count >= 1, max('points') = 1)");
        long tookMillis = Long.MAX_VALUE;
        for (int tried = 0; tried < 3 && tookMillis >= 5_000; tried++) {
            long before = System.nanoTime();
            MembershipUntil until = shop.engine.until(shop.id, segment, "ana").finish();
            tookMillis = (System.nanoTime() - before) / 1_000_000;
            assertEquals(last + 30 * 86_400_000L + 1, until.untilMillis());
        }
        assertTrue(tookMillis < 5_000, "took " + tookMillis + " ms, expected a fraction of a second");
    }

    private void other(String zone, String now) {
        shop.close();
        shop = new Shop(zone, now);
    }

    private void born(String customer, String day) {
        shop.record(
                CommandKind.CUSTOMER,
                writer -> writer.text(Tag.CUSTOMER, customer)
                        .day(Tag.BIRTHDAY, LocalDate.parse(day).toEpochDay()));
    }

    private void event(String customer, String time, String points) {
        event(customer, Instant.parse(time).toEpochMilli(), points);
    }

    private void event(String customer, long timeMillis, String points) {
        shop.record(
                CommandKind.EVENT,
                writer -> writer.text(Tag.NAME, "score")
                        .text(Tag.CUSTOMER, customer)
                        .instant(Tag.TIME, timeMillis)
                        .name(Tag.PROPERTY, "points")
                        .text(Tag.PROPERTY, points));
    }

    private void checkout(String id, String customer, String time) {
        shop.record(
                CommandKind.CHECKOUT_STARTED,
                writer -> writer.text(Tag.ID, id)
                        .text(Tag.CUSTOMER, customer)
                        .instant(Tag.TIME, Instant.parse(time).toEpochMilli())
                        .decimal(Tag.TOTAL, Decimals.ONE));
    }

    private MembershipUntil until(String rule, String customer) {
        return shop.engine
                .until(shop.id, shop.segment("s-" + segments++, rule), customer)
                .finish();
    }

    /** For the customer ana; {@code until} is null for never. */
    private void assertUntil(boolean member, String until, String rule) {
        MembershipUntil answer = until(rule, "ana");
        String found = answer.untilMillis() == Long.MAX_VALUE
                ? null
                : Instant.ofEpochMilli(answer.untilMillis()).toString();
        assertEquals(List.of(member, String.valueOf(until)), List.of(answer.member(), String.valueOf(found)), rule);
    }
}
