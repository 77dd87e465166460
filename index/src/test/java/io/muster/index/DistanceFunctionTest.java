package io.muster.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.index.record.CommandKind;
import io.muster.index.record.Commands;
import io.muster.index.record.Tag;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DistanceFunctionTest {
    private static final String FUNCTION = "customer_within_distance ";

    private final Shop shop = new Shop("Europe/Skopje", "2026-06-01T10:00:00Z");

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void shouldHoldWhileTheCustomerIsNear() {
        shop.segment("near", FUNCTION + "MATCHES (coordinates = '41.99,21.43', distance_km < 50)");
        shop.segment("far", FUNCTION + "NOT MATCHES (coordinates = '41.99,21.43', distance_km < 50)");
        place("ana", 41_900_000, 21_500_000);
        place("bob", 41_031_000, 21_334_000);
        shop.customer("eve");
        assertEquals(Set.of("ana"), shop.members("near"));
        assertEquals(Set.of("bob", "eve"), shop.members("far"));
        place("ana", 42_697_000, 23_322_000);
        place("bob", 42_000_000, 21_430_000);
        assertEquals(Set.of("bob"), shop.members("near"));
        shop.record(
                CommandKind.CUSTOMER, writer -> writer.text(Tag.CUSTOMER, "bob").none(Tag.LATITUDE));
        assertEquals(Set.of(), shop.members("near"));
        assertEquals(Set.of("ana", "bob", "eve"), shop.members("far"));
    }

    @Test
    void shouldHoldForThoseWhoWereThereBeforeTheRule() {
        place("ana", 41_900_000, 21_500_000);
        place("bob", 0, 0);
        shop.segment("near", FUNCTION + "MATCHES (city = 'skopje', distance_km <= 50)");
        assertEquals(Set.of("ana"), shop.members("near"));
        shop.record(CommandKind.CUSTOMER_DELETED, writer -> writer.text(Tag.CUSTOMER, "ana"));
        assertEquals(Set.of(), shop.members("near"));
    }

    @Test
    void shouldTakeAPlainDistanceForWithin() {
        place("north", 1_000_000, 0);
        shop.segment("1", FUNCTION + "MATCHES (coordinates = '0,0', distance_km = 111.195080)");
        shop.segment("2", FUNCTION + "MATCHES (coordinates = '0,0', distance_km < 111.195080)");
        shop.segment("3", FUNCTION + "(coordinates: (0, 0), distance_km: 200) = true");
        shop.segment("4", FUNCTION + "(coordinates: (0, 0), distance_mi: 69) = true");
        shop.segment("5", FUNCTION + "(coordinates: (0, 0), distance_mi: 70) = true");
        shop.segment("6", FUNCTION + "MATCHES (coordinates = '0, 0', distance_km >= 111.195080)");
        shop.segment("7", FUNCTION + "MATCHES (coordinates = '0,0', distance_km BETWEEN 100 AND 120)");
        for (String segment : Set.of("1", "3", "5", "6", "7")) {
            assertEquals(Set.of("north"), shop.members(segment), segment);
        }
        for (String segment : Set.of("2", "4")) {
            assertEquals(Set.of(), shop.members(segment), segment);
        }
    }

    @Test
    void shouldShareTheCriterionOfACityAndItsCoordinates() {
        shop.segment("city", FUNCTION + "MATCHES (city = 'Skopje', country = 'mk', distance_km = 5)");
        int criteria = shop.engine.status().workspaces().get(0).criteria();
        shop.segment("point", FUNCTION + "(distance_km: <= 5, coordinates: (41.99646, 21.43141)) = false");
        assertEquals(criteria, shop.engine.status().workspaces().get(0).criteria());
    }

    @Test
    void shouldTakeTheLargestCityOfANameOrThatOfTheCountry() {
        place("england", 53_957_630, -1_082_710);
        place("pennsylvania", 39_962_600, -76_727_740);
        shop.segment("largest", FUNCTION + "MATCHES (city = 'York', distance_mi <= 10)");
        shop.segment("american", FUNCTION + "MATCHES (city = 'York', country = 'US', distance_mi <= 10)");
        assertEquals(Set.of("england"), shop.members("largest"));
        assertEquals(Set.of("pennsylvania"), shop.members("american"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "MATCHES ()|1|neither coordinates nor a city",
                "MATCHES (coordinates = '1,2')|1|no distance",
                "MATCHES (coordinates = '1,2', distance_km < 5, distance_mi < 5)|73|a distance in miles beside",
                "MATCHES (coordinates = '1,2', city = 'Skopje', distance_km < 5)|56|a city beside coordinates",
                "MATCHES (coordinates = '1,2', country = 'MK', distance_km < 5)|56|a country without a city",
                "MATCHES (coordinates = '91,2', distance_km < 5)|49|latitude from -90 to 90 degrees",
                "MATCHES (coordinates = '1,181', distance_km < 5)|49|longitude from -180 to 180 degrees",
                "MATCHES (coordinates = '1;2', distance_km < 5)|49|coordinates = 'latitude,longitude'",
                "MATCHES (coordinates IN (1, 2, 3), distance_km < 5)|35|coordinates = 'latitude,longitude'",
                "MATCHES (coordinates NOT IN (1, 2), distance_km < 5)|35|coordinates = 'latitude,longitude'",
                "MATCHES (coordinates = '1,2', distance_km < -5)|70|a distance of 0 or more",
                "MATCHES (coordinates = '1,2', distance_km != 5)|56|NOT MATCHES",
                "MATCHES (coordinates = '1,2', distance_km IN (5, 6))|56|NOT MATCHES",
                "MATCHES (coordinates = '1,2', distance_km < 'near')|70|the text 'near', expected a number",
                "MATCHES (coordinates = '1,2', distance < 5)|56|did you mean distance_km?",
                "MATCHES (city = 'Skopie', distance_km < 5)|42|did you mean Skopje or",
                "MATCHES (city = 'New York', distance_km < 5)|42|did you mean New York City",
                "MATCHES (city = 'Skopje', country = 'BG', distance_km < 5)|42|Skopje is known only in MK",
                "MATCHES (city = 'Skopje', country = 'Macedonia', distance_km < 5)|62|two letters",
                "MATCHES (city != 'Skopje', distance_km < 5)|35|city = 'Skopje'",
            })
    void shouldSayWhereTheFunctionIsWrong(String rest, int column, String reason) {
        Outcome outcome = shop.command(Commands.createSegment(shop.id, "refused", FUNCTION + rest));
        assertEquals(Outcome.Kind.BAD_RULE, outcome.kind());
        String message = outcome.reason();
        assertEquals(true, message.startsWith("line 1, column " + column + ": "), message);
        assertEquals(true, message.contains(reason), message);
    }

    private void place(String customer, long latitude, long longitude) {
        shop.record(
                CommandKind.CUSTOMER,
                writer -> writer.text(Tag.CUSTOMER, customer)
                        .decimal(Tag.LATITUDE, latitude)
                        .decimal(Tag.LONGITUDE, longitude));
    }
}
