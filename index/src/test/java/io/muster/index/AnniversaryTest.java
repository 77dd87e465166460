package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.index.record.CommandKind;
import io.muster.index.record.Commands;
import io.muster.index.record.Tag;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AnniversaryTest {
    private final Shop shop = new Shop("Europe/Skopje", "2026-02-27T12:00:00Z");

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void shouldComeAtLocalMidnightAndGoAtTheNext() {
        shop.segment("today", "anniversary(birthday) = today");
        born("ana", "1990-02-28");
        shop.advance("2026-02-27T22:59:59.999Z");
        assertEquals(Set.of(), shop.members("today"));
        shop.advance("2026-02-27T23:00:00Z");
        assertEquals(Set.of("ana"), shop.members("today"));
        shop.advance("2026-02-28T23:00:00Z");
        assertEquals(Set.of(), shop.members("today"));
    }

    @Test
    void shouldCountALeapDayOnTheDayBeforeInOtherYears() {
        shop.segment("today", "anniversary(birthday) = today");
        born("ana", "1992-02-29");
        shop.advance("2026-02-28T12:00:00Z");
        assertEquals(Set.of("ana"), shop.members("today"));
        shop.advance("2028-02-28T12:00:00Z");
        assertEquals(Set.of(), shop.members("today"));
        shop.advance("2028-02-29T12:00:00Z");
        assertEquals(Set.of("ana"), shop.members("today"));
    }

    @Test
    void shouldWrapOverTheEndOfTheYear() {
        born("ana", "1985-01-01");
        born("bob", "1985-12-31");
        born("eva", "1985-06-15");
        shop.advance("2026-12-28T12:00:00Z");
        shop.segment("soon", "anniversary(birthday) BETWEEN today AND +7d");
        shop.segment("not soon", "anniversary(birthday) NOT BETWEEN today AND +7d");
        assertEquals(Set.of("ana", "bob"), shop.members("soon"));
        assertEquals(Set.of("eva"), shop.members("not soon"));
    }

    @Test
    void shouldFollowACorrectedBirthday() {
        shop.segment("today", "anniversary(birthday) = 2026-06-15");
        born("ana", "1985-06-15");
        assertEquals(Set.of("ana"), shop.members("today"));
        born("ana", "1985-06-16");
        assertEquals(Set.of(), shop.members("today"));
    }

    @Test
    void shouldRefuseWhatAnAnniversaryCannotBeAsked() {
        assertRefused(
                "anniversary(birthday) > today",
                "line 1, column 1: found >, expected =, != or BETWEEN with an anniversary");
        assertRefused(
                "anniversary(birthday) = now", "line 1, column 25: found an instant counted from now, expected a day");
        assertRefused(
                "anniversary(gender) = today",
                "line 1, column 1: found gender, which is text, expected the anniversary of a date");
    }

    private void born(String customer, String day) {
        shop.record(
                CommandKind.CUSTOMER,
                writer -> writer.text(Tag.CUSTOMER, customer)
                        .day(Tag.BIRTHDAY, LocalDate.parse(day).toEpochDay()));
    }

    private void assertRefused(String rule, String reason) {
        assertEquals(
                reason,
                shop.command(Commands.createSegment(shop.id, "refused", rule)).reason());
    }
}
