package io.muster.server.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What the description of the rule language and of the records says, sentence by sentence; the naive answer and the
 * engine both must hold to it.
 */
abstract class RuleSentences {
    static final Instant START = Instant.parse("2026-02-01T12:00:00Z");

    /** One who takes records and time in, and answers rules. */
    interface Judge extends AutoCloseable {
        boolean take(String json);

        void advance(Instant now);

        /** Rules are answered from now on, also as what was asked before changes. */
        Set<String> members(String rule);

        @Override
        void close();
    }

    private Judge judge;
    private Instant now;

    abstract Judge judge(ZoneId zone, Instant start);

    @AfterEach
    void close() {
        if (judge != null) {
            judge.close();
        }
    }

    final void start(String zone, Instant start) {
        judge = judge(ZoneId.of(zone), start);
        now = start;
    }

    final void start() {
        start("UTC", START);
    }

    final void take(String... records) {
        for (String record : records) {
            assertTrue(judge.take(record.replace('\'', '"')), record);
        }
    }

    final void refuse(String record) {
        assertFalse(judge.take(record.replace('\'', '"')), record);
    }

    final void at(Instant instant) {
        now = instant;
        judge.advance(instant);
    }

    final void at(String instant) {
        at(Instant.parse(instant));
    }

    final void in(String rule, String... customers) {
        assertEquals(new TreeSet<>(Set.of(customers)), new TreeSet<>(judge.members(rule)), () -> rule + " at " + now);
    }

    static String order(String id, String customer, String time, String total) {
        return "{'type':'order_placed','id':'" + id + "','customer':'" + customer + "','time':'" + time
                + "','status':'paid','total':'" + total + "','currency':'EUR'}";
    }

    static String status(String order, String customer, String time, String status) {
        return "{'type':'order_status','order':'" + order + "','customer':'" + customer + "','time':'" + time
                + "','status':'" + status + "'}";
    }

    static String refund(String order, String customer, String amount) {
        return "{'type':'order_refunded','order':'" + order + "','customer':'" + customer
                + "','time':'2026-02-01T11:00:00Z','amount':'" + amount + "'}";
    }

    @Test
    void shouldLeaveARollingWindowOneMillisecondAfterIt() {
        start();
        in("last_order_date >= now - 30d");
        take(order("o-1", "ana", "2026-02-01T12:00:00Z", "10"));
        in("last_order_date >= now - 30d", "ana");
        at("2026-03-03T12:00:00Z");
        in("last_order_date >= now - 30d", "ana");
        in("NOT last_order_date >= now - 30d");
        at("2026-03-03T12:00:00.001Z");
        in("last_order_date >= now - 30d");
        in("NOT last_order_date >= now - 30d", "ana");
        in("last_order_date < now - 30d", "ana");
    }

    @Test
    void shouldEnterAndLeaveAWindowThatStartsLater() {
        start();
        take("{'type':'email_opened','customer':'ana','time':'2026-02-01T12:00:00Z'}");
        String rule = "last_engaged_date BETWEEN now - 90d AND now - 60d";
        in(rule);
        at("2026-04-02T11:59:59.999Z");
        in(rule);
        at("2026-04-02T12:00:00Z");
        in(rule, "ana");
        at("2026-05-02T12:00:00Z");
        in(rule, "ana");
        at("2026-05-02T12:00:00.001Z");
        in(rule);
    }

    @Test
    void shouldCrossAWholeWindowInOneStep() {
        start();
        take(order("o-1", "ana", "2026-02-01T12:00:00Z", "10"));
        in("last_order_date BETWEEN now - 20d AND now - 10d");
        at("2027-02-01T12:00:00Z");
        in("last_order_date BETWEEN now - 20d AND now - 10d");
        in("last_order_date >= now - 30d");
    }

    @Test
    void shouldTakeADayAsTheWholeLocalDay() {
        start("Europe/Skopje", START);
        take(
                order("o-1", "early", "2026-01-29T23:00:00Z", "10"),
                order("o-2", "late", "2026-01-30T22:59:59.999Z", "10"),
                order("o-3", "before", "2026-01-29T22:59:59.999Z", "10"),
                order("o-4", "after", "2026-01-30T23:00:00Z", "10"));
        in("last_order_date = -2d", "early", "late");
        in("last_order_date = 2026-01-30", "early", "late");
        in("last_order_date >= -2d", "early", "late", "after");
        in("last_order_date > -2d", "after");
        in("last_order_date < -2d", "before");
        in("last_order_date <= -2d", "early", "late", "before");
        in("last_order_date != -2d", "before", "after");
        in("last_order_date BETWEEN -3d AND -2d", "early", "late", "before");
        in("last_order_date IN (-3d, -1d)", "before", "after");
        at("2026-02-01T22:59:59.999Z");
        in("last_order_date = -2d", "early", "late");
        at("2026-02-01T23:00:00Z");
        in("last_order_date = -2d", "after");
        in("last_order_date = 2026-01-30", "early", "late");
        in("last_order_date BETWEEN -3d AND -2d", "early", "late", "after");
    }

    @Test
    void shouldTakeADayOf23HoursAsOneDay() {
        start("Europe/London", Instant.parse("2026-03-29T12:00:00Z"));
        take(
                order("o-1", "first", "2026-03-29T00:00:00Z", "1"),
                order("o-2", "last", "2026-03-29T11:00:00Z", "1"),
                order("o-3", "before", "2026-03-28T23:59:59.999Z", "1"));
        in("last_order_date = today", "first", "last");
        at("2026-03-29T22:59:59.999Z");
        in("last_order_date = today", "first", "last");
        at("2026-03-29T23:00:00Z");
        in("last_order_date = today");
        in("last_order_date = yesterday", "first", "last");
        in("last_order_date = -2d", "before");
    }

    @Test
    void shouldMoveCalendarMonthsAndYearsAndClampToTheirEnd() {
        start("UTC", Instant.parse("2024-03-31T12:00:00Z"));
        take(order("o-1", "leap", "2024-02-29T10:00:00Z", "1"), order("o-2", "first", "2024-03-01T10:00:00Z", "1"));
        in("last_order_date = -1m", "leap");
        at("2025-02-28T10:00:00Z");
        in("last_order_date = -1y");
        at("2028-02-29T10:00:00Z");
        in("last_order_date = -4y", "leap");
        in("last_order_date >= -4y", "leap", "first");
        at("2028-03-01T10:00:00Z");
        in("last_order_date >= -4y", "first");
    }

    @Test
    void shouldMixDaysAndInstantsInBetween() {
        start();
        take(
                order("o-1", "ana", "2026-01-31T00:00:00Z", "1"),
                order("o-2", "ben", "2026-02-01T11:00:00Z", "1"),
                order("o-3", "cid", "2026-02-01T11:00:00.001Z", "1"));
        in("last_order_date BETWEEN yesterday AND now - 1h", "ana", "ben");
        in("last_order_date BETWEEN now - 1h AND today", "ben", "cid");
        in("last_order_date NOT BETWEEN now - 1h AND today", "ana");
        in("last_order_date BETWEEN today AND yesterday");
        in("last_order_date = 2026-02-01T11:00:00", "ben");
        in("last_order_date = 2026-02-01T12:00:00+01:00", "ben");
    }
}
