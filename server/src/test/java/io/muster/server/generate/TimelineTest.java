package io.muster.server.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static Timeline timeline(String now, int years) {
        return new Timeline(new ShopOptions(1_000, 3, 1, Instant.parse(now), years, ZoneId.of("Europe/Skopje"), "EUR"));
    }

    @Test
    void shouldGiveDaysTheLengthThatTheClocksGiveThem() {
        Timeline timeline = timeline("2026-11-21T20:00:00Z", 1);
        for (int day = 0; day < timeline.days() - 1; day++) {
            int hours = timeline.lengthSeconds(day) / 3600;
            int expected = switch (timeline.date(day).toString()) {
                case "2026-03-29" -> 23;
                case "2026-10-25" -> 25;
                default -> 24;
            };
            assertEquals(expected, hours, timeline.date(day).toString());
        }
        assertEquals(21, timeline.lengthSeconds(timeline.days() - 1) / 3600);
    }

    @Test
    void shouldRegisterAllCustomersMoreOfThemLater() {
        Timeline timeline = timeline("2026-11-21T20:00:00Z", 3);
        assertEquals(0, timeline.registeredBefore(0));
        assertEquals(1_000, timeline.registeredBefore(timeline.days()));
        assertTrue(timeline.registeredBefore(timeline.days() / 2) < 450);
    }

    @Test
    void shouldNeverGoBackInTimeAndReachTheEndWithAllVisitingDone() {
        Timeline timeline = timeline("2026-11-21T00:30:07Z", 10);
        Dice dice = new Dice(ShopGeneratorTest.newSeed());
        for (int round = 0; round < 200; round++) {
            int registration = dice.set(99, round, 0).below(timeline.days());
            int day = registration;
            int second = timeline.secondOfDay(day, dice.unit());
            for (long next = 0; next >= 0; ) {
                next = timeline.after(registration, day, second, 3 * dice.exponential());
                if (next >= 0) {
                    int nextDay = (int) (next >>> 17);
                    int nextSecond = (int) next & (1 << 17) - 1;
                    assertTrue(nextDay > day || nextDay == day && nextSecond >= second);
                    assertTrue(nextSecond < timeline.lengthSeconds(nextDay));
                    day = nextDay;
                    second = nextSecond;
                }
            }
            assertEquals(-1, timeline.after(registration, day, second, timeline.visiting(registration)));
        }
    }

    @Test
    void shouldLiveThroughALastDayOfOneSecond() {
        Timeline timeline = timeline("2026-11-20T23:00:01Z", 1);
        assertEquals(1, timeline.lengthSeconds(timeline.days() - 1));
        assertEquals(0, timeline.secondOfDay(timeline.days() - 1, 0.9));
    }
}
